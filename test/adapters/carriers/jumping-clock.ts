import { instant, type Instant } from '../../../server/domain/time.js';
import type { Clock } from '../../../server/workflows/ports.js';

/** A clock that stands still and jumps to wherever somebody sleeps to. */
export const jumpingClock = (
  from = '2026-11-23T09:00:00Z',
): Clock & { set(at: string): void; readonly slept: Instant[] } => {
  let now = instant(from);
  const slept: Instant[] = [];
  return {
    slept,
    now: () => now,
    set(at) {
      now = instant(at);
    },
    sleepUntil(at) {
      slept.push(at);
      if (at > now) now = at;
      return Promise.resolve();
    },
  };
};
