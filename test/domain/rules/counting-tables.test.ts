import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import { latest } from '../../../server/domain/rules/latest.js';
import { addDays, dayOfWeek, type CivilDate } from '../../../server/domain/time.js';
import { day } from '../builders.js';
import { calendar, lawOf, moment, oneWait, question, rulebook, served } from './law.js';

/** Easter 2026 as a state knows it, and the turn of the year; three years, so that no walk leaves them. */
const YEARS = [
  calendar(2025, ['Thursday 2025-12-25', 'Friday 2025-12-26']),
  calendar(2026, [
    'Thursday 2026-01-01',
    'Friday 2026-04-03',
    'Monday 2026-04-06',
    'Friday 2026-12-25',
    'Saturday 2026-12-26',
  ]),
  calendar(2027, ['Friday 2027-01-01', 'Friday 2027-03-26', 'Monday 2027-03-29']),
];
const law = (wait: string) => lawOf([rulebook(oneWait(wait), YEARS)]);
const days = (count: number, unit: string, more = ''): string =>
  `atLeast: { count: ${count}, unit: ${unit}${more} }`;

const lastServed = (wait: string, act: string) => latest(question(law(wait), act)).notices[0]?.served;
const firstAct = (wait: string, start: string) =>
  earliest(question(law(wait), null, { notices: { notice: [served(start)] } })).on;

describe('the last day to serve, and from there the first day of the act', () => {
  test.each<[string, string, string, string]>([
    ['ten days', days(10, 'days'), 'Wednesday 2026-07-15', 'Sunday 2026-07-05'],
    ['two clear days', `${days(2, 'days')}, counting: clear`, 'Monday 2026-03-30', 'Friday 2026-03-27'],
    ['four working days, over Easter', days(4, 'workingDays'), 'Thursday 2026-04-09', 'Wednesday 2026-04-01'],
    [
      'four clear working days, over Easter',
      `${days(4, 'workingDays')}, counting: clear`,
      'Friday 2026-04-10',
      'Wednesday 2026-04-01',
    ],
    [
      'eight Werktage: Saturdays count, Sundays and holidays do not',
      `${days(8, 'werktage')}, counting: clear`,
      'Wednesday 2026-04-15',
      // Good Friday: a day off may be the day of service; the eight begin with Saturday.
      'Friday 2026-04-03',
    ],
    [
      'an act on a Sunday walks back over Friday first',
      days(2, 'workingDays'),
      'Sunday 2026-03-01',
      'Thursday 2026-02-26',
    ],
    [
      'four weeks, over the change of the clocks',
      `${days(4, 'weeks')}, counting: clear`,
      'Tuesday 2026-03-31',
      'Monday 2026-03-02',
    ],
    [
      'the first day counts too',
      days(10, 'days', ', firstDay: included'),
      'Wednesday 2026-07-15',
      'Monday 2026-07-06',
    ],
    ['no day at all: the same day', days(0, 'days'), 'Sunday 2026-03-01', 'Sunday 2026-03-01'],
    ['over the leap day', days(10, 'days'), 'Sunday 2028-03-05', 'Thursday 2028-02-24'],
    ['over the turn of the year', days(3, 'workingDays'), 'Tuesday 2027-01-05', 'Wednesday 2026-12-30'],
    [
      '25 days, then three working days',
      'atLeast: [{ count: 25, unit: days }, { count: 3, unit: workingDays }], counting: clear',
      'Thursday 2026-04-09',
      'Saturday 2026-03-07',
    ],
  ])('%s', (_, wait, act, last) => {
    expect(lastServed(wait, act)).toEqual(moment(last));
    const first = firstAct(wait, last);
    expect(first !== null && first <= day(act)).toBe(true);
    expect(firstAct(wait, tomorrow(last)) ?? '').toMatch(/^20/);
    expect((firstAct(wait, tomorrow(last)) ?? '') > day(act)).toBe(true);
  });
});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const named = (date: CivilDate): string => `${WEEKDAYS[dayOfWeek(date) - 1] ?? ''} ${date}`;
const tomorrow = (text: string): string => named(addDays(day(text), 1));

describe('periods that only run forward', () => {
  test.each<[string, string, string, string, string]>([
    [
      'two months end on the last day of a shorter one',
      `${days(4, 'months')}, counting: clear`,
      'Saturday 2026-10-31',
      'Sunday 2027-02-28',
      'Monday 2027-03-01',
    ],
    [
      'a last day off moves on',
      `${days(20, 'days', ', rollEnd: nextWorkingDay')}, counting: clear`,
      'Saturday 2026-03-14',
      'Tuesday 2026-04-07',
      'Wednesday 2026-04-08',
    ],
    [
      'a last day off moves back',
      `${days(20, 'days', ', rollEnd: previousWorkingDay')}, counting: clear`,
      'Saturday 2026-03-14',
      'Thursday 2026-04-02',
      'Friday 2026-04-03',
    ],
    [
      'the clock stands still in winter, over the new year',
      `${days(60, 'days', ', notCounting: { from: "11-01", to: "03-31" }')}, counting: clear`,
      'Thursday 2026-10-01',
      'Friday 2027-04-30',
      'Saturday 2027-05-01',
    ],
  ])('%s', (_, wait, start, ends, first) => {
    const answer = earliest(question(law(wait), null, { notices: { notice: [served(start)] } }));
    expect(answer.periodEnds).toBe(day(ends));
    expect(answer.on).toBe(day(first));
  });

  test('only on working days: the first day moves on, and another day is unlawful', () => {
    const wait = `${days(3, 'days')}, onlyOn: workingDay`;
    expect(firstAct(wait, 'Wednesday 2026-04-01')).toBe(day('Tuesday 2026-04-07'));
    const facts = { notices: { notice: [served('Wednesday 2026-04-01')] } };
    expect(
      assessAct(question(law(wait), 'Saturday 2026-04-04', facts)).reasons.map(({ code }) => code),
    ).toEqual(['act.notOnWorkingDay']);
  });
});

describe('hours', () => {
  test.each<[string, string, string, string]>([
    [
      'a night an hour short',
      days(48, 'clockHours'),
      'Monday 2026-03-30T09:00+02:00',
      'Saturday 2026-03-28T08:00+01:00',
    ],
    [
      'a night an hour longer',
      days(48, 'clockHours'),
      'Monday 2026-10-26T09:00+01:00',
      'Saturday 2026-10-24T10:00+02:00',
    ],
    [
      'hours that leave out days off',
      days(72, 'hoursOfWorkingDays'),
      'Tuesday 2026-04-07T09:00+02:00',
      'Tuesday 2026-03-31T09:00+02:00',
    ],
    [
      'an act on a day off begins with the working day before',
      days(24, 'hoursOfWorkingDays'),
      'Sunday 2026-03-08T15:00+01:00',
      'Friday 2026-03-06T00:00+01:00',
    ],
  ])('%s', (_, wait, act, last) => {
    const [notice] = latest(question(law(wait), act)).notices;
    expect(notice?.served).toEqual(moment(last));
    expect(notice?.serveBy?.inclusive).toBe(true);
    const verdict = (start: string): string =>
      assessAct(question(law(wait), act, { notices: { notice: [served(start)] } })).verdict;
    expect(verdict(last)).toBe('lawful');
    expect(verdict(last.replace(/:00\+/, ':01+'))).toBe('unlawful');
  });
});

test.each([
  ['hours that leave out days off', days(72, 'hoursOfWorkingDays')],
  ['a last day off that moves', days(20, 'days', ', rollEnd: nextWorkingDay')],
  ['a limit in working days', 'atMost: { count: 30, unit: workingDays }'],
])('%s cite the calendar', (_, wait) => {
  const facts = { notices: { notice: [served('Saturday 2026-03-14T09:00+01:00')] } };
  const { because } = assessAct(question(law(wait), 'Thursday 2026-04-09T09:00+02:00', facts));
  expect(because.map(({ rulebook: name }) => name)).toContain('calendar xa');
});

test('a day that no bar forbids is shown with its place in the calendar, in both directions of asking', () => {
  const bars = `bars:
  holiday: { kind: holiday, bans: [disconnection], source: law }
  eve: { kind: eveOf, of: [holiday], bans: [disconnection], source: law }`;
  const rules = lawOf([rulebook(oneWait(days(1, 'days'), bars), YEARS)]);
  const facts = { notices: { notice: [served('Wednesday 2026-04-01')] } };
  const expected = ['Tue 2026-04-07: working day', 'Wed 2026-04-08: working day'];
  for (const { trace, because } of [
    assessAct(question(rules, 'Tuesday 2026-04-07', facts)),
    // Monday is a holiday.
    earliest(question(rules, null, { notices: { notice: [served('Sunday 2026-04-05')] } })),
  ]) {
    expect(trace.map(({ step, result }) => `${step}: ${result}`)).toEqual(expect.arrayContaining(expected));
    expect(because.map(({ rulebook: name }) => name)).toContain('calendar xa');
  }
});

test('the arithmetic shows each day, counted or left out with its reason and its calendar', () => {
  const { trace, because } = latest(question(law(days(4, 'workingDays')), 'Thursday 2026-04-09'));
  expect(trace.map(({ step, result }) => `${step}: ${result}`)).toEqual([
    'In force on 2026-06-01: test@1 (country)',
    'disconnection: Thu 2026-04-09',
    'Wed 2026-04-01, then 4 working days: ',
    'Wed 2026-04-01 … Thu 2026-04-02: counted: 1 to 2',
    'Fri 2026-04-03: not counted: a holiday',
    'Sat 2026-04-04 … Sun 2026-04-05: not counted: weekend',
    'Mon 2026-04-06: not counted: a holiday',
    'Tue 2026-04-07 … Wed 2026-04-08: counted: 3 to 4',
    'minus 4 working days: notice at the latest: Wed 2026-04-01',
  ]);
  expect(because.map(({ rulebook: name }) => name)).toContain('calendar xa');
});
