import type { Instant } from '../time.js';
import type { FeedRules } from './snapshot.js';

/** One snapshot as far as one feeder is concerned. */
export interface Look {
  readonly feed: string;
  readonly at: Instant;
  readonly unread: ReadonlySet<string>;
  /** What is not in it is missing from it. */
  readonly complete: boolean;
  /** Too old to tell anybody anything. */
  readonly stale: boolean;
  readonly rules: FeedRules;
}
