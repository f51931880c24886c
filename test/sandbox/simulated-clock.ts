import { addSeconds, fromEpochMs, toEpochMs, type Instant } from '../../server/domain/time.js';
import type { Clock } from '../../server/workflows/ports.js';

export interface SimulatedClock extends Clock {
  set(at: Instant): void;
  /** As a host whose clock is set right, or wrong: forward or back. */
  jump(at: Instant): void;
  mode(): 'held' | 'real';
  /** `real`: from where it stands it runs with the host's clock. */
  setMode(mode: 'held' | 'real'): void;
}

/**
 * A clock that stands until it is moved. Who sleeps on it while it is held moves it on: nothing else is left to do for
 * the sleeper, and a rate limit costs simulated seconds, not real ones.
 */
export const simulatedClock = (start: Instant): SimulatedClock => {
  let base = start;
  let since: number | null = null;
  const now = (): Instant => (since === null ? base : addSeconds(base, (Date.now() - since) / 1000));
  return {
    now,
    sleepUntil: async at => {
      if (since === null) {
        if (at > base) base = at;
        return;
      }
      await new Promise(resolve => setTimeout(resolve, Math.max(0, toEpochMs(at) - toEpochMs(now()))));
    },
    set: at => {
      if (at < now()) throw new RangeError('The clock does not go back.');
      base = at;
      if (since !== null) since = Date.now();
    },
    jump: at => {
      base = at;
      if (since !== null) since = Date.now();
    },
    mode: () => (since === null ? 'held' : 'real'),
    setMode: mode => {
      base = fromEpochMs(toEpochMs(now()));
      since = mode === 'real' ? Date.now() : null;
    },
  };
};
