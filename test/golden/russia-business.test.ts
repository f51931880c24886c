import { sent, shippedLaw, type Case } from './shipped-law.js';

/** Texted at 23:30 on Monday 3 August 2026, by the clock of Vladivostok; the notice names Thursday 13 August. */
const debt = shippedLaw(
  { jurisdiction: 'RU', zone: 'Asia/Vladivostok', customerClass: 'business' },
  'debtDisconnection',
  {
    act: 'restriction',
    notices: { notice: [sent('sms', 'Monday 2026-08-03T23:30+10:00')] },
    events: { dateInNotice: 'Thursday 2026-08-13' },
    facts: { debt: 1, severeConsequences: false },
  },
);

test.each<[string, string, Case, string]>([
  ['on the date in the notice', 'Thursday 2026-08-13', {}, 'lawful'],
  ['the day before', 'Wednesday 2026-08-12', {}, 'unlawful: notice.tooShort'],
  // Received when sent: by the clock there it is Tuesday already.
  [
    'texted half an hour later',
    'Thursday 2026-08-13',
    { notices: { notice: [sent('sms', 'Tuesday 2026-08-04T00:00+10:00')] } },
    'unlawful: notice.tooShort',
  ],
  [
    'the notice names the ninth day',
    'Thursday 2026-08-13',
    { events: { dateInNotice: 'Wednesday 2026-08-12' } },
    'unlawful: notice.tooShort',
  ],
  ['no debt', 'Thursday 2026-08-13', { facts: { debt: 0 } }, 'unlawful: threshold.anyDebt'],
  [
    'others are in danger: a day after the measures were due',
    'Thursday 2026-08-13',
    {
      events: { measuresDue: 'Thursday 2026-08-13' },
      facts: { severeConsequences: true, restrictedToKw: 100, emergencyReserveKw: 100 },
    },
    'unlawful: notice.tooShort',
  ],
  [
    'on that day, to the emergency reserve',
    'Friday 2026-08-14',
    {
      events: { measuresDue: 'Thursday 2026-08-13' },
      facts: { severeConsequences: true, restrictedToKw: 100, emergencyReserveKw: 100 },
    },
    'lawful',
  ],
  [
    'below the emergency reserve',
    'Friday 2026-08-14',
    {
      events: { measuresDue: 'Thursday 2026-08-13' },
      facts: { severeConsequences: true, restrictedToKw: 99, emergencyReserveKw: 100 },
    },
    'unlawful: bar.belowEmergencyReserve',
  ],
])('restriction %s', (_, at, own, verdict) => {
  expect(debt.verdict(at, own)).toBe(verdict);
});

test('what is not known is named', () => {
  const bare = shippedLaw(
    { jurisdiction: 'RU', zone: 'Asia/Vladivostok', customerClass: 'business' },
    'debtDisconnection',
    { act: 'restriction', notices: { notice: [sent('email', 'Monday 2026-08-03')] } },
  );
  expect(bare.verdict('Thursday 2026-08-13')).toBe(
    'undetermined: severeConsequences; dateInNotice; restrictedToKw; debt',
  );
});
