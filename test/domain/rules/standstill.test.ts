import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import type { Standstill } from '../../../server/domain/rules/facts.js';
import { at, day } from '../builders.js';
import { calendar, lawOf, oneWait, question, rulebook, served } from './law.js';

const still = (from: string, to: string): Standstill => ({ from: day(from), to: day(to), why: 'dispute' });
const first = (wait: string, standstills: readonly Standstill[]): string | null => {
  const law = lawOf([rulebook(oneWait(wait), [calendar(2026)])]);
  return earliest(
    question(law, null, { notices: { notice: [served('Monday 2026-06-01')] }, standstills }, { now: null }),
  ).on;
};

const TEN_DAYS = 'atLeast: { count: 10, unit: days }';
const TWO_MONTHS = 'atLeast: { count: 2, unit: months }, counting: clear';
const FIVE_WORKING = 'atLeast: { count: 5, unit: workingDays }, counting: clear';

test.each([
  ['none', TEN_DAYS, [], 'Thursday 2026-06-11'],
  [
    'three days in the middle',
    TEN_DAYS,
    [still('Wednesday 2026-06-03', 'Friday 2026-06-05')],
    'Sunday 2026-06-14',
  ],
  [
    'over the end: nothing is counted until it is over',
    TEN_DAYS,
    [still('Thursday 2026-06-11', 'Wednesday 2026-06-17')],
    'Thursday 2026-06-18',
  ],
  [
    'before the service',
    TEN_DAYS,
    [still('Wednesday 2026-05-20', 'Monday 2026-06-01')],
    'Thursday 2026-06-11',
  ],
  [
    'a day that stands still twice is one',
    TEN_DAYS,
    [still('Wednesday 2026-06-03', 'Friday 2026-06-05'), still('Friday 2026-06-05', 'Saturday 2026-06-06')],
    'Monday 2026-06-15',
  ],
  ['two months, clear', TWO_MONTHS, [], 'Sunday 2026-08-02'],
  [
    'two months and eight days',
    TWO_MONTHS,
    [still('Monday 2026-07-06', 'Monday 2026-07-13')],
    'Monday 2026-08-10',
  ],
  // Tuesday to Friday, and Monday the 8th.
  ['five working days', FIVE_WORKING, [], 'Tuesday 2026-06-09'],
  // A weekend counts no working day, so losing it costs nothing; a Thursday costs one.
  ['over a weekend', FIVE_WORKING, [still('Saturday 2026-06-06', 'Sunday 2026-06-07')], 'Tuesday 2026-06-09'],
  ['a Thursday', FIVE_WORKING, [still('Thursday 2026-06-04', 'Thursday 2026-06-04')], 'Wednesday 2026-06-10'],
])('%s', (_, wait, standstills, on) => {
  expect(first(wait, standstills)).toBe(day(on));
});

test('clock hours leave the day out whole', () => {
  const law = lawOf([rulebook(oneWait('atLeast: { count: 48, unit: clockHours }'))]);
  const notices = { notice: [served('Monday 2026-06-01T09:00+02:00')] };
  const standstills = [still('Tuesday 2026-06-02', 'Tuesday 2026-06-02')];
  expect(earliest(question(law, null, { notices, standstills })).at).toEqual({
    at: at('Thursday 2026-06-04T09:00+02:00'),
  });
});

test('what grows too old goes on growing old', () => {
  const law = lawOf([
    rulebook(oneWait('atLeast: { count: 5, unit: days }, atMost: { count: 20, unit: days }')),
  ]);
  const facts = {
    notices: { notice: [served('Monday 2026-06-01')] },
    standstills: [still('Tuesday 2026-06-02', 'Thursday 2026-06-18')],
  };
  expect(assessAct(question(law, 'Monday 2026-06-22', facts)).reasons.map(({ code }) => code)).toEqual([
    'notice.tooShort',
    'notice.expired',
  ]);
});

test('the trace names the days that do not count, and why', () => {
  const law = lawOf([rulebook(oneWait(TEN_DAYS))]);
  const found = earliest(
    question(law, null, {
      notices: { notice: [served('Monday 2026-06-01')] },
      standstills: [still('Wednesday 2026-06-03', 'Friday 2026-06-05')],
    }),
  );
  expect(found.trace).toContainEqual(
    expect.objectContaining({
      step: 'Wed 2026-06-03 … Fri 2026-06-05',
      result: 'not counted: the clock stands still: dispute',
    }),
  );
});

test('so many failed attempts that the law takes it for served are proof as well', () => {
  const law = lawOf([
    rulebook(`
notices: { notice: { given: { to: customer, proof: true, source: law } } }
waits: { notice: { from: notice, to: disconnection, atLeast: { count: 3, unit: days }, source: law } }
servedWhen:
  registeredLetter: { event: delivered, afterFailedAttempts: { attempts: 2, apart: { count: 7, unit: days } }, source: law }
`),
  ]);
  const failing = (...attempts: readonly string[]) => ({
    notices: {
      notice: [
        served('Monday 2026-06-01', {
          channel: 'registeredLetter' as const,
          served: null,
          failedAttempts: attempts.map(text => ({ on: day(text) })),
        }),
      ],
    },
  });
  const verdict = (...attempts: readonly string[]) =>
    assessAct(question(law, 'Thursday 2026-06-18', failing(...attempts))).verdict;
  expect(verdict('Wednesday 2026-06-03', 'Wednesday 2026-06-10')).toBe('lawful');
  expect(verdict('Wednesday 2026-06-03', 'Tuesday 2026-06-09')).toBe('unlawful');
});
