import { hoursBetween, type Instant } from '../domain/time.js';
import type { Deps } from './ports/work.js';

/** What a host's clock may be set back by in its ordinary upkeep. */
const TOLERATED_SECONDS = 5;

/**
 * Told at each look: names a clock that went back. Nothing is lost or sent again by it, since the ledger goes by keys;
 * but what became due under the wrong time waits until the right one gets there, and a person should know.
 */
export const watchClock = ({ clock, log }: Pick<Deps, 'clock' | 'log'>): (() => void) => {
  let latest: Instant | null = null;
  return () => {
    const now = clock.now();
    if (latest !== null) {
      const seconds = Math.round(hoursBetween(now, latest) * 3600);
      if (seconds > TOLERATED_SECONDS) log.error('the clock went back', { from: latest, to: now, seconds });
    }
    latest = now;
  };
};
