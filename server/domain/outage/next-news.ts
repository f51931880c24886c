import type { ResolvedRules } from '../rules/rulebook.js';
import { addHours, earliest, type Instant } from '../time.js';

/** What is promised, or sooner where a law wants news more often than the utility's own policy. */
export const promisedNews = (
  promised: Instant | null,
  laws: readonly ResolvedRules[],
  now: Instant,
): Instant | null => {
  if (promised === null) return null;
  const asked = laws.flatMap(({ rules }) =>
    Object.values(rules.notices ?? {}).flatMap(({ updates }) => updates?.value.everyHours ?? []),
  );
  return earliest(promised, ...asked.map(hours => addHours(now, hours)));
};

/** One ticket for one broken promise: whoever has it says something, even if there is nothing new. */
export const overdueNewsTicket = (outage: string, revision: number): string =>
  [outage, revision, 'newsOverdue'].join('/');
