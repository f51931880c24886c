import { sent, shippedLaw, type Case } from './shipped-law.js';

const ALMATY = { jurisdiction: 'KZ', zone: 'Asia/Almaty' };
const debt = shippedLaw(ALMATY, 'debtDisconnection');
const byText = (when: string, smsInContract?: boolean): Case => ({
  notices: { notice: [sent('sms', when)] },
  ...(smsInContract === undefined ? {} : { facts: { smsInContract } }),
});
const AT = 'Tuesday 2026-03-31T10:00+05:00';

test.each<[string, Case, string]>([
  // Thirty calendar days before 31 March is Sunday 1 March; women's day and Nauryz count.
  ['to the last millisecond of 1 March', byText('Sunday 2026-03-01T23:59:59.999+05:00', true), 'lawful'],
  ['one millisecond later', byText('Monday 2026-03-02T00:00+05:00', true), 'unlawful: notice.tooShort'],
  [
    'by text though the contract has no texts',
    byText('Sunday 2026-03-01', false),
    'unlawful: form.notOnPaper',
  ],
  [
    'on paper though the contract has texts',
    { notices: { notice: [sent('letter', 'Sunday 2026-03-01')] }, facts: { smsInContract: true } },
    'unlawful: form.textAgreedInContract',
  ],
  [
    'on paper',
    { notices: { notice: [sent('letter', 'Sunday 2026-03-01')] }, facts: { smsInContract: false } },
    'lawful',
  ],
  ['what the contract says is not known', byText('Sunday 2026-03-01'), 'undetermined: smsInContract'],
])('suspension on Tuesday 31 March 2026: %s', (_, own, verdict) => {
  expect(debt.verdict(AT, own)).toBe(verdict);
});

test('the whole country is at UTC+5: the last text leaves before midnight there', () => {
  expect(debt.serveBy('notice', AT, { facts: { smsInContract: true } })).toBe('Sun 2026-03-01');
  expect(debt.sendBy('notice', 'sms', AT, { facts: { smsInContract: true } })).toBe(
    'before Mon 2026-03-02T00:00+05:00',
  );
});

test('planned work: three calendar days, and the answer says that this was not read', () => {
  const planned = shippedLaw(ALMATY, 'plannedInterruption');
  const work = 'Thursday 2026-04-09T09:00+05:00';
  const told = (when: string) => ({ notices: { notice: [sent('sms', when)] } });
  expect(planned.verdict(work, told('Monday 2026-04-06T23:59:59.999+05:00'))).toBe('lawful');
  expect(planned.verdict(work, told('Tuesday 2026-04-07T00:00+05:00'))).toBe('unlawful: notice.tooShort');
  expect(planned.confidence(work, told('Monday 2026-04-06'))).toBe('unverified');
});
