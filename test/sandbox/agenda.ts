import type { Instant } from '../../server/domain/time.js';
import type { Clock } from '../../server/workflows/ports.js';

/** Things that happen later, by the injected clock: a simulated day's callbacks and post, without a timer. */
export interface Agenda {
  at(instant: Instant, run: () => void | Promise<void>): void;
  /** When the next thing is due, so that a simulated clock knows how far to jump. */
  nextAt(): Instant | null;
  /** Runs all that is due now, the earliest first and some together, also what that brings about. Returns how many. */
  runDue(): Promise<number>;
}

interface Entry {
  readonly at: Instant;
  readonly run: () => void | Promise<void>;
}

/** Callbacks under way together, as a carrier's many connections would have them. */
const AT_ONCE = 20;

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
      for (;;) {
        const due = entries.findIndex(entry => entry.at > clock.now());
        const round = entries.splice(0, Math.min(due < 0 ? entries.length : due, AT_ONCE));
        if (round.length === 0) return count;
        await Promise.all(round.map(entry => entry.run()));
        count += round.length;
      }
    },
  };
};
