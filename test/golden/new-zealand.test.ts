import { sent, shippedLaw, type Case } from './shipped-law.js';

const AUCKLAND = { jurisdiction: 'NZ-AUK', zone: 'Pacific/Auckland', customerClass: 'residential' };
const attempts = {
  firstAttempt: [sent('email', 'Monday 2026-03-16')],
  secondAttempt: [sent('sms', 'Thursday 2026-03-19')],
  thirdAttempt: [sent('phoneCall', 'Tuesday 2026-03-24')],
};
const debt = shippedLaw(AUCKLAND, 'debtDisconnection', {
  events: { invoiceIssued: 'Monday 2026-03-02' },
  facts: {
    medicallyDependent: false,
    medicalApplicationPending: false,
    withinBusinessHours: true,
    paymentSupportOffered: true,
  },
});

test.each<[string, string, Case['notices'], string]>([
  // The invoice of 2 March and 28 days.
  ['28 days after the invoice, after three attempts', 'Monday 2026-03-30', attempts, 'lawful'],
  ['27 days after it', 'Sunday 2026-03-29', attempts, 'unlawful: notice.premature'],
  [
    'before the third attempt',
    'Monday 2026-03-30',
    { ...attempts, thirdAttempt: [sent('phoneCall', 'Tuesday 2026-03-31')] },
    'unlawful: notice.premature',
  ],
  [
    'after two attempts',
    'Monday 2026-03-30',
    { firstAttempt: attempts.firstAttempt, secondAttempt: attempts.secondAttempt },
    'unlawful: notice.missing',
  ],
])('the final notice %s', (_, at, notices, verdict) => {
  expect(debt.verdict(at, { act: 'finalNotice.sent', notices })).toBe(verdict);
});

describe('the disconnection', () => {
  const notices = { ...attempts, finalNotice: [sent('letter', 'Monday 2026-03-30')] };
  test.each<[string, string, Case['facts'], string]>([
    [
      'how long after the final notice was not read',
      'Tuesday 2026-04-14T10:00+12:00',
      {},
      'undetermined: a number for waits.finalNotice: the law sets none, or it was not read',
    ],
    // Good Friday is 3 April, Easter Monday 6 April 2026.
    ['on the eve of Good Friday', 'Thursday 2026-04-02T10:00+13:00', {}, 'unlawful: bar.beforeDayOff'],
    ['on Easter Monday', 'Monday 2026-04-06T10:00+12:00', {}, 'unlawful: bar.dayOff'],
    ['on a Friday', 'Friday 2026-04-17T10:00+12:00', {}, 'unlawful: bar.beforeDayOff'],
    [
      'at night',
      'Tuesday 2026-04-14T21:00+12:00',
      { withinBusinessHours: false },
      'unlawful: threshold.normalBusinessHours',
    ],
    [
      'no support was offered',
      'Tuesday 2026-04-14T10:00+12:00',
      { paymentSupportOffered: false },
      'unlawful: threshold.paymentSupportOffered',
    ],
    [
      'somebody depends on power',
      'Tuesday 2026-04-14T10:00+12:00',
      { medicallyDependent: true, prepaid: false },
      'unlawful: bar.medicallyDependent',
    ],
    [
      'it is being asked whether somebody does',
      'Tuesday 2026-04-14T10:00+12:00',
      { medicalApplicationPending: true, prepaid: false },
      'unlawful: bar.medicallyDependent',
    ],
  ])('%s', (_, at, facts, verdict) => {
    expect(debt.verdict(at, { notices, facts })).toBe(verdict);
  });

  test('before all protections applied, on 31 March 2025, this is not the law', () => {
    expect(() => debt.verdict('Monday 2025-03-31T10:00+13:00')).toThrow('say nothing of debtDisconnection');
  });
});
