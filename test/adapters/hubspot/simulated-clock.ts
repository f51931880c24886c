import { addSeconds, latest, type Instant } from '../../../server/domain/time.js';
import type { Clock } from '../../../server/workflows/ports.js';

export interface SimulatedClock extends Clock {
  advance(seconds: number): void;
  /** How far it has been moved by those who slept. */
  slept(): readonly Instant[];
}

/** Whoever sleeps moves it on at once: nothing else in these tests takes time. */
export const simulatedClock = (start: Instant): SimulatedClock => {
  let at = start;
  const slept: Instant[] = [];
  return {
    now: () => at,
    sleepUntil: until => {
      slept.push(until);
      at = latest(at, until);
      return Promise.resolve();
    },
    advance: seconds => {
      at = addSeconds(at, seconds);
    },
    slept: () => slept,
  };
};
