import type { FeederMemory, FeedHead, FeedMemory } from '../../domain/feed/memory.js';
import type { FeedAlarm, FeedRules, Snapshot } from '../../domain/feed/snapshot.js';
import type { Instant } from '../../domain/time.js';

/** Why nothing of a file can be used. */
export type Unreadable =
  'notReadable' | 'notGzip' | 'cutShort' | 'tooLarge' | 'notJson' | 'notAnArray' | 'noTime';

type Counts = Readonly<Record<string, number>>;

export type FeedReading =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      /** Rows that could not be read, by reason. */
      readonly refused: Counts;
      readonly odd: Counts;
      readonly unknownCauses: Counts;
    }
  | { readonly ok: false; readonly why: Unreadable };

/** One snapshot as it lies somewhere. */
export interface FeedItem {
  readonly name: string;
  read(): Promise<FeedReading>;
  /** It need not be offered again. */
  settle(as: 'done' | 'rejected'): Promise<void>;
}

export interface Feed {
  /** As in config/feeds; part of the outages' keys. */
  readonly name: string;
  readonly rules: FeedRules;
  /** What lies ready, the oldest first. */
  waiting(): Promise<readonly FeedItem[]>;
}

/** What came of one snapshot; kept for reports and the metrics. */
export interface SnapshotRecord {
  /** The snapshot's own time; of an unreadable one when it was read. */
  readonly at: Instant;
  readonly item: string;
  readonly readAt: Instant;
  readonly size: number;
  readonly complete: boolean;
  readonly unreadable: Unreadable | null;
  readonly alarms: readonly FeedAlarm[];
  readonly refused: Counts;
  readonly odd: Counts;
  readonly unknownCauses: Counts;
  readonly held: Counts;
  /** open, reopen, update, restore, cancel, and refused. */
  readonly acts: Counts;
}

export interface Feeds {
  head(feed: string): Promise<FeedHead>;
  memory(feed: string): Promise<FeedMemory>;
  /** Keeps others from deciding on the same feed until the transaction ends; the head as it is then. */
  lock(feed: string): Promise<FeedHead>;
  /** Replaces what changed; feeders with nothing to remember are forgotten. */
  save(feed: string, head: FeedHead, changed: readonly FeederMemory[]): Promise<void>;
  record(feed: string, row: SnapshotRecord): Promise<void>;
  /** Whether this file was taken before: the same content under the same name. */
  wasTaken(feed: string, file: TakenFile): Promise<boolean>;
  keepTaken(
    feed: string,
    file: TakenFile & { readonly readAt: Instant; readonly asOf: Instant | null; readonly report: object },
  ): Promise<void>;
}
export interface TakenFile {
  readonly name: string;
  readonly sha256: string;
}
