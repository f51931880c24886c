import type { Etr } from '../notice/notice.js';
import type { OutageKind } from '../outage/outage.js';
import type { Instant, Window } from '../time.js';
import type { FeedRow } from './snapshot.js';

/** A row as the feed last had it. */
export interface KnownRow extends Pick<FeedRow, 'id' | 'start' | 'reason' | 'etr' | 'customers'> {
  /** Complete snapshots without it since it was last seen. */
  readonly missed: number;
  /** The first of them: by then supply was back. */
  readonly missedAt: Instant | null;
}

/** What people were told last. */
export interface Told {
  /** The natural key of the outage: `<feed>/<feeder>/<row>/<start>/<first told>`. */
  readonly key: string;
  readonly since: Instant;
  /** Planned work that had not begun when it was told. */
  readonly window: Window | null;
  readonly reason: string;
  readonly etr: Etr | null;
  readonly nextUpdateBy: Instant | null;
  readonly at: Instant;
}

/** An outage whose end was told not long ago. */
export interface Former {
  readonly key: string;
  readonly rows: readonly Pick<KnownRow, 'id' | 'start'>[];
  readonly restoredAt: Instant;
}

/**
 * All the feed said of one feeder. However many rows it has there, its households have one outage: told once, and over
 * when the last row is gone. Planned work and emergencies are kept apart.
 */
export interface FeederMemory {
  readonly feeder: string;
  readonly kind: OutageKind;
  readonly rows: readonly KnownRow[];
  readonly told: Told | null;
  /** Our own rules refused to announce it: a person has it, and it is not tried again while its rows stay. */
  readonly refused: boolean;
  readonly former: Former | null;
}

export interface FeedHead {
  /** The time of the newest snapshot read; null before the first. */
  readonly at: Instant | null;
  readonly sha256: string | null;
  readonly size: number | null;
}

export interface FeedMemory {
  readonly feed: string;
  readonly head: FeedHead;
  readonly feeders: readonly FeederMemory[];
}

export const memoryKey = ({ feeder, kind }: Pick<FeederMemory, 'feeder' | 'kind'>): string =>
  `${kind}/${feeder}`;

/** Nothing is left to remember of this feeder. */
export const isForgotten = ({ rows, told, former, refused }: FeederMemory): boolean =>
  rows.length === 0 && told === null && former === null && !refused;
