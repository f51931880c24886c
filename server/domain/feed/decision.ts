import type { Etr } from '../notice/notice.js';
import type { RevisionKind } from '../outage/outage.js';
import type { Instant, Window } from '../time.js';
import type { FeederMemory } from './memory.js';

/** Why an outage that people know gets news. */
export type NewsReason =
  'estimate.first' | 'estimate.later' | 'estimate.earlier' | 'cause' | 'promise' | 'window';
/** Why nothing is told now, though the feed said something. */
export type HoldReason =
  | 'restore.missedOnce'
  | 'restore.incomplete'
  | 'update.small'
  | 'update.tooSoon'
  | 'open.stale'
  | 'open.noCustomers'
  | 'open.noEnd'
  | 'open.refused';

/** What is to be said of one outage; the workflow makes the revision of it. */
export interface Saying {
  readonly kind: RevisionKind;
  readonly windows: readonly Window[];
  readonly since: Instant | null;
  readonly restoredAt: Instant | null;
  readonly etr: Etr | null;
  readonly nextUpdateBy: Instant | null;
  readonly reason: string;
  /** The key of the outage whose end was told too early. */
  readonly reopens: string | null;
}

export interface Decision {
  readonly act: 'open' | 'reopen' | 'update' | 'restore' | 'cancel';
  readonly key: string;
  readonly because: NewsReason | null;
  readonly saying: Saying;
  readonly before: FeederMemory;
  /** If it is carried out. */
  readonly after: FeederMemory;
}

export interface Step {
  readonly decision: Decision | null;
  readonly hold: HoldReason | null;
  readonly after: FeederMemory;
}
