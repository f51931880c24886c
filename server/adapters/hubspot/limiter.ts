import { fromEpochMs, toEpochMs, type Instant } from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import type { Clock } from '../../workflows/ports.js';
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
  /** The portal's calls per interval, until an answer says it. */
  readonly burst: number;
  readonly intervalMs: number;
  /** Our part of the burst; the rest is for other calls of the same app and for the jitter of arrival. */
  readonly share: number;
  readonly searchPerSecond: number;
  readonly concurrency: number;
}

/** Starts of the last interval, and when the next may be. */
const createWindow = (cap: number, intervalMs: number) => {
  let limit = { cap, intervalMs };
  let heldUntil = Number.NEGATIVE_INFINITY;
  let starts: readonly number[] = [];
  return {
    limitTo: (next: typeof limit): void => {
      limit = next;
    },
    hold: (until: number): void => {
      heldUntil = Math.max(heldUntil, until);
    },
    /** Milliseconds to wait; 0 takes the place. */
    take: (now: number): number => {
      starts = starts.filter(start => start > now - limit.intervalMs);
      const oldest = starts[starts.length - limit.cap];
      const at = Math.max(heldUntil, oldest === undefined ? now : oldest + limit.intervalMs);
      if (at > now) return at - now;
      starts = [...starts, now];
      return 0;
    },
  };
};

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

/** One for all calls of one app to one portal: the burst is counted per app. */
export const createLimiter = (settings: LimiterSettings): Limiter => {
  const { clock, share } = settings;
  const capOf = (burst: number): number => Math.max(1, Math.floor(burst * share));
  let intervalMs = settings.intervalMs;
  let burst = settings.burst;
  let closedUntil: Instant | null = null;
  const lanes = {
    general: createWindow(capOf(burst), intervalMs),
    search: createWindow(settings.searchPerSecond, 1000),
  };
  const slots = createSlots(settings.concurrency);
  const turns = { general: Promise.resolve(), search: Promise.resolve() };
  const nowMs = (): number => toEpochMs(clock.now());

  const takePlace = async (lane: Lane): Promise<void> => {
    for (;;) {
      const now = nowMs();
      if (closedUntil !== null && toEpochMs(closedUntil) > now) throw closed(closedUntil, now);
      const wait = lanes[lane].take(now);
      if (wait === 0) return;
      await clock.sleepUntil(fromEpochMs(now + wait));
    }
  };
  /** One waits for the window at a time, so that nobody is overtaken. */
  const inTurn = (lane: Lane): Promise<void> => {
    const turn = turns[lane].then(() => takePlace(lane));
    turns[lane] = turn.catch(() => undefined);
    return turn;
  };
  return {
    run: async (lane, task) => {
      await slots.enter();
      try {
        await inTurn(lane);
        return await task();
      } finally {
        slots.leave();
      }
    },
    hold: (lane, ms) => {
      lanes[lane].hold(nowMs() + ms);
    },
    close: until => {
      closedUntil = until;
    },
    learn: quota => {
      burst = quota.max ?? burst;
      intervalMs = quota.intervalMs ?? intervalMs;
      lanes.general.limitTo({ cap: capOf(burst), intervalMs });
      // Below this only others can have brought it: alone we never use more than our share.
      const reserve = Math.floor((burst * (1 - share)) / 2);
      if (quota.remaining !== undefined && quota.remaining <= reserve)
        lanes.general.hold(nowMs() + intervalMs);
    },
    intervalMs: () => intervalMs,
  };
};

const closed = (until: Instant, now: number): Fault =>
  new Fault('throttled', 'hubspot.dailyLimit', 'HubSpot’s daily limit is used up', {
    retryAfterSeconds: Math.ceil((toEpochMs(until) - now) / 1000),
  });
