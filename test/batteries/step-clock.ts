import { fromEpochMs, toEpochMs, type Instant } from '../../server/domain/time.js';
import type { Clock } from '../../server/workflows/ports.js';

export interface StepClock extends Clock {
  /** How many sleep. */
  sleepers(): number;
  /** On to the first who wants to wake, or to this moment if that is earlier. */
  step(atMost?: number): void;
  ms(): number;
}

/** A clock that stands, for several sleepers: it is moved by hand, and wakes each at the moment asked for. */
export const stepClock = (start: Instant): StepClock => {
  let now = toEpochMs(start);
  let sleeping: readonly { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => fromEpochMs(now),
    ms: () => now,
    sleepUntil: at =>
      new Promise(wake => {
        sleeping = [...sleeping, { at: toEpochMs(at), wake }];
      }),
    sleepers: () => sleeping.length,
    step: (atMost = Number.POSITIVE_INFINITY) => {
      const first = Math.min(atMost, ...sleeping.map(({ at }) => at));
      if (!Number.isFinite(first)) throw new Error('Nobody sleeps.');
      now = Math.max(now, first);
      const due = sleeping.filter(({ at }) => at <= now);
      sleeping = sleeping.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
  };
};
