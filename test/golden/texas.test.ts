import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

/** Delivered on Monday 27 July 2026: ten days are Thursday 6 August. */
const TEXAS = { jurisdiction: 'US-TX', zone: 'America/Chicago' };
const notices = { notice: [proved('registeredLetter', 'Monday 2026-07-27')] };
const debt = shippedLaw(TEXAS, 'debtDisconnection', {
  notices,
  facts: {
    criticalCare: false,
    chronicCondition: false,
    heatAdvisoryDates: [],
    previousDayHighF: 97,
    forecast24hHighF: 98,
  },
});

test.each<[string, string, Case, string]>([
  ['ten days after delivery', 'Thursday 2026-08-06', {}, 'lawful'],
  ['nine days', 'Wednesday 2026-08-05', {}, 'unlawful: notice.tooShort'],
  [
    'without proof of delivery',
    'Thursday 2026-08-06',
    { notices: { notice: [sent('letter', 'Monday 2026-07-27')] } },
    'unlawful: notice.unproven',
  ],
  [
    'a Saturday without staff',
    'Saturday 2026-08-08',
    { facts: { reconnectionStaffed: false } },
    'unlawful: bar.weekendWithoutStaff',
  ],
  ['a Saturday with staff', 'Saturday 2026-08-08', { facts: { reconnectionStaffed: true } }, 'lawful'],
  ['a Saturday, and it is not known', 'Saturday 2026-08-08', {}, 'undetermined: reconnectionStaffed'],
  // Labor Day.
  [
    'a holiday without staff',
    'Monday 2026-09-07',
    { facts: { reconnectionStaffed: false } },
    'unlawful: bar.holidayWithoutStaff',
  ],
  [
    'a day on which agencies are partly staffed',
    'Thursday 2026-08-27',
    { facts: { reconnectionStaffed: false } },
    'undetermined: It is not settled whether 2026-08-27 is a day off: Lyndon Baines Johnson Day, agencies partly staffed.',
  ],
  ['critical care', 'Thursday 2026-08-06', { facts: { criticalCare: true } }, 'unlawful: bar.criticalCare'],
  [
    'a chronic condition',
    'Thursday 2026-08-06',
    { facts: { chronicCondition: true } },
    'unlawful: bar.chronicCondition',
  ],
  [
    'a heat advisory that day',
    'Thursday 2026-08-06',
    { facts: { heatAdvisoryDates: ['2026-08-06'] } },
    'unlawful: bar.heatAdvisory',
  ],
  [
    'two days before',
    'Thursday 2026-08-06',
    { facts: { heatAdvisoryDates: ['2026-08-04'] } },
    'unlawful: bar.heatAdvisory',
  ],
  ['three days before', 'Thursday 2026-08-06', { facts: { heatAdvisoryDates: ['2026-08-03'] } }, 'lawful'],
])('%s', (_, at, own, verdict) => {
  expect(debt.verdict(at, own)).toBe(verdict);
});

test.each([
  [32, 32, 'unlawful: bar.freezing'],
  // Both limbs are needed.
  [33, 25, 'lawful'],
  [30, 33, 'lawful'],
])('yesterday up to %i degrees, the next day up to %i', (previousDayHighF, forecast24hHighF, verdict) => {
  expect(debt.verdict('Wednesday 2027-01-20', { facts: { previousDayHighF, forecast24hHighF } })).toBe(
    verdict,
  );
});

test('what is not known is named', () => {
  const bare = shippedLaw(TEXAS, 'debtDisconnection', { notices });
  expect(bare.verdict('Thursday 2026-08-06')).toBe(
    'undetermined: criticalCare; chronicCondition; previousDayHighF; forecast24hHighF; heatAdvisoryDates',
  );
  expect(bare.sendBy('notice', 'letter', 'Thursday 2026-08-06')).toBe('only with proof of delivery');
  expect(bare.serveBy('notice', 'Thursday 2026-08-06')).toBe('Mon 2026-07-27');
});

test('reconnection is due as quickly as possible: no day is named for it', () => {
  expect(debt.deadlines({ events: { paid: 'Friday 2026-08-07' }, on: 'Friday 2026-08-07' })).toEqual({});
});

test.each([
  // Mailed on Monday 27 July: ten days are Thursday 6 August, and the day after it.
  ['Thursday 2026-08-06', 'Friday 2026-08-07', 'lawful'],
  ['Thursday 2026-08-06', 'Thursday 2026-08-06', 'unlawful: notice.tooShort'],
  ['Wednesday 2026-08-05', 'Friday 2026-08-07', 'unlawful: notice.tooShort'],
])('water: something to be done by %s, cut off on %s', (actionDate, at, verdict) => {
  const water = shippedLaw({ ...TEXAS, utility: 'water' }, 'debtDisconnection', {
    notices: { notice: [sent('letter', 'Monday 2026-07-27')] },
    events: { actionDate },
  });
  expect(water.verdict(at)).toBe(verdict);
});
