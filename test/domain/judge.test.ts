import { judgeRevision, lastLaunched, pinnedBy, pinnedFor } from '../../server/domain/outage/judge.js';
import type { Revision } from '../../server/domain/outage/outage.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import type { Rulebook, ScenarioRules } from '../../server/domain/rules/rulebook.js';
import { addHours, type Instant } from '../../server/domain/time.js';
import {
  account,
  addressee,
  affected,
  at,
  ATHENS,
  BASELINE,
  BERLIN,
  emergency,
  emergencyRevision,
  MONDAY_NINE,
  planInput,
  planned,
  revision,
  servicePoint,
  THURSDAY_MORNING,
  window,
} from './builders.js';

const XA = affected();
const announced = planned({ status: 'announced' });
const told = revision();
const judge = (
  said: Revision,
  former: Revision | null = null,
  now = MONDAY_NINE,
  places = [XA],
  rulebooks: readonly Rulebook[] = [BASELINE],
) => judgeRevision(announced, said, former, places, rulebooks, now);

const FRIDAY_MORNING = window('Friday 2026-11-27T09:00+01:00', 'Friday 2026-11-27T12:00+01:00');
const SATURDAY_MORNING = window('Saturday 2026-11-28T11:00+01:00', 'Saturday 2026-11-28T12:00+01:00');
const longer = { ...THURSDAY_MORNING, to: at('Thursday 2026-11-26T15:00+01:00') };
const tuesdayNine = at('Tuesday 2026-11-24T09:00+01:00');
const thursdayTen = at('Thursday 2026-11-26T10:00+01:00');
const change = (changes: Partial<Revision>): Revision => revision({ n: 2, kind: 'change', ...changes });

test.each<[string, Revision, Revision | null, Instant, string, Instant | null]>([
  ['announced on Tuesday for Thursday, at the last moment', told, null, tuesdayNine, 'lawful', tuesdayNine],
  [
    'announced a millisecond later',
    told,
    null,
    addHours(tuesdayNine, 1 / 3_600_000),
    'unlawful',
    tuesdayNine,
  ],
  [
    'moved on Wednesday to Friday: the clock starts again',
    change({ windows: [FRIDAY_MORNING] }),
    told,
    at('Wednesday 2026-11-25T10:00+01:00'),
    'unlawful',
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  [
    'moved on Wednesday to Friday, early enough',
    change({ windows: [FRIDAY_MORNING] }),
    told,
    at('Wednesday 2026-11-25T09:00+01:00'),
    'lawful',
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  [
    'cancelled at the last minute',
    change({ kind: 'cancel' }),
    told,
    at('Thursday 2026-11-26T08:59+01:00'),
    'lawful',
    null,
  ],
  ['restored', change({ kind: 'restore', restoredAt: thursdayTen }), told, thursdayTen, 'lawful', null],
  ['longer while under way', change({ windows: [longer] }), told, thursdayTen, 'lawful', null],
  [
    'longer while under way, with a feeder that was never told',
    change({ windows: [longer], feeders: ['F1', 'F2'] }),
    told,
    thursdayTen,
    'unlawful',
    tuesdayNine,
  ],
  [
    'under way, and a further day too soon',
    change({ windows: [longer, FRIDAY_MORNING] }),
    told,
    thursdayTen,
    'unlawful',
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  [
    'under way, and a further day in time',
    change({ windows: [longer, SATURDAY_MORNING] }),
    told,
    thursdayTen,
    'lawful',
    at('Thursday 2026-11-26T11:00+01:00'),
  ],
  [
    'under way, and the further day is left out',
    change({ windows: [longer] }),
    revision({ windows: [THURSDAY_MORNING, FRIDAY_MORNING] }),
    thursdayTen,
    'lawful',
    null,
  ],
  [
    'recurring work is judged by its first day',
    revision({ windows: [THURSDAY_MORNING, FRIDAY_MORNING] }),
    null,
    tuesdayNine,
    'lawful',
    tuesdayNine,
  ],
])('%s', (_, said, former, now, verdict, serveBy) => {
  const judged = judge(said, former, now);
  expect(judged.verdict).toMatchObject({ kind: verdict, serveBy });
  expect(
    judged.verdict.judgements.every(judgement => judgement.because.length > 0 && judgement.trace.length > 0),
  ).toBe(true);
});

test('an emergency is lawful at once and has no deadline', () => {
  const { verdict } = judgeRevision(emergency(), emergencyRevision(), null, [XA], [BASELINE], MONDAY_NINE);
  expect(verdict).toMatchObject({ kind: 'lawful', serveBy: null, earliestStart: null });
});

describe('places', () => {
  const unknown = affected({ jurisdiction: 'DE' });

  test('an unknown place makes the whole undetermined, and only the known ones are pinned', () => {
    const { verdict, pinned } = judge(told, null, MONDAY_NINE, [XA, unknown]);
    expect(verdict.kind).toBe('undetermined');
    expect(verdict.refusals.map(({ code, details }) => [code, details])).toEqual([
      [
        'jurisdiction.unknown',
        {
          jurisdiction: 'DE',
          missing: [{ en: 'No rulebook covers the jurisdiction "DE".', ru: 'свод правил места DE' }],
          whom: [{ customerClass: 'residential', lifeSupport: false }],
        },
      ],
    ]);
    expect(pinnedFor(pinned)(XA)?.judgement.verdict).toBe('lawful');
    expect(pinnedFor(pinned)(unknown)).toBeNull();
  });

  test('one jurisdiction in two zones is judged twice, with one last moment', () => {
    const { verdict, pinned } = judge(told, null, MONDAY_NINE, [XA, affected({ zone: ATHENS })]);
    expect(pinned).toHaveLength(2);
    expect(verdict.judgements.map(judgement => judgement.serveBy)).toEqual([tuesdayNine, tuesdayNine]);
    expect(verdict.judgements.map(judgement => judgement.trace[0]?.result)).toEqual([
      '2026-11-26T09:00+01:00',
      '2026-11-26T10:00+02:00',
    ]);
  });

  test('the law of the day of the interruption counts, by the calendar of the place', () => {
    const next: Rulebook = { ...BASELINE, validFrom: '2026-11-27' as Rulebook['validFrom'] };
    // Half past midnight on Friday in Athens is still Thursday in Berlin.
    const said = revision({
      windows: [window('Thursday 2026-11-26T22:30Z', 'Friday 2026-11-27T02:00Z')],
    });
    const places = [XA, affected({ zone: ATHENS })];
    const { verdict } = judge(said, null, MONDAY_NINE, places, [next]);
    expect(verdict.judgements.map(judgement => judgement.verdict)).toEqual(['undetermined', 'lawful']);
    expect(verdict.refusals.map(refusal => refusal.code)).toEqual(['rules.notInForce']);
    expect(verdict.judgements[1]?.trace[1]?.step).toBe('In force on 2026-11-27, the day of the act');
  });
});

describe('customers whom the law tells apart', () => {
  const cite = { rule: 'r', rulebook: 'apart@1', source: 'a law', confidence: 'verified' as const };
  const days = (count: number, fact: string, is: string | boolean) => ({
    because: cite,
    value: {
      from: 'notice',
      to: 'interruption',
      counting: 'toTheDay' as const,
      atLeast: [{ count, unit: 'clockHours' as const }],
      when: { fact, is },
    },
  });
  const withWaits = (waits: ScenarioRules['waits'], changes: Partial<Rulebook> = {}): Rulebook => ({
    ...BASELINE,
    id: 'apart',
    version: '1',
    jurisdictions: ['XA-N'],
    scenarios: { plannedInterruption: { waits } },
    content: {},
    ...changes,
  });
  const places = [
    affected({ jurisdiction: 'XA-N' }),
    affected({ jurisdiction: 'XA-N', lifeSupport: true }),
    affected({ jurisdiction: 'XA-N', customerClass: 'business' }),
  ];

  test('a fact of the service point decides; those it does not part share one answer', () => {
    const book = withWaits({ lifeSupport: days(120, 'lifeSupport', true) });
    const { verdict, pinned } = judge(told, null, MONDAY_NINE, places, [BASELINE, book]);
    expect(
      verdict.judgements.map(({ whom, verdict: kind, serveBy }) => [whom.length, kind, serveBy]),
    ).toEqual([
      [2, 'lawful', tuesdayNine],
      [1, 'unlawful', addHours(tuesdayNine, -72)],
    ]);
    expect(verdict.kind).toBe('unlawful');
    expect(verdict.refusals.map(({ code, message }) => [code, message.slice(0, 12)])).toEqual([
      ['schedule.tooLate', 'XA-N: Cannot'],
    ]);
    expect(pinned.map(({ lawGroup }) => lawGroup)).toEqual([
      'residential+business',
      'residential.lifeSupport+business.lifeSupport',
    ]);
    const [ofAll, ofLifeSupport] = places.map(pinnedFor(pinned));
    expect(ofAll?.judgement.serveBy).toBe(tuesdayNine);
    expect(ofLifeSupport?.judgement.serveBy).toBe(addHours(tuesdayNine, -72));
    expect(
      pinnedBy(pinned, {
        jurisdiction: 'XA-N',
        zone: BERLIN,
        lawGroup: 'residential.lifeSupport+business.lifeSupport',
      }),
    ).toBe(ofLifeSupport);
  });

  test('a rulebook for one class is for that class, and nobody affected of it leaves the verdict alone', () => {
    const book = withWaits(
      { notice: days(120, 'customerClass', 'business') },
      { appliesTo: { ...BASELINE.appliesTo, customerClasses: ['business'] } },
    );
    const [home, , business] = places;
    if (home === undefined || business === undefined) throw new Error('Both are there.');
    const both = judge(told, null, MONDAY_NINE, [home, business], [BASELINE, book]);
    expect(both.verdict.judgements.map(({ rulebooks, verdict }) => [rulebooks.length, verdict])).toEqual([
      [1, 'lawful'],
      [2, 'unlawful'],
    ]);
    const homes = judge(told, null, MONDAY_NINE, [home], [BASELINE, book]);
    expect(homes.verdict.kind).toBe('lawful');
    // Somebody may become a business before the last notice is planned: their law is there.
    expect(pinnedFor(homes.pinned)(business)?.judgement.verdict).toBe('unlawful');
  });

  test('a fact that no service point carries is undetermined, and named', () => {
    const book = withWaits({ notice: days(120, 'voltage', 'high') });
    const { verdict } = judge(told, null, MONDAY_NINE, places, [BASELINE, book]);
    expect(verdict.judgements).toHaveLength(1);
    expect(verdict.judgements[0]).toMatchObject({ verdict: 'undetermined', missing: ['voltage'] });
    expect(verdict.refusals[0]?.message).toContain('It is not known: voltage.');
  });

  test('the service points of one account are told apart by their law, each notice under its own', () => {
    const book = withWaits({ lifeSupport: days(120, 'lifeSupport', true) });
    const points = [
      servicePoint('P1', { jurisdiction: 'XA-N' }),
      servicePoint('P2', { jurisdiction: 'XA-N', lifeSupport: true }),
    ];
    const { pinned } = judge(told, null, MONDAY_NINE, points, [BASELINE, book]);
    const notices = planNotices(
      account({ servicePoints: points, addressees: [addressee('ada', { servicePoints: ['P1', 'P2'] })] }),
      planInput({ pinned: pinnedFor(pinned) }),
    );
    expect(notices.map(({ servicePoints, serveBy, late }) => [servicePoints, serveBy, late])).toEqual([
      [['P1'], tuesdayNine, false],
      [['P2'], addHours(tuesdayNine, -72), true],
    ]);
    expect(new Set(notices.map(({ key }) => key)).size).toBe(2);
  });
});

describe('the day whose law counts', () => {
  const newYear = '2027-01-01' as Rulebook['validFrom'];
  const from2027: Rulebook = { ...BASELINE, version: '3', validFrom: newYear };
  const until2026: Rulebook = { ...BASELINE, validTo: '2026-12-31' as Rulebook['validFrom'] };
  const beganLastYear = emergencyRevision({
    since: at('Thursday 2026-12-31T23:40+01:00'),
    detectedAt: at('Thursday 2026-12-31T23:50+01:00'),
  });
  const halfPast = at('Friday 2027-01-01T00:30+01:00');
  const judged = (rulebooks: readonly Rulebook[], now: Instant) =>
    judgeRevision(emergency(), beganLastYear, null, [XA], rulebooks, now).verdict;

  test('an emergency stands under the law of the day it began, also when another follows', () => {
    expect(judged([until2026, from2027], halfPast).judgements[0]?.rulebooks).toEqual(['baseline@2']);
  });

  test('one that began before any rulebook was in force falls under the one that came while it lasts', () => {
    const { kind, judgements } = judged([from2027], halfPast);
    expect(kind).toBe('lawful');
    expect(judgements[0]?.rulebooks).toEqual(['baseline@3']);
    expect(judgements[0]?.trace[0]?.step).toBe('In force on 2027-01-01');
    const before = judged([from2027], at('Thursday 2026-12-31T23:55+01:00'));
    expect(before.kind).toBe('undetermined');
    expect(before.refusals.map(({ code }) => code)).toEqual(['rules.notInForce']);
  });
});

test('what people know is the last revision that was launched before', () => {
  const launched = (n: number, launchedAt: Instant | null) => ({ n, launchedAt });
  const revisions = [
    launched(1, MONDAY_NINE),
    launched(2, null),
    launched(3, MONDAY_NINE),
    launched(4, null),
  ];
  expect(lastLaunched(revisions, 1)).toBeNull();
  expect(lastLaunched(revisions, 3)?.n).toBe(1);
  expect(lastLaunched(revisions, 4)?.n).toBe(3);
});
