import fc from 'fast-check';
import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import { latest } from '../../../server/domain/rules/latest.js';
import type { Facts } from '../../../server/domain/rules/facts.js';
import { nextStep } from '../../../server/domain/rules/next-step.js';
import { addDays, type CivilDate } from '../../../server/domain/time.js';
import { at, day } from '../builders.js';
import { lawOf, moment, oneWait, question, rulebook, served } from './law.js';

const codes = (verdict: ReturnType<typeof assessAct>): readonly string[] =>
  verdict.reasons.map(({ code }) => code);

describe('the season of the act', () => {
  const WINTER = '{ event: disconnection, in: { from: "11-01", to: "04-15" } }';
  const law = lawOf([
    rulebook(`
notices:
  final: { given: { to: customer, order: 1, source: law } }
  contact: { given: { to: customer, order: 2, when: ${WINTER}, source: law } }
servedWhen: { phoneCall: { event: accepted, source: law } }
waits:
  final: { from: final, to: disconnection, atLeast: { count: 10, unit: days }, source: law }
  contact: { from: contact, to: disconnection, atLeast: { count: 72, unit: clockHours }, when: ${WINTER}, source: law }
bars:
  weekend: { kind: weekday, days: [6, 7], bans: [disconnection], source: law }
  frost: { kind: always, bans: [disconnection], when: { all: [${WINTER}, { fact: infant, is: true }] }, source: law }
`),
  ]);
  const facts = (final: string, contact: string | null, infant = false): Partial<Facts> => ({
    notices: { final: [served(final)], ...(contact === null ? {} : { contact: [served(contact)] }) },
    values: { infant },
  });
  const FINAL = 'Friday 2026-10-16';

  test.each<[string, string, string | null, readonly string[]]>([
    ['the last day of autumn', 'Friday 2026-10-30T09:00+01:00', null, []],
    ['the first working day of winter', 'Monday 2026-11-02T09:00+01:00', null, ['notice.missing']],
    ['72 hours after a call', 'Monday 2026-11-02T09:00+01:00', 'Friday 2026-10-30T09:00+01:00', []],
    ['a minute less', 'Monday 2026-11-02T08:59+01:00', 'Friday 2026-10-30T09:00+01:00', ['notice.tooShort']],
    ['the last day of winter', 'Thursday 2027-04-15T09:00+02:00', null, ['notice.missing']],
    ['the day after', 'Friday 2027-04-16T09:00+02:00', null, []],
  ])('disconnection on %s', (_, when, contact, reasons) => {
    expect(codes(assessAct(question(law, when, facts(FINAL, contact))))).toEqual(reasons);
  });

  test('a bar may ask for it too', () => {
    const infant = (when: string) =>
      codes(assessAct(question(law, when, facts(FINAL, 'Monday 2026-10-19T09:00+02:00', true))));
    expect(infant('Friday 2026-10-30T09:00+01:00')).toEqual([]);
    expect(infant('Monday 2026-11-02T09:00+01:00')).toEqual(['bar.frost']);
  });

  test.each<[string, string, string | null, string]>([
    ['ten days lead into autumn: no call', FINAL, null, 'Monday 2026-10-26T00:00+01:00'],
    [
      'ten days lead into winter: 72 hours after the call',
      'Monday 2026-10-26',
      'Wednesday 2026-11-04T10:00+01:00',
      'Monday 2026-11-09T00:00+01:00',
    ],
    [
      'winter ends before the 72 hours do',
      'Monday 2027-03-01',
      'Wednesday 2027-04-14T10:00+02:00',
      'Friday 2027-04-16T00:00+02:00',
    ],
  ])('at the earliest: %s', (_, final, contact, first) => {
    const now = contact === null ? null : at(contact);
    const answer = earliest(question(law, null, facts(final, contact), { now }));
    expect(answer.at).toEqual({ at: at(first) });
  });

  test('a call that is not made yet is counted from now', () => {
    const now = at('Monday 2026-11-16T10:00+01:00');
    expect(earliest(question(law, null, facts(FINAL, null), { now })).at).toEqual({
      at: at('Thursday 2026-11-19T10:00+01:00'),
    });
  });

  test('by when: the call counts only where the act is in winter', () => {
    const last = (when: string) =>
      latest(question(law, when)).notices.find(({ notice }) => notice === 'contact')?.served ?? null;
    expect(last('Friday 2026-10-30T09:00+01:00')).toBeNull();
    expect(last('Monday 2026-11-02T09:00+01:00')).toEqual(moment('Friday 2026-10-30T09:00+01:00'));
  });

  test.each([
    ['Monday 2026-10-26T09:00+01:00', { kind: 'act', obstacles: [] }],
    ['Monday 2026-11-02T09:00+01:00', { kind: 'give', notice: 'contact' }],
  ])('what comes next on %s', (now, step) => {
    expect(nextStep({ ...question(law, null, facts(FINAL, null)), now: at(now) })).toMatchObject(step);
  });
});

describe('whatever the season and the lengths', () => {
  const date = fc
    .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ month, day: n }) => `${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`);
  const days = fc.integer({ min: 0, max: 40 });

  test('the first lawful day is the first that is judged lawful', () => {
    fc.assert(
      fc.property(
        date,
        date,
        days,
        days,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(364),
        (from, to, within, without, off, n) => {
          const season = `{ event: disconnection, in: { from: "${from}", to: "${to}" } }`;
          const law = lawOf([
            rulebook(`
notices: { notice: { given: { to: customer, source: law } } }
waits:
  inSeason: { from: notice, to: disconnection, atLeast: { count: ${within}, unit: days }, when: ${season}, source: law }
  outOfSeason: { from: notice, to: disconnection, atLeast: { count: ${without}, unit: days }, when: { not: ${season} }, source: law }
bars: { off: { kind: weekday, days: [${off}], bans: [disconnection], when: ${season}, source: law } }
`),
          ]);
          const told = addDays('2026-01-01' as CivilDate, n);
          const facts: Partial<Facts> = {
            notices: { notice: [{ ...served('Thursday 2026-01-01'), served: { on: told } }] },
          };
          const lawful = (on: CivilDate): boolean =>
            assessAct({ ...question(law, null, facts), at: { on } }).verdict === 'lawful';
          let first = told;
          while (!lawful(first)) first = addDays(first, 1);
          expect(earliest(question(law, null, facts)).on).toBe(first);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an event that starts the count again', () => {
  const law = lawOf([
    rulebook(
      oneWait(
        'atLeast: { count: 10, unit: days }, restartedBy: [planBroken, complaintClosed]',
        'bars: { sunday: { kind: weekday, days: [7], bans: [disconnection], source: law } }',
      ),
    ),
  ]);
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['none came', {}, 'Thursday 2026-06-11'],
    ['one came before the notice', { planBroken: 'Friday 2026-05-29' }, 'Thursday 2026-06-11'],
    ['one came after it', { planBroken: 'Friday 2026-06-05' }, 'Monday 2026-06-15'],
    [
      'two came: the later counts',
      { planBroken: 'Friday 2026-06-12', complaintClosed: 'Monday 2026-06-08' },
      'Monday 2026-06-22',
    ],
  ])('%s', (_, events, first) => {
    const facts: Partial<Facts> = {
      notices: { notice: [served('Monday 2026-06-01')] },
      events: Object.fromEntries(Object.entries(events).map(([name, text]) => [name, moment(text)])),
    };
    const answer = earliest(question(law, null, facts));
    expect(answer.on).toBe(day(first));
    expect(codes(assessAct(question(law, first, facts)))).toEqual([]);
  });

  test('an upper bound begins anew too', () => {
    const old = lawOf([rulebook(oneWait('atMost: { count: 30, unit: days }, restartedBy: [planBroken]'))]);
    const facts = (events: Facts['events']): Partial<Facts> => ({
      notices: { notice: [served('Monday 2026-06-01')] },
      events,
    });
    const late = 'Thursday 2026-07-02';
    expect(codes(assessAct(question(old, late, facts({}))))).toEqual(['notice.expired']);
    expect(codes(assessAct(question(old, late, facts({ planBroken: moment('Friday 2026-06-05') }))))).toEqual(
      [],
    );
  });
});
