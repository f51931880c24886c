import { checkRevision, isExtension, type Outage, type Revision } from '../../server/domain/outage/outage.js';
import { addHours } from '../../server/domain/time.js';
import {
  at,
  BERLIN,
  codes,
  emergency,
  emergencyRevision,
  MONDAY_NINE,
  planned,
  revision,
  THURSDAY_MORNING,
  window,
} from './builders.js';

const FRIDAY_MORNING = window('Friday 2026-11-27T09:00+01:00', 'Friday 2026-11-27T12:00+01:00');
const announced = planned({ status: 'announced' });
const told = revision({ windows: [THURSDAY_MORNING] });
const second = (changes: Partial<Revision> = {}): Revision =>
  revision({ n: 2, kind: 'change', windows: [FRIDAY_MORNING], ...changes });
const check = (outage: Outage, said: Revision, former: Revision | null = null, now = MONDAY_NINE) =>
  codes(checkRevision(outage, said, former, now, BERLIN));

describe('what makes sense', () => {
  test.each<[string, Outage, Revision, Revision | null]>([
    ['planned work on Thursday', planned(), told, null],
    [
      'two windows that touch',
      planned(),
      revision({
        windows: [
          THURSDAY_MORNING,
          window('Thursday 2026-11-26T12:00+01:00', 'Thursday 2026-11-26T15:00+01:00'),
        ],
      }),
      null,
    ],
    [
      'exactly 31 days',
      planned(),
      revision({ windows: [window('Tuesday 2026-12-01T09:00+01:00', 'Friday 2027-01-01T09:00+01:00')] }),
      null,
    ],
    ['another day', announced, second(), told],
    ['a cancellation', announced, second({ kind: 'cancel' }), told],
    ['an emergency that began and was seen', emergency(), emergencyRevision(), null],
    [
      'an emergency seen this very moment',
      emergency(),
      emergencyRevision({ since: MONDAY_NINE, detectedAt: MONDAY_NINE }),
      null,
    ],
    [
      'an emergency with an estimate to come',
      emergency(),
      emergencyRevision({ etr: { at: addHours(MONDAY_NINE, 1), quality: 'area' } }),
      null,
    ],
    [
      'a new estimate',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'etr', etr: { at: addHours(MONDAY_NINE, 2), quality: 'crew' } }),
      emergencyRevision(),
    ],
    [
      'power back this very moment',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'restore', restoredAt: MONDAY_NINE }),
      emergencyRevision(),
    ],
  ])('%s', (_, outage, said, former) => {
    expect(check(outage, said, former)).toEqual([]);
  });
});

describe('windows that make no sense', () => {
  test.each<[string, Revision['windows'], readonly string[]]>([
    ['none at all', [], ['window.missing']],
    [
      'Thursday, ending before it starts',
      [window('Thursday 2026-11-26T12:00+01:00', 'Thursday 2026-11-26T09:00+01:00')],
      ['window.endsBeforeStart'],
    ],
    [
      'Thursday, ending as it starts',
      [window('Thursday 2026-11-26T09:00+01:00', 'Thursday 2026-11-26T09:00+01:00')],
      ['window.endsBeforeStart'],
    ],
    [
      'Sunday, over already',
      [window('Sunday 2026-11-22T09:00+01:00', 'Sunday 2026-11-22T12:00+01:00')],
      ['window.past'],
    ],
    [
      'Monday, begun an hour ago',
      [window('Monday 2026-11-23T08:00+01:00', 'Monday 2026-11-23T12:00+01:00')],
      ['window.past'],
    ],
    [
      'Monday, beginning this moment',
      [window('Monday 2026-11-23T09:00+01:00', 'Monday 2026-11-23T12:00+01:00')],
      ['window.past'],
    ],
    [
      'a minute more than 31 days',
      [window('Tuesday 2026-12-01T09:00+01:00', 'Friday 2027-01-01T09:01+01:00')],
      ['window.tooLong'],
    ],
    [
      'Thursday twice',
      [THURSDAY_MORNING, window('Thursday 2026-11-26T11:59+01:00', 'Thursday 2026-11-26T15:00+01:00')],
      ['window.overlap'],
    ],
    ['Friday before Thursday', [FRIDAY_MORNING, THURSDAY_MORNING], ['window.overlap']],
    [
      'several things at once, all named',
      [THURSDAY_MORNING, window('Thursday 2026-11-26T10:00+01:00', 'Thursday 2026-11-26T09:30+01:00')],
      ['window.endsBeforeStart', 'window.overlap'],
    ],
  ])('%s', (_, windows, expected) => {
    expect(check(planned(), revision({ windows }))).toEqual(expected);
  });

  test('the answer names the window in the zone of the premises, and what to do', () => {
    const outcome = checkRevision(
      planned(),
      revision({ windows: [window('Sunday 2026-11-22T09:00+01:00', 'Sunday 2026-11-22T12:00+01:00')] }),
      null,
      MONDAY_NINE,
      BERLIN,
    );
    expect(outcome.ok ? null : outcome.refusals[0].message).toContain('2026-11-22T09:00+01:00');
    expect(outcome.ok ? null : outcome.refusals[0].lawful).toContain('emergency');
  });
});

describe('emergencies, estimates, restorations', () => {
  const later = addHours(MONDAY_NINE, 1 / 3_600_000);
  test.each<[string, Outage, Revision, readonly string[]]>([
    ['not begun', emergency(), emergencyRevision({ since: later }), ['emergency.notBegun']],
    ['no beginning', emergency(), emergencyRevision({ since: null }), ['emergency.notBegun']],
    ['not detected', emergency(), emergencyRevision({ detectedAt: null }), ['emergency.notDetected']],
    [
      'detected later than now',
      emergency(),
      emergencyRevision({ detectedAt: later }),
      ['emergency.notDetected'],
    ],
    [
      'neither begun nor detected',
      emergency(),
      emergencyRevision({ since: null, detectedAt: null }),
      ['emergency.notBegun', 'emergency.notDetected'],
    ],
    [
      'an estimate of this very moment',
      emergency(),
      emergencyRevision({ etr: { at: MONDAY_NINE, quality: 'model' } }),
      ['etr.past'],
    ],
    [
      'a new estimate in the past',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'etr', etr: { at: addHours(MONDAY_NINE, -1), quality: 'crew' } }),
      ['etr.past'],
    ],
    ['an estimate for planned work', announced, second({ kind: 'etr' }), ['etr.notEmergency']],
    [
      'restored before it began',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'restore', restoredAt: at('Monday 2026-11-23T08:39+01:00') }),
      ['restore.beforeStart'],
    ],
    [
      'restored in a millisecond',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'restore', restoredAt: later }),
      ['restore.future'],
    ],
    [
      'restored at no time',
      emergency({ status: 'announced' }),
      emergencyRevision({ n: 2, kind: 'restore' }),
      ['restore.future'],
    ],
    [
      'planned work restored before it began',
      announced,
      second({ kind: 'restore', windows: [THURSDAY_MORNING], restoredAt: MONDAY_NINE }),
      ['restore.beforeStart'],
    ],
  ])('%s', (_, outage, said, expected) => {
    expect(check(outage, said, said.n > 1 ? told : null)).toEqual(expected);
  });
});

describe('the order of things', () => {
  test.each<[string, Outage, Revision, readonly string[]]>([
    [
      'cancelled after it was restored',
      planned({ status: 'restored' }),
      second({ kind: 'cancel' }),
      ['outage.closed'],
    ],
    [
      'restored after it was cancelled',
      emergency({ status: 'cancelled' }),
      emergencyRevision({ n: 3, kind: 'restore', restoredAt: MONDAY_NINE }),
      ['outage.closed'],
    ],
    ['moved after it was cancelled', planned({ status: 'cancelled' }), second(), ['outage.closed']],
    ['changed before it was announced', planned(), second(), ['outage.notAnnounced']],
    ['cancelled before it was announced', planned(), second({ kind: 'cancel' }), ['outage.notAnnounced']],
    ['no feeder', planned(), revision({ feeders: [] }), ['outage.noArea']],
  ])('%s', (_, outage, said, expected) => {
    expect(check(outage, said, said.n > 1 ? told : null)).toEqual(expected);
  });
});

describe('work under way', () => {
  const thursdayTen = at('Thursday 2026-11-26T10:00+01:00');
  const longer = window('Thursday 2026-11-26T09:00+01:00', 'Thursday 2026-11-26T15:00+01:00');
  const recurring = revision({ windows: [THURSDAY_MORNING, FRIDAY_MORNING] });
  const fridayTen = at('Friday 2026-11-27T10:00+01:00');
  const fridayLonger = { ...FRIDAY_MORNING, to: at('Friday 2026-11-27T15:00+01:00') };
  const MONDAY_AFTER = window('Monday 2026-11-30T09:00+01:00', 'Monday 2026-11-30T12:00+01:00');

  test.each<[string, Revision, Partial<Revision>, typeof thursdayTen, readonly string[], boolean]>([
    ['Thursday takes longer', told, { windows: [longer] }, thursdayTen, [], true],
    [
      'Thursday takes longer, said after it should have ended',
      told,
      { windows: [longer] },
      at('Thursday 2026-11-26T12:30+01:00'),
      [],
      true,
    ],
    [
      'Thursday is done sooner',
      told,
      { windows: [{ ...longer, to: at('Thursday 2026-11-26T10:30+01:00') }] },
      thursdayTen,
      [],
      true,
    ],
    ['Thursday longer, before it begins, is a change', told, { windows: [longer] }, MONDAY_NINE, [], false],
    [
      'Thursday with another start cannot be',
      told,
      { windows: [{ ...longer, from: at('Thursday 2026-11-26T08:30+01:00') }] },
      thursdayTen,
      ['window.past'],
      false,
    ],
    [
      'Thursday with an end in the past cannot be',
      told,
      { windows: [{ ...longer, to: at('Thursday 2026-11-26T09:30+01:00') }] },
      thursdayTen,
      ['window.past'],
      true,
    ],
    [
      'Thursday and Friday: Thursday longer',
      recurring,
      { windows: [longer, FRIDAY_MORNING] },
      thursdayTen,
      [],
      true,
    ],
    [
      'Thursday and Friday: both longer',
      recurring,
      { windows: [longer, fridayLonger] },
      thursdayTen,
      [],
      false,
    ],
    [
      'Thursday and Friday: Friday longer, Thursday is over',
      recurring,
      { windows: [fridayLonger] },
      fridayTen,
      [],
      true,
    ],
    [
      'Thursday and Friday: Friday becomes Monday',
      recurring,
      { windows: [THURSDAY_MORNING, MONDAY_AFTER] },
      thursdayTen,
      [],
      false,
    ],
    ['Thursday and Friday: Friday is left out', recurring, { windows: [longer] }, thursdayTen, [], false],
    [
      'Thursday alone: Monday is added',
      told,
      { windows: [THURSDAY_MORNING, MONDAY_AFTER] },
      thursdayTen,
      [],
      false,
    ],
    [
      'Thursday longer, and another feeder',
      told,
      { windows: [longer], feeders: ['F1', 'F2'] },
      thursdayTen,
      ['window.past'],
      false,
    ],
  ])('%s', (_, former, changes, now, expected, extension) => {
    const said = second(changes);
    expect(check(announced, said, former, now)).toEqual(expected);
    expect(isExtension(said, former, now)).toBe(extension);
  });
});
