import { judgeRevision, lastLaunched, pinnedFor } from '../../server/domain/outage/judge.js';
import type { Revision } from '../../server/domain/outage/outage.js';
import type { Rulebook } from '../../server/domain/rules/rulebook.js';
import { addHours, type Instant } from '../../server/domain/time.js';
import {
  at,
  ATHENS,
  BASELINE,
  BERLIN,
  emergency,
  emergencyRevision,
  MONDAY_NINE,
  planned,
  revision,
  THURSDAY_MORNING,
  window,
} from './builders.js';

const XA = { jurisdiction: 'XA', zone: BERLIN };
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
  const unknown = { jurisdiction: 'DE', zone: BERLIN };

  test('an unknown place makes the whole undetermined, and only the known ones are pinned', () => {
    const { verdict, pinned } = judge(told, null, MONDAY_NINE, [XA, unknown]);
    expect(verdict.kind).toBe('undetermined');
    expect(verdict.refusals.map(({ code, details }) => [code, details])).toEqual([
      ['jurisdiction.unknown', { jurisdiction: 'DE' }],
    ]);
    expect(pinnedFor(pinned)('XA', BERLIN)?.judgement.verdict).toBe('lawful');
    expect(pinnedFor(pinned)('DE', BERLIN)).toBeNull();
  });

  test('one jurisdiction in two zones is judged twice, with one last moment', () => {
    const { verdict, pinned } = judge(told, null, MONDAY_NINE, [XA, { jurisdiction: 'XA', zone: ATHENS }]);
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
    const places = [XA, { jurisdiction: 'XA', zone: ATHENS }];
    const { verdict } = judge(said, null, MONDAY_NINE, places, [next]);
    expect(verdict.judgements.map(judgement => judgement.verdict)).toEqual(['undetermined', 'lawful']);
    expect(verdict.refusals.map(refusal => refusal.code)).toEqual(['rules.notInForce']);
    expect(verdict.judgements[1]?.trace[1]?.step).toBe('In force on 2026-11-27, the day of the act');
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
