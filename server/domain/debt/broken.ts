import { addDays, startOfDay, type Instant } from '../time.js';
import type { CaseEvent } from './event.js';
import type { HeldBy } from './hold.js';
import type { DebtCase } from './replay.js';

/** The moment at which the first part was missed; null: none was, or billing has not spoken since its day was over. */
const missedAt = (
  { entries, zone }: DebtCase,
  { from, parts = [] }: HeldBy,
  heardAt: Instant,
): Instant | null => {
  let due = 0;
  for (const part of [...parts].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    due += part.minor;
    const over = startOfDay(zone, addDays(part.on, 1));
    if (over > heardAt) return null;
    const came = entries.reduce(
      (sum, entry) =>
        (entry.type === 'paid' || entry.type === 'credited') && entry.at >= from && entry.at < over
          ? sum + entry.amount.minor
          : sum,
      0,
    );
    if (came < due) return over;
  }
  return null;
};

/**
 * The promises and plans whose day has passed without its money, as far as billing has spoken since: what it has not said
 * yet is no broken word. Each is broken once, at the end of the day it was missed on.
 */
export const brokenPromises = (state: DebtCase, heardAt: Instant): readonly CaseEvent[] =>
  state.ended !== null
    ? []
    : state.holds.flatMap(hold => {
        if (hold.endedAt !== null) return [];
        const at = missedAt(state, hold, heardAt);
        return at === null ? [] : [{ type: 'broken', id: hold.id, at, hold: hold.id } as const];
      });
