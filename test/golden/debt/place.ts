import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { rulebookFile, toRulebook } from '../../../server/adapters/config/rulebook-file.js';
import { money } from '../../../server/domain/money.js';
import { resolveLaw, type Place } from '../../../server/domain/rules/resolve.js';
import type { Law } from '../../../server/domain/rules/rulebook.js';
import { addHours, startOfDay, type CivilDate, type Zone } from '../../../server/domain/time.js';
import { loadConfig } from '../../../server/load-config.js';
import { at, day } from '../../domain/builders.js';

/** What a British supplier chooses where the Act is silent: its letters count when their arrival is proved. */
const BRITISH_HOUSE = toRulebook(
  rulebookFile.parse({
    id: 'our-conditions',
    version: '1',
    title: 'Conditions of a supplier',
    jurisdictions: ['GB-ENG'],
    appliesTo: { supplier: 'ours' },
    validFrom: '2024-01-01',
    sources: {
      choice: { title: 'The supplier’s own choice', asOf: '2026-11-27', confidence: 'unverified' },
    },
    debtDisconnection: {
      servedWhen: {
        letter: { event: 'delivered', source: 'choice' },
        registeredLetter: { event: 'delivered', source: 'choice' },
      },
    },
  }),
);

const rulebooks = [...loadConfig().rulebooks.map(({ rulebook }) => rulebook), BRITISH_HOUSE];
const found = new Map<string, Law>();

/** The law as shipped, of each day. */
export const lawAt =
  (place: Place) =>
  (on: CivilDate): Law => {
    const key = `${JSON.stringify(place)} ${on}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const law = resolveLaw(rulebooks, place, 'debtDisconnection', on);
    if (!law.known) throw new Error(law.missing.message);
    found.set(key, law.rules);
    return law.rules;
  };

const UTC = 'UTC' as Zone;
/** A bill of `minor` cents, issued and payable on days written with their weekdays. */
export const bill = (
  id: string,
  issued: string,
  due: string,
  minor: number,
  currency = 'EUR',
): CaseEvent => ({
  type: 'billed',
  id,
  at: addHours(startOfDay(UTC, day(issued)), 8),
  amount: money(minor, currency),
  issued: day(issued),
  due: day(due),
});
export const paid = (id: string, when: string, minor: number, currency = 'EUR'): CaseEvent => ({
  type: 'paid',
  id,
  at: at(when),
  amount: money(minor, currency),
});
