import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

/**
 * Told on Monday 7 September 2026 that the account is overdue: seven days are Monday 14 September. Delivered on that
 * day, fourteen days are Monday 28 September; called 48 hours before.
 */
const ontario = shippedLaw(
  { jurisdiction: 'CA-ON', zone: 'America/Toronto', customerClass: 'residential' },
  'debtDisconnection',
  { facts: { medicalGrounds: false, repaymentKept: false, repaymentOffered: true } },
);
const given = (notice: string, call: string): Case['notices'] => ({
  accountOverdue: [proved('email', 'Monday 2026-09-07')],
  notice: [proved('registeredLetter', notice)],
  contact: [sent('phoneCall', call)],
});
const september = given('Monday 2026-09-14', 'Saturday 2026-09-26T10:00-04:00');

test.each<[string, string, Case, string]>([
  ['fourteen days, and 48 hours', 'Monday 2026-09-28T10:00-04:00', { notices: september }, 'lawful'],
  [
    'a second less than 48 hours',
    'Monday 2026-09-28T09:59:59-04:00',
    { notices: september },
    'unlawful: notice.tooShort',
  ],
  [
    'thirteen days',
    'Monday 2026-09-28T10:00-04:00',
    { notices: given('Tuesday 2026-09-15', 'Saturday 2026-09-26T10:00-04:00') },
    'unlawful: notice.tooShort',
  ],
  [
    'six days after the overdue notice',
    'Monday 2026-09-28T10:00-04:00',
    { notices: given('Sunday 2026-09-13', 'Saturday 2026-09-26T10:00-04:00') },
    'unlawful: notice.premature',
  ],
  [
    'an agreement to repay is kept',
    'Monday 2026-09-28T10:00-04:00',
    { notices: september, facts: { repaymentKept: true } },
    'unlawful: bar.repaymentKept',
  ],
  [
    'no repayment was offered',
    'Monday 2026-09-28T10:00-04:00',
    { notices: september, facts: { repaymentOffered: false } },
    'unlawful: threshold.repaymentOffered',
  ],
  [
    'fourteen days on medical grounds',
    'Monday 2026-09-28T10:00-04:00',
    { notices: september, facts: { medicalGrounds: true } },
    'unlawful: notice.tooShort',
  ],
  // 14 September and sixty days.
  [
    'sixty days on medical grounds',
    'Friday 2026-11-13T10:00-05:00',
    { notices: september, facts: { medicalGrounds: true } },
    'lawful',
  ],
  [
    'help was asked for on 21 September: 21 days',
    'Monday 2026-10-12T10:00-04:00',
    { notices: september, events: { assistanceRequested: 'Monday 2026-09-21' } },
    'unlawful: bar.lowIncomeAssistance',
  ],
  [
    'and the day after',
    'Tuesday 2026-10-13T10:00-04:00',
    { notices: september, events: { assistanceRequested: 'Monday 2026-09-21' } },
    'lawful',
  ],
  ['the day before winter', 'Saturday 2026-11-14T10:00-05:00', { notices: september }, 'lawful'],
  [
    'the first day of winter',
    'Sunday 2026-11-15T10:00-05:00',
    { notices: september },
    'unlawful: bar.winter',
  ],
  ['the last day of winter', 'Friday 2027-04-30T10:00-04:00', { notices: september }, 'unlawful: bar.winter'],
  ['the day after winter', 'Saturday 2027-05-01T10:00-04:00', { notices: september }, 'lawful'],
  // Not even the threat.
  [
    'a notice given in winter',
    'Tuesday 2027-05-04T10:00-04:00',
    { notices: given('Monday 2027-04-19', 'Saturday 2027-05-01T10:00-04:00') },
    'unlawful: bar.winter',
  ],
])('%s', (_, at, own, verdict) => {
  expect(ontario.verdict(at, own)).toBe(verdict);
});

test('what is not known is named', () => {
  const bare = shippedLaw(
    { jurisdiction: 'CA-ON', zone: 'America/Toronto', customerClass: 'residential' },
    'debtDisconnection',
  );
  expect(bare.verdict('Monday 2026-09-28T10:00-04:00', { notices: september })).toBe(
    'undetermined: medicalGrounds; repaymentKept; repaymentOffered',
  );
});

test('by when for Monday 28 September at ten, without proof of delivery never sure', () => {
  const at = 'Monday 2026-09-28T10:00-04:00';
  expect(ontario.serveBy('notice', at)).toBe('Mon 2026-09-14');
  expect(ontario.sendBy('notice', 'letter', at)).toBe('only with proof of delivery');
  expect(ontario.sendBy('contact', 'phoneCall', at)).toBe('including Sat 2026-09-26T10:00-04:00');
});

test('paid on Friday 9 October, Thanksgiving on Monday: reconnected by Wednesday 14 October', () => {
  expect(ontario.deadlines({ events: { paid: 'Friday 2026-10-09' }, on: 'Friday 2026-10-09' })).toEqual({
    reconnection: 'Wed 2026-10-14',
  });
});
