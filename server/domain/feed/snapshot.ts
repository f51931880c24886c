import type { Etr } from '../notice/notice.js';
import type { Instant } from '../time.js';

/** What a row says has happened. `notOutage`: somebody went and found that nothing is off. */
export type RowMeaning = 'emergency' | 'planned' | 'notOutage';

/** One row of a utility's feed in our words. */
export interface FeedRow {
  readonly id: string;
  readonly feeder: string;
  readonly meaning: RowMeaning;
  /** A code of config/templates/reasons.yaml. */
  readonly reason: string;
  readonly start: Instant;
  /** As the row has it, also where it is over; for planned work the end. */
  readonly etr: Etr | null;
  /** As the feed estimates; null: it does not say. */
  readonly customers: number | null;
}

/** Everything a feed said at one moment. */
export interface Snapshot {
  readonly at: Instant;
  readonly sha256: string;
  /** Rows in it, also those that could not be read. */
  readonly size: number;
  readonly rows: readonly FeedRow[];
  /** Rows that cannot be read but name themselves: what they were before still stands. */
  readonly unreadIds: readonly string[];
  /** A row that cannot be read and does not name itself may be any row: nothing can then be called missing. */
  readonly nameless: number;
}

/** What is wrong with a snapshot. It goes to the log and the metrics; a person must look. */
export type FeedAlarm = 'capped' | 'partial' | 'stale' | 'shrunk' | 'goingBack' | 'silent' | 'unreadable';

/** The utility's choices for one feed (config/feeds). */
export interface FeedRules {
  /** The feed never gives more rows than this, so at this size some are missing; null: it has no such limit. */
  readonly rowCap: number | null;
  readonly staleAfterMinutes: number;
  readonly silentAfterMinutes: number;
  /** Under this share of the last size a snapshot is not believed, once the last one had `ofAtLeast` rows. */
  readonly shrink: { readonly below: number; readonly ofAtLeast: number };
  /** Complete snapshots in a row without the outage before its end is told. */
  readonly restoreAfterMisses: number;
  /** The same row coming back within this is the same outage; later it is another. */
  readonly reopenWithinMinutes: number;
  /** A start may be corrected by so much, and be the same outage. */
  readonly sameStartMinutes: number;
  readonly news: {
    /** A new estimate is worth a message when it is later or earlier by this. */
    readonly laterMinutes: number;
    readonly earlierMinutes: number;
    /** Between two messages of one outage, except its end. */
    readonly gapMinutes: number;
    /** Without an estimate the next news is promised within this … */
    readonly promiseMinutes: number;
    /** … and given when the promise has less than this left, since the next snapshot may come after it. */
    readonly aheadMinutes: number;
  };
}
