import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { clashesAmong } from '../../../server/domain/rules/clashes.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import type { Facts } from '../../../server/domain/rules/facts.js';
import { latest } from '../../../server/domain/rules/latest.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import { day } from '../builders.js';
import { calendar, lawOf, moment, oneWait, question, rulebook, served } from './law.js';

const codes = (verdict: ReturnType<typeof assessAct>): readonly string[] =>
  verdict.reasons.map(({ code }) => code);
const TEN_DAYS = 'atLeast: { count: 10, unit: days }';

describe('layers', () => {
  const country = rulebook(
    oneWait(TEN_DAYS, 'bars: { friday: { kind: weekday, days: [5], bans: [disconnection], source: law } }'),
  );

  test('a region may lift a bar of the country, and only there', () => {
    const region = rulebook('lifted: { friday: { path: bars.friday, source: law } }', [], {
      id: 'region',
      jurisdictions: ['XA-N'],
    });
    const facts = { notices: { notice: [served('Monday 2026-06-01')] } };
    const friday = 'Friday 2026-06-12';
    expect(codes(assessAct(question(lawOf([country, region], 'XA-N'), friday, facts)))).toEqual([]);
    expect(codes(assessAct(question(lawOf([country, region], 'XA-S'), friday, facts)))).toEqual([
      'bar.friday',
    ]);
  });

  test('holidays are working days while the rulebook says so, and only if the fact is known', () => {
    const wait = oneWait('atLeast: { count: 1, unit: workingDays }');
    const head = { calendar: { holidaysWorkWhen: { fact: 'martialLaw', is: true }, source: 'law' } };
    const law = lawOf([rulebook(wait, [calendar(2026, ['Monday 2026-06-08'])], head)]);
    const last = (values: Facts['values']) => latest(question(law, 'Tuesday 2026-06-09', { values }));
    expect(last({ martialLaw: true }).notices[0]?.served).toEqual(moment('Monday 2026-06-08'));
    expect(last({ martialLaw: false }).notices[0]?.served).toEqual(moment('Friday 2026-06-05'));
    expect(last({}).missing).toEqual(['martialLaw']);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string | null]>([
    ['two versions on one day', { version: '2' }, 'versions'],
    ['a later version while the first has no end', { version: '2', validFrom: '2030-01-01' }, 'versions'],
    ['another rulebook with the same rule', { id: 'other' }, 'debtDisconnection.waits.notice'],
    ['another rulebook for a region', { id: 'other', jurisdictions: ['XA-N'] }, null],
    [
      'another rulebook for some customers',
      { id: 'other', appliesTo: { customerClasses: ['business'] } },
      null,
    ],
    [
      'another rulebook that has ended',
      { id: 'other', validFrom: '2010-01-01', validTo: '2019-12-31' },
      null,
    ],
  ])('%s', (_, head, clash) => {
    const [found] = clashesAmong([country, rulebook(oneWait(TEN_DAYS), [], head)]);
    expect(found === undefined ? null : (found.path ?? 'versions')).toBe(clash);
  });

  test('a version may follow the day after the last day of the one before it, not on it', () => {
    const until = (validTo: string) => rulebook(oneWait(TEN_DAYS), [], { validTo });
    const next = rulebook(oneWait(TEN_DAYS), [], { version: '2', validFrom: '2027-01-01' });
    expect(clashesAmong([until('2026-12-31'), next])).toEqual([]);
    expect(clashesAmong([until('2027-01-01'), next]).map(({ key, path }) => [key, path])).toEqual([
      ['XA', null],
    ]);
    const inForce = (on: string) => lawOf([until('2026-12-31'), next], 'XA', day(on)).rulebooks;
    expect(inForce('Thursday 2026-12-31')).toEqual(['test@1']);
    expect(inForce('Friday 2027-01-01')).toEqual(['test@2']);
  });

  test('rules that differ by the class of customer are not chosen without it', () => {
    const business = rulebook(oneWait('atLeast: { count: 5, unit: days }'), [], {
      id: 'business',
      appliesTo: { customerClasses: ['business'] },
    });
    const ask = (customerClass?: string) =>
      resolveLaw(
        [country, business],
        { jurisdiction: 'XA', customerClass },
        'debtDisconnection',
        day('Monday 2026-06-01'),
      );
    const unasked = ask();
    expect(unasked.known ? null : unasked.missing.code).toBe('fact.missing');
    const count = (customerClass: string) => {
      const law = ask(customerClass);
      return law.known ? law.rules.rules.waits?.['notice']?.value.atLeast?.[0]?.count : null;
    };
    expect([count('business'), count('residential')]).toEqual([5, 10]);
  });
});

test('weather is judged on its day and awaited on others', () => {
  const cold = '{ kind: weather, holds: { fact: highF, atMost: 32 }, bans: [disconnection], source: law }';
  const law = lawOf([rulebook(oneWait(TEN_DAYS, `bars: { frost: ${cold} }`))]);
  const facts = (values: Facts['values']): Partial<Facts> => ({
    notices: { notice: [served('Monday 2026-06-01')] },
    values,
  });
  expect(codes(assessAct(question(law, 'Thursday 2026-06-11', facts({ highF: 30 }))))).toEqual(['bar.frost']);
  expect(assessAct(question(law, 'Thursday 2026-06-11', facts({}))).missing).toEqual(['highF']);
  const first = earliest(question(law, 'Thursday 2026-06-11', facts({ highF: 30 })));
  expect(first.on).toBe(day('Friday 2026-06-12'));
  expect(first.provided.map(({ code }) => code)).toEqual(['frost']);
});
