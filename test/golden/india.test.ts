import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

/** Served on Friday 1 May 2026: fifteen clear days are 2 to 16 May. */
const notices = { notice: [proved('registeredLetter', 'Friday 2026-05-01')] };
const debt = shippedLaw({ jurisdiction: 'IN-DL', zone: 'Asia/Kolkata' }, 'debtDisconnection', { notices });
const facts = { paidUnderProtest: false, debtAgeInYears: 0.5 };

test.each<[string, string, Case, string]>([
  ['after fifteen clear days', 'Sunday 2026-05-17', { facts }, 'lawful'],
  ['on the fifteenth', 'Saturday 2026-05-16', { facts }, 'unlawful: notice.tooShort'],
  [
    'sent, and nobody knows whether it came',
    'Sunday 2026-05-17',
    { facts, notices: { notice: [sent('letter', 'Friday 2026-05-01')] } },
    'unlawful: notice.unproven',
  ],
  [
    'paid under protest',
    'Sunday 2026-05-17',
    { facts: { ...facts, paidUnderProtest: true } },
    'unlawful: bar.paidUnderProtest',
  ],
  ['two years old', 'Sunday 2026-05-17', { facts: { ...facts, debtAgeInYears: 2 } }, 'lawful'],
  [
    'older, and dropped from a bill',
    'Sunday 2026-05-17',
    { facts: { ...facts, debtAgeInYears: 2.1, shownOnEveryBill: false } },
    'unlawful: threshold.notOlderThanTwoYears',
  ],
  [
    'older, but on every bill since',
    'Sunday 2026-05-17',
    { facts: { ...facts, debtAgeInYears: 2.1, shownOnEveryBill: true } },
    'lawful',
  ],
  ['not known', 'Sunday 2026-05-17', {}, 'undetermined: paidUnderProtest; debtAgeInYears; shownOnEveryBill'],
])('disconnection %s', (_, at, own, verdict) => {
  expect(debt.verdict(at, own)).toBe(verdict);
});

test('by when: for Sunday 17 May it is in their hands on Friday 1 May', () => {
  expect(debt.serveBy('notice', 'Sunday 2026-05-17')).toBe('Fri 2026-05-01');
  expect(debt.earliest({ facts, on: 'Friday 2026-05-01' })).toBe('Sun 2026-05-17');
});
