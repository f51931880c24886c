import { fromEpochMs, toEpochMs, type Instant } from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import type { Clock } from '../../workflows/ports.js';
import type { Budgets, Rate } from '../../workflows/ports/budget.js';
import type { Quota } from './quota.js';

/** Search has a limit of its own, shared by the whole account, and does not count towards the burst. */
export type Lane = 'general' | 'search';

export interface Limiter {
  /** Runs the task once its lane has room; tasks start in the order they came. */
  run<T>(lane: Lane, task: () => Promise<T>): Promise<T>;
  /** Starts nothing in that lane for so long. */
  hold(lane: Lane, ms: number): void;
  /** Refuses everything until then with the Fault `throttled`: the daily limit is used up. */
  close(until: Instant): void;
  /** Follows what HubSpot says of the burst. */
  learn(quota: Quota): void;
  intervalMs(): number;
}

export interface LimiterSettings {
  readonly clock: Clock;
  /** Shared by every process that calls for this app; HubSpot counts them together. */
  readonly budgets: Budgets;
  /** The portal's calls per interval, until an answer says it. */
  readonly burst: number;
  readonly intervalMs: number;
  /** Our part of the burst; the rest is for other calls of the same app and for the jitter of arrival. */
  readonly share: number;
  readonly searchPerSecond: number;
  readonly concurrency: number;
}

const createSlots = (count: number) => {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    enter: (): Promise<void> | undefined => {
      if (free > 0) {
        free -= 1;
        return undefined;
      }
      return new Promise(resolve => waiting.push(resolve));
    },
    leave: (): void => {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
};

/** One for all calls of a process: its budgets are one app's at one portal, for so HubSpot counts the burst. */
export const createLimiter = (settings: LimiterSettings): Limiter => {
  const { clock, share, budgets } = settings;
  const capOf = (burst: number): number => Math.max(1, Math.floor(burst * share));
  let intervalMs = settings.intervalMs;
  let burst = settings.burst;
  const lanes = { general: budgets('hubspot/general'), search: budgets('hubspot/search') };
  const slots = createSlots(settings.concurrency);
  const rateOf = (lane: Lane): Rate =>
    lane === 'search'
      ? { cap: settings.searchPerSecond, intervalMs: 1000 }
      : { cap: capOf(burst), intervalMs };
  const inMs = (ms: number): Instant => fromEpochMs(toEpochMs(clock.now()) + ms);
  return {
    run: async (lane, task) => {
      await slots.enter();
      try {
        const closedUntil = await lanes[lane].start(rateOf(lane));
        if (closedUntil !== null) throw closed(closedUntil, clock.now());
        return await task();
      } finally {
        slots.leave();
      }
    },
    hold: (lane, ms) => {
      lanes[lane].hold(inMs(ms));
    },
    close: until => {
      lanes.general.close(until);
      lanes.search.close(until);
    },
    learn: quota => {
      burst = quota.max ?? burst;
      intervalMs = quota.intervalMs ?? intervalMs;
      // Below this only others can have brought it: alone we never use more than our share.
      const reserve = Math.floor((burst * (1 - share)) / 2);
      if (quota.remaining !== undefined && quota.remaining <= reserve) lanes.general.hold(inMs(intervalMs));
    },
    intervalMs: () => intervalMs,
  };
};

const closed = (until: Instant, now: Instant): Fault =>
  new Fault('throttled', 'hubspot.dailyLimit', 'HubSpot’s daily limit is used up', {
    retryAfterSeconds: Math.ceil((toEpochMs(until) - toEpochMs(now)) / 1000),
  });
