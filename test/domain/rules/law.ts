import { parse } from 'yaml';
import { rulebookFile, toRulebook } from '../../../server/adapters/config/rulebook-file.js';
import { NO_FACTS, type Facts, type Given } from '../../../server/domain/rules/facts.js';
import type { CalendarYear } from '../../../server/domain/rules/holidays.js';
import type { LawQuestion } from '../../../server/domain/rules/law-question.js';
import type { Moment } from '../../../server/domain/rules/period.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import type { Law, Rulebook } from '../../../server/domain/rules/rulebook.js';
import type { CivilDate } from '../../../server/domain/time.js';
import { at, BERLIN, day } from '../builders.js';

/** `Monday 2026-11-23` or, with a time, `Monday 2026-11-23T09:00+01:00`. */
export const moment = (text: string): Moment => (/\dT\d/.test(text) ? { at: at(text) } : { on: day(text) });

const because = { rule: 'days', rulebook: 'calendar xa', source: 'gazette', confidence: 'verified' as const };
/** A year of XA with these days off; other years are not known. */
export const calendar = (
  year: number,
  daysOff: readonly string[] = [],
  weekend: readonly number[] = [6, 7],
): CalendarYear => ({
  id: `xa/${year}`,
  sha256: 'a',
  year,
  weekend,
  places: [{ key: 'XA', lacks: null }],
  days: daysOff.map(text => ({
    date: day(text),
    kind: 'holiday' as const,
    name: 'a holiday',
    places: ['XA'],
    because,
  })),
  because,
});

/** A rulebook of one debt scenario, through the grammar. `head` changes what stands above the rules. */
export const rulebook = (
  rules: string,
  calendars: readonly CalendarYear[] = [],
  head: Readonly<Record<string, unknown>> = {},
): Rulebook =>
  toRulebook(
    rulebookFile.parse({
      id: 'test',
      version: '1',
      title: 'test',
      jurisdictions: ['XA'],
      validFrom: '2020-01-01',
      sources: { law: { title: 'A law', asOf: '2026-01-01', confidence: 'verified' } },
      debtDisconnection: parse(rules) as unknown,
      ...head,
    }),
    calendars,
  );

export const lawOf = (
  rulebooks: readonly Rulebook[],
  jurisdiction = 'XA',
  on: CivilDate = day('Monday 2026-06-01'),
): Law => {
  const law = resolveLaw(rulebooks, { jurisdiction }, 'debtDisconnection', on);
  if (!law.known) throw new Error(law.missing.message);
  return law.rules;
};

/** A notice that counts as served then. */
export const served = (text: string, changes: Partial<Given> = {}): Given => ({
  channel: null,
  sent: moment(text),
  served: moment(text),
  delivered: null,
  proof: null,
  failedAttempts: [],
  ...changes,
});

export const question = (
  law: Law,
  when: string | null,
  facts: Partial<Facts> = {},
  changes: Partial<LawQuestion> = {},
): LawQuestion => ({
  law,
  zone: BERLIN,
  facts: { ...NO_FACTS, ...facts },
  act: 'disconnection',
  at: when === null ? null : moment(when),
  now: null,
  ...changes,
});

/** One notice and one wait to the disconnection. */
export const oneWait = (wait: string, more = ''): string => `
notices: { notice: { given: { to: customer, source: law } } }
waits: { notice: { from: notice, to: disconnection, ${wait}, source: law } }
${more}
`;
