import type { Decision } from '../../../server/domain/feed/decision.js';
import { followFeed, type Followed } from '../../../server/domain/feed/follow-feed.js';
import { isForgotten, memoryKey, type FeedMemory } from '../../../server/domain/feed/memory.js';
import type { FeedRow, FeedRules, Snapshot } from '../../../server/domain/feed/snapshot.js';
import { addMinutes, instant, type Instant } from '../../../server/domain/time.js';

export const RULES: FeedRules = {
  rowCap: 50,
  staleAfterMinutes: 180,
  silentAfterMinutes: 120,
  shrink: { below: 0.5, ofAtLeast: 4 },
  restoreAfterMisses: 2,
  reopenWithinMinutes: 240,
  sameStartMinutes: 30,
  news: { laterMinutes: 30, earlierMinutes: 60, gapMinutes: 90, promiseMinutes: 360, aheadMinutes: 60 },
};

/** Sunday 4 February 2024, 12:00 UTC. */
export const NOON: Instant = instant('2024-02-04T12:00Z');
export const after = (minutes: number): Instant => addMinutes(NOON, minutes);

export const row = (id: string, changes: Partial<FeedRow> = {}): FeedRow => ({
  id,
  feeder: 'C1',
  meaning: 'emergency',
  reason: 'storm_damage',
  start: after(-20),
  etr: null,
  customers: 12,
  ...changes,
});

export const snapshot = (
  minutes: number,
  rows: readonly FeedRow[],
  changes: Partial<Snapshot> = {},
): Snapshot => ({
  at: after(minutes),
  sha256: JSON.stringify(rows),
  size: rows.length,
  rows,
  unreadIds: [],
  nameless: 0,
  ...changes,
});

export const EMPTY: FeedMemory = {
  feed: 'map',
  head: { at: null, sha256: null, size: null },
  feeders: [],
};

export const remember = (memory: FeedMemory, followed: Followed): FeedMemory => {
  const feeders = new Map(memory.feeders.map(each => [memoryKey(each), each]));
  for (const each of followed.changed)
    if (isForgotten(each)) feeders.delete(memoryKey(each));
    else feeders.set(memoryKey(each), each);
  return { ...memory, head: followed.head, feeders: [...feeders.values()] };
};

const SERVED = new Set(['C1', 'C2', 'C3']);

/** Reads snapshots one after another as soon as they are taken. */
export const play = (
  snapshots: readonly Snapshot[],
  options: { readonly rules?: FeedRules; readonly from?: FeedMemory; readonly lag?: number } = {},
): { readonly memory: FeedMemory; readonly steps: readonly Followed[] } => {
  let memory = options.from ?? EMPTY;
  const steps = snapshots.map(each => {
    const followed = followFeed(memory, each, {
      rules: options.rules ?? RULES,
      served: SERVED,
      now: addMinutes(each.at, options.lag ?? 0),
    });
    memory = remember(memory, followed);
    return followed;
  });
  return { memory, steps };
};

/** `open`, `update etr.first` … per snapshot. */
export const acts = (steps: readonly Followed[]): readonly (readonly string[])[] =>
  steps.map(step => step.decisions.map(wordsOf));
const wordsOf = ({ act, because }: Decision): string => (because === null ? act : `${act} ${because}`);
