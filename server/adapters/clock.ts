import { fromEpochMs, toEpochMs } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';

/** The host's clock. */
export const systemClock: Clock = {
  now: () => fromEpochMs(Date.now()),
  sleepUntil: at =>
    new Promise(resolve => {
      setTimeout(resolve, Math.max(0, toEpochMs(at) - Date.now()));
    }),
};
