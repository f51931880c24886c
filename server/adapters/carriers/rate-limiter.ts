import { fromEpochMs, toEpochMs } from '../../domain/time.js';
import type { Clock } from '../../workflows/ports.js';

export interface RateLimiter {
  /** Resolves when one more message may go. First come, first served. */
  take(): Promise<void>;
}

/**
 * A token bucket that holds one second's worth, kept as the one moment at which it would be full again. Every call
 * reserves its turn before it sleeps, so that a thousand sends at once are spread and none overtakes.
 */
export const tokenBucket = (clock: Clock, ratePerSecond: number): RateLimiter => {
  const interval = 1000 / ratePerSecond;
  const burst = Math.max(1, Math.floor(ratePerSecond));
  let fullAt = 0;
  return {
    async take() {
      const now = toEpochMs(clock.now());
      const turn = Math.max(fullAt, now) - (burst - 1) * interval;
      fullAt = Math.max(fullAt, now) + interval;
      if (turn > now) await clock.sleepUntil(fromEpochMs(Math.ceil(turn)));
    },
  };
};
