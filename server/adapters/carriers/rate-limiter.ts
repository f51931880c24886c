import type { Budget } from '../../workflows/ports/budget.js';

export interface RateLimiter {
  /** Resolves when one more message may go. First come, first served. */
  take(): Promise<void>;
}

/** No sliding second ever holds more than the rate; a carrier slower than one a second waits that much longer. */
export const rateLimiter = (budget: Budget, ratePerSecond: number): RateLimiter => {
  const cap = Math.max(1, Math.floor(ratePerSecond));
  const rate = { cap, intervalMs: Math.ceil((cap * 1000) / ratePerSecond) };
  return {
    async take() {
      await budget.start(rate);
    },
  };
};
