import type { Owed } from '../notice/notice.js';
import { compensation } from '../rules/dues.js';
import { dayOf, NO_FACTS } from '../rules/facts.js';
import type { ResolvedRules } from '../rules/rulebook.js';
import { hoursBetween, type Zone } from '../time.js';
import type { Revision } from './outage.js';

export interface Compensated {
  /** What is owed to each customer of the group. */
  readonly owed: readonly Owed[];
  /** Facts without which it cannot be said whether more is owed, or how much. */
  readonly missing: readonly string[];
}

/**
 * What the law owes each customer of a group once supply is back, for the time from its loss (of planned work: from its
 * start) to its return. Null: it is not back yet. `homesAffected`: service points without supply, as some laws ask.
 */
export const compensated = (
  law: ResolvedRules,
  zone: Zone,
  { since, windows, restoredAt }: Pick<Revision, 'since' | 'windows' | 'restoredAt'>,
  homesAffected: number | null,
): Compensated | null => {
  const from = since ?? windows[0]?.from ?? null;
  if (restoredAt === null || from === null) return null;
  const values = homesAffected === null ? law.facts : { ...law.facts, homesAffected };
  const events = { supplyLost: { at: from }, supplyRestored: { at: restoredAt } };
  const question = {
    law,
    zone,
    facts: { ...NO_FACTS, values, events },
    act: 'interruption',
    at: null,
    now: null,
  };
  const { dues, missing } = compensation(question, hoursBetween(from, restoredAt));
  return {
    owed: dues
      .filter(({ amount }) => amount > 0)
      .map(({ rule, amount, currency, automatic, claimBy }) => ({
        ...{ rule, amount, currency, automatic },
        claimBy: claimBy === null ? null : dayOf(claimBy, zone),
      })),
    missing,
  };
};
