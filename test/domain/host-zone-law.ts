import { askTheLaw, type LawInput } from '../../server/domain/rules/ask.js';
import type { Rulebook } from '../../server/domain/rules/rulebook.js';
import type { Zone } from '../../server/domain/time.js';

/** Around the changes of the clocks of Europe, America and Australia, a year's end, and an ordinary day. */
const WHEN = [
  '2026-03-30T09:00',
  '2026-10-26T09:00',
  '2026-04-07T09:00',
  '2026-11-03T12:00',
  '2027-01-04T10:00',
];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney'] as Zone[];
const SENT = '2026-03-20T10:00';

/** The shipped law asked of every jurisdiction, with and without a notice, as text. */
export const lawSample = (rulebooks: readonly Rulebook[]): string => {
  const places = [...new Set(rulebooks.flatMap(({ jurisdictions }) => jurisdictions))].sort();
  const lines = places.flatMap((jurisdiction, index) =>
    (['plannedInterruption', 'debtDisconnection'] as const).flatMap(scenario => {
      const zone = ZONES[index % ZONES.length] ?? ZONES[0];
      const at = WHEN[index % WHEN.length];
      if (zone === undefined || at === undefined) return [];
      const place = { jurisdiction, zone, customerClass: 'residential' };
      const given = { notice: [{ channel: 'email' as const, sent: SENT }] };
      const ask = (part: Partial<LawInput> & Pick<LawInput, 'ask'>) =>
        askTheLaw(rulebooks, { place, scenario, at, now: SENT, facts: { lifeSupport: false }, ...part });
      return [
        ask({ ask: 'latest' }),
        ask({ ask: 'earliest' }),
        ask({ ask: 'assess', ...(scenario === 'plannedInterruption' ? { notices: given } : {}) }),
      ];
    }),
  );
  return JSON.stringify(lines, null, 1);
};
