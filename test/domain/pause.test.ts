import { alarmAt, mayResume, resumeBy } from '../../server/domain/outage/pause.js';
import type { Revision } from '../../server/domain/outage/outage.js';
import { at, codes, LETTERS, POLICY } from './builders.js';

const WEDNESDAY_NINE = at('Wednesday 2026-11-25T09:00+01:00');
const held = (channel: 'email' | 'letter', firstServeBy: typeof WEDNESDAY_NINE | null = WEDNESDAY_NINE) => ({
  channel,
  deliveries: 1,
  firstServeBy,
});

describe('a paused campaign', () => {
  it('must go on by the last lawful moment, for letters by the print house’s last cut-off before it', () => {
    expect(resumeBy([held('email')], LETTERS)).toBe(WEDNESDAY_NINE);
    // In by Tuesday 14:00, posted on Tuesday at 17:00.
    expect(resumeBy([held('email'), held('letter')], LETTERS)).toBe(at('Tuesday 2026-11-24T14:00+01:00'));
    expect(resumeBy([held('letter', null)], LETTERS)).toBeNull();
    expect(resumeBy([], LETTERS)).toBeNull();
  });

  it('raises an alarm while the deadline can still be kept, and of an emergency within minutes', () => {
    const monday = at('Monday 2026-11-23T10:00+01:00');
    expect(alarmAt({ at: monday, emergency: false, resumeBy: WEDNESDAY_NINE }, POLICY)).toBe(
      at('Wednesday 2026-11-25T03:00+01:00'),
    );
    const late = at('Wednesday 2026-11-25T08:00+01:00');
    expect(alarmAt({ at: late, emergency: false, resumeBy: WEDNESDAY_NINE }, POLICY)).toBe(late);
    expect(alarmAt({ at: monday, emergency: true, resumeBy: null }, POLICY)).toBe(
      at(`Monday 2026-11-23T10:${POLICY.confirmLifeSupportWithin.emergencyMinutes}+01:00`),
    );
    expect(alarmAt({ at: monday, emergency: false, resumeBy: null }, POLICY)).toBe(
      at('Tuesday 2026-11-24T10:00+01:00'),
    );
  });

  const revision = (changes: Partial<Revision>): Revision => ({
    n: 1,
    kind: 'announce',
    feeders: ['F-12'],
    windows: [
      { from: at('Friday 2026-11-27T09:00+01:00'), to: at('Friday 2026-11-27T13:00+01:00') },
      { from: at('Saturday 2026-11-28T09:00+01:00'), to: at('Saturday 2026-11-28T13:00+01:00') },
    ],
    since: null,
    detectedAt: null,
    restoredAt: null,
    etr: null,
    nextUpdateBy: null,
    reason: 'network_repair',
    alsoAffected: [],
    hasNewDate: false,
    ...changes,
  });
  const friday = at('Friday 2026-11-27T10:00+01:00');
  const saturday = at('Saturday 2026-11-28T10:00+01:00');

  test.each([
    ['announces what is still to come in part', 'planned', revision({}), friday, []],
    ['announces what has begun', 'planned', revision({}), saturday, ['pause.overtaken']],
    ['takes it back', 'planned', revision({ kind: 'cancel' }), saturday, []],
    ['tells of what is off', 'emergency', revision({ windows: [], since: friday }), saturday, []],
  ] as const)('may go on or not: it %s', (_, kind, said, now, refused) => {
    expect(codes(mayResume({ kind }, said, now))).toEqual(refused);
  });
});
