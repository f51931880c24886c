import { proved, sent, shippedLaw } from './shipped-law.js';

const debt = shippedLaw({ jurisdiction: 'PK', zone: 'Asia/Karachi' }, 'debtDisconnection');

test.each([
  // Served on Monday 4 May 2026: seven clear days are 5 to 11 May.
  [
    'on the seventh clear day',
    proved('registeredLetter', 'Monday 2026-05-04'),
    'Monday 2026-05-11',
    'unlawful: notice.tooShort',
  ],
  ['the day after', proved('registeredLetter', 'Monday 2026-05-04'), 'Tuesday 2026-05-12', 'lawful'],
  // By the clock of Karachi.
  [
    'served a millisecond before Tuesday',
    proved('handDelivery', 'Monday 2026-05-04T23:59:59.999+05:00'),
    'Tuesday 2026-05-12',
    'lawful',
  ],
  [
    'served as Tuesday began',
    proved('handDelivery', 'Tuesday 2026-05-05T00:00+05:00'),
    'Tuesday 2026-05-12',
    'unlawful: notice.tooShort',
  ],
  [
    'sent, and nobody knows whether it came',
    sent('letter', 'Monday 2026-05-04'),
    'Tuesday 2026-05-12',
    'unlawful: notice.unproven',
  ],
])('disconnection %s', (_, notice, at, verdict) => {
  expect(debt.verdict(at, { notices: { notice: [notice] } })).toBe(verdict);
});

test('for Tuesday 12 May it is in their hands on Monday 4 May', () => {
  expect(debt.serveBy('notice', 'Tuesday 2026-05-12')).toBe('Mon 2026-05-04');
  expect(debt.sendBy('notice', 'letter', 'Tuesday 2026-05-12')).toBe('only with proof of delivery');
});
