import type { Instant } from '../../server/domain/time.js';
import type { Clock } from '../../server/workflows/ports.js';

/** Things that happen later, by the injected clock: a simulated day's callbacks and post, without a timer. */
export interface Agenda {
  at(instant: Instant, run: () => void | Promise<void>): void;
  /** When the next thing is due, so that a simulated clock knows how far to jump. */
  nextAt(): Instant | null;
  /** Runs all that is due now, in order, also what that brings about. Returns how many. */
  runDue(): Promise<number>;
}

interface Entry {
  readonly at: Instant;
  readonly run: () => void | Promise<void>;
}

/** Keeps the entries sorted; of two at the same moment the first entered comes first. */
const insert = (entries: Entry[], entry: Entry): void => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry).at <= entry.at) low = middle + 1;
    else high = middle;
  }
  entries.splice(low, 0, entry);
};

export const makeAgenda = (clock: Clock): Agenda => {
  const entries: Entry[] = [];
  return {
    at: (instant, run) => insert(entries, { at: instant, run }),
    nextAt: () => entries[0]?.at ?? null,
    async runDue() {
      let count = 0;
      for (let next = entries[0]; next !== undefined && next.at <= clock.now(); next = entries[0]) {
        entries.shift();
        await next.run();
        count += 1;
      }
      return count;
    },
  };
};
