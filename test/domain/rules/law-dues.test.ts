import { ZodError } from 'zod';
import { compensation, deadlines } from '../../../server/domain/rules/dues.js';
import { holds, NO_FACTS, type Facts, type Given } from '../../../server/domain/rules/facts.js';
import { countingOf } from '../../../server/domain/rules/law-question.js';
import { calendar, lawOf, moment, question, rulebook } from './law.js';

const YEARS = [calendar(2026, ['Friday 2026-04-03', 'Monday 2026-04-06'])];

const due = (sum: string, hours: number, values: Facts['values'] = {}) =>
  compensation(
    question(lawOf([rulebook(`compensation: { sum: { ${sum}, currency: EUR, source: law } }`)]), null, {
      values,
    }),
    hours,
  );

test.each([
  ['no hour over', 8, 0],
  ['the first hour over', 9, 30],
  ['one whole period more', 13, 45],
  ['at the cap', 100, 300],
])('compensation: %s', (_, hours, amount) => {
  const sum = 'freeHours: 8, first: 30, per: 15, everyHours: 4, partial: ignored, cap: 300';
  expect(due(sum, hours).dues[0]?.amount).toBe(amount);
});

test('what must be claimed has a last day, counted from the return of supply, where that is known', () => {
  const law = lawOf([
    rulebook(
      'compensation: { sum: { first: 20, currency: EUR, claimWithin: { count: 3, unit: months }, source: law } }',
    ),
  ]);
  const asked = (events: Facts['events']) => compensation(question(law, null, { events }), 5).dues[0];
  const restored = moment('Monday 2026-11-30T18:00+01:00');
  expect(asked({ supplyRestored: restored })?.claimBy).toEqual(moment('Sunday 2027-02-28'));
  expect(asked({ supplyRestored: restored })?.trace.at(-1)).toMatchObject({
    step: 'to be claimed within 3 months, date to date after supplyRestored',
    result: 'Sun 2027-02-28',
  });
  expect(asked({})?.claimBy).toBeNull();
});

describe('a sum that does not grow', () => {
  test('is owed however long it lasted', () => {
    expect(due('first: 20', 0)).toMatchObject({ dues: [{ amount: 20 }], missing: [] });
    expect(due('first: 20', 1000).dues[0]?.amount).toBe(20);
  });

  test('may have free hours all the same', () => {
    expect(due('freeHours: 24, first: 20', 24).dues[0]?.amount).toBe(0);
    expect(due('freeHours: 24, first: 20', 24.5).dues[0]?.amount).toBe(20);
  });
});

describe('numbers that come with the case', () => {
  // Five times the price of what was not delivered beyond the hours of the zone, at most a tenth of the year's bill.
  const sum =
    'freeHours: { fact: hoursAllowed }, first: 0, per: 5, everyHours: 1, partial: prorated, ' +
    'multiplyBy: [meanPower, price], cap: { fact: yearlyBill, times: 0.1 }';
  const values = { hoursAllowed: 5, meanPower: 0.4, price: 0.2, yearlyBill: 600 };

  test.each([
    ['as many hours as allowed', 5, 0],
    ['10 h over: 10 × 5 × 0.4 × 0.2', 15, 4],
    ['half an hour counts for half', 5.5, 0.2],
    ['200 h over would be 80, of which 60 are owed', 205, 60],
  ])('%s', (_, hours, amount) => {
    expect(due(sum, hours, values).dues[0]?.amount).toBe(amount);
  });

  test('show the arithmetic with the numbers put in', () => {
    expect(due(sum, 15, values).dues[0]?.trace.map(({ step, result }) => `${step}: ${result}`)).toEqual([
      '15 h, of which 5 h are free: 10 h',
      '0, and 5 for each 1 h (prorated) times meanPower × price = 0.08, at most 60: 4 EUR',
    ]);
  });

  test('are named, all at once, where they are not known', () => {
    expect(due(sum, 15, { meanPower: 0.4 })).toEqual({
      dues: [],
      missing: ['hoursAllowed', 'yearlyBill', 'price'],
    });
    expect(due(sum, 15, { ...values, price: 'dear' }).missing).toEqual(['price as a number']);
  });
});

test.each<[string, string, string, string]>([
  ['two working days', '{ count: 2, unit: workingDays }', 'Thursday 2026-04-02', 'Wednesday 2026-04-08'],
  [
    '24 hours over the long night',
    '{ count: 24, unit: clockHours }',
    'Saturday 2026-10-24T20:00+02:00',
    'Sunday 2026-10-25T19:00+01:00',
  ],
])('a deadline of %s', (_, within, paid, end) => {
  const rules = `deadlines: { reconnection: { since: paid, within: ${within}, source: law } }`;
  const found = deadlines(
    question(lawOf([rulebook(rules, YEARS)]), null, { events: { paid: moment(paid) } }),
  );
  expect(found.deadlines[0]?.end).toEqual(moment(end));
  expect(deadlines(question(lawOf([rulebook(rules, YEARS)]), null)).missing).toEqual(['paid']);
});

test('a deadline shows its days and cites the calendar they were counted by', () => {
  const rules =
    'deadlines: { reconnection: { since: paid, within: { count: 2, unit: workingDays }, source: law } }';
  const events = { paid: moment('Thursday 2026-04-02') };
  const [found] = deadlines(question(lawOf([rulebook(rules, YEARS)]), null, { events })).deadlines;
  expect(found?.trace.map(({ step, result }) => `${step}: ${result}`)).toEqual([
    'paid: Thu 2026-04-02',
    'Fri 2026-04-03: not counted: a holiday',
    'Sat 2026-04-04 … Sun 2026-04-05: not counted: weekend',
    'Mon 2026-04-06: not counted: a holiday',
    'Tue 2026-04-07 … Wed 2026-04-08: counted: 1 to 2',
    'reconnection within 2 working days: at the latest: Wed 2026-04-08',
  ]);
  expect(found?.because.map(({ rulebook: name }) => name)).toContain('calendar xa');
});

test('a deadline "without delay" is no number, until a narrower layer sets one', () => {
  const rules = 'deadlines: { reconnection: { since: paid, withoutDelay: true, source: law } }';
  const vague = lawOf([rulebook(rules)]);
  const events = { paid: moment('Thursday 2026-04-02') };
  expect(deadlines(question(vague, null)).missing).toEqual(['paid']);
  expect(deadlines(question(vague, null, { events }))).toEqual({
    deadlines: [],
    missing: ['a number for deadlines.reconnection: the law sets none, or it was not read'],
  });
  const narrower = rulebook(
    'deadlines: { reconnection: { since: paid, within: { count: 1, unit: days }, source: law } }',
    [],
    { id: 'town', jurisdictions: ['XA:town'] },
  );
  const law = lawOf([rulebook(rules), narrower], 'XA:town');
  expect(deadlines(question(law, null, { events })).deadlines[0]?.end).toEqual(moment('Friday 2026-04-03'));
});

test.each([
  [
    'a sum that grows without saying how',
    'compensation: { sum: { first: 1, per: 1, currency: EUR, source: law } }',
  ],
  [
    'a sum that does not grow, with hours',
    'compensation: { sum: { first: 1, everyHours: 4, currency: EUR, source: law } }',
  ],
  ['a deadline without a length', 'deadlines: { reconnection: { since: paid, source: law } }'],
  [
    'a deadline with a length and without',
    'deadlines: { reconnection: { since: paid, withoutDelay: true, within: { count: 1, unit: days }, source: law } }',
  ],
  [
    'no hours',
    'deadlines: { reconnection: { since: paid, within: { count: 0, unit: clockHours }, source: law } }',
  ],
])('does not load: %s', (_, rules) => {
  expect(() => rulebook(rules)).toThrow(ZodError);
});

const given = (changes: Partial<Given>): Given => ({
  channel: null,
  sent: null,
  served: null,
  delivered: null,
  proof: null,
  failedAttempts: [],
  ...changes,
});
test.each<[string, Given]>([
  ['served', given({ served: moment('Wednesday 2026-04-01') })],
  ['delivered, where service is by delivery', given({ delivered: moment('Wednesday 2026-04-01') })],
])('a condition counts from the day a notice was %s', (_, notice) => {
  const asked = question(lawOf([rulebook('waits: {}')]), null);
  const within = { count: 14, unit: 'days' } as const;
  const came = (complaint: string) =>
    holds(
      { event: 'complaint', within, after: 'notice' },
      { ...NO_FACTS, notices: { notice: [notice] }, events: { complaint: moment(complaint) } },
      countingOf(asked),
    );
  expect(came('Wednesday 2026-04-15')).toEqual({ known: true, value: true });
  expect(came('Thursday 2026-04-16')).toEqual({ known: true, value: false });
});
