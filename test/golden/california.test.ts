import { proved, sent, shippedLaw } from './shipped-law.js';

const CALIFORNIA = { jurisdiction: 'US-CA', zone: 'America/Los_Angeles', customerClass: 'residential' };

/** Bill mailed on Monday 2 March, notice on Monday 23 March (19 days are over since Saturday 21 March). */
const notice = { notice: [sent('letter', 'Monday 2026-03-23')] };
const called = { contact: [proved('phoneCall', 'Monday 2026-04-06T10:00-07:00')] };
const debt = shippedLaw(CALIFORNIA, 'debtDisconnection', {
  events: { billMailed: 'Monday 2026-03-02' },
  facts: {
    complaintPending: false,
    extensionGranted: false,
    physicianCertificate: false,
    forecastHighF: 71,
    forecastLowF: 52,
  },
  on: 'Tuesday 2026-04-07',
});

// 23 March + 5 days = 28 March; + 10 days = Tuesday 7 April.
test.each([
  ['Tuesday 2026-04-07T10:00-07:00', called, 'lawful'],
  // 6 April is a day short, and the call was at that very moment.
  ['Monday 2026-04-06T10:00-07:00', called, 'unlawful: notice.tooShort'],
  ['Tuesday 2026-04-07T09:59:59-07:00', called, 'unlawful: notice.tooShort'],
  ['Tuesday 2026-04-07T10:00-07:00', {}, 'unlawful: notice.missing'],
  // Nobody was reached, so a notice was left: 48 hours.
  [
    'Wednesday 2026-04-08T09:59-07:00',
    { contact: [proved('handDelivery', 'Monday 2026-04-06T10:00-07:00')] },
    'unlawful: notice.tooShort',
  ],
  [
    'Wednesday 2026-04-08T10:00-07:00',
    { contact: [proved('handDelivery', 'Monday 2026-04-06T10:00-07:00')] },
    'lawful',
  ],
  // A call that nobody took is no contact.
  [
    'Tuesday 2026-04-07T10:00-07:00',
    { contact: [sent('phoneCall', 'Monday 2026-04-06T10:00-07:00')] },
    'unlawful: notice.unserved',
  ],
])('disconnection on %s', (at, contact, verdict) => {
  expect(debt.verdict(at, { notices: { ...notice, ...contact } })).toBe(verdict);
});

test.each([
  ['Friday 2026-03-20', 'unlawful: notice.premature'],
  ['Saturday 2026-03-21', 'lawful'],
])('the notice goes 19 days after the bill at the earliest: on %s', (mailed, verdict) => {
  const told = { notice: [sent('letter', mailed)], ...called };
  expect(debt.verdict('Tuesday 2026-04-07T10:00-07:00', { notices: told })).toBe(verdict);
});

test('an e-mail is no notice, for the law says: mailed', () => {
  const told = { notice: [sent('email', 'Monday 2026-03-23')], ...called };
  expect(debt.verdict('Tuesday 2026-04-07T10:00-07:00', { notices: told })).toBe('unlawful: form.notMailed');
});

test('for Tuesday 7 April the letter leaves by the end of Monday 23 March, and the call by the day before', () => {
  const at = 'Tuesday 2026-04-07T10:00-07:00';
  expect(debt.sendBy('notice', 'letter', at)).toBe('before Tue 2026-03-24T00:00-07:00');
  expect(debt.serveBy('contact', at)).toBe('Mon 2026-04-06T10:00-07:00');
});

test('24 hours over the change of the clocks on Sunday 1 November 2026', () => {
  expect(debt.serveBy('contact', 'Sunday 2026-11-01T10:00-08:00')).toBe('Sat 2026-10-31T11:00-07:00');
});

test.each([
  ['a complaint is looked into', { complaintPending: true }, 'unlawful: bar.complaintPending'],
  ['more time was granted', { extensionGranted: true }, 'unlawful: bar.extensionGranted'],
  [
    'a physician certifies danger to life, and the customer will pay by instalments',
    { physicianCertificate: true, unableToPay: true, willingToAmortize: true },
    'unlawful: bar.physicianCertificate',
  ],
  [
    'the same, but no plan is wanted',
    { physicianCertificate: true, unableToPay: true, willingToAmortize: false },
    'lawful',
  ],
  ['101 degrees are forecast', { forecastHighF: 101 }, 'unlawful: bar.heatOrFrost'],
  ['100 degrees are forecast', { forecastHighF: 100 }, 'lawful'],
  ['31 degrees are forecast', { forecastLowF: 31 }, 'unlawful: bar.heatOrFrost'],
])('protection: %s', (_, facts, verdict) => {
  expect(debt.verdict('Tuesday 2026-04-07T10:00-07:00', { facts, notices: { ...notice, ...called } })).toBe(
    verdict,
  );
});

test('a fact that is not given is named', () => {
  const bare = shippedLaw(CALIFORNIA, 'debtDisconnection', {
    events: { billMailed: 'Monday 2026-03-02' },
    notices: { ...notice, ...called },
  });
  expect(bare.verdict('Tuesday 2026-04-07T10:00-07:00')).toBe(
    'undetermined: complaintPending; extensionGranted; physicianCertificate; unableToPay; willingToAmortize; forecastHighF; forecastLowF',
  );
});

test('the first lawful moment passes the weekend and Cesar Chavez Day, Tuesday 31 March', () => {
  const told = { notice: [sent('letter', 'Friday 2026-03-13')] };
  const early = { contact: [proved('phoneCall', 'Thursday 2026-03-26T10:00-07:00')] };
  const own = { notices: { ...told, ...early }, events: { billMailed: 'Friday 2026-02-20' } };
  // 13 + 5 = 18, + 10 = Saturday 28 March; on Monday 30 March it is free, as the eve of a holiday is not barred.
  expect(debt.earliest(own)).toBe('Mon 2026-03-30T00:00-07:00');
  expect(debt.verdict('Tuesday 2026-03-31T10:00-07:00', own)).toBe('unlawful: bar.publicHoliday');
});

test('reconnection: 24 hours from afar, one business day by a crew, over Memorial Day', () => {
  const paid = { paid: 'Friday 2026-05-22T15:00-07:00' };
  expect(debt.deadlines({ events: paid, facts: { reconnection: 'remote' } })).toEqual({
    remoteReconnection: 'Sat 2026-05-23T15:00-07:00',
  });
  // Monday 25 May is Memorial Day.
  expect(debt.deadlines({ events: paid, facts: { reconnection: 'field' } })).toEqual({
    fieldReconnection: 'Tue 2026-05-26',
  });
});

test('planned work: three days, and the answer says that this was not read', () => {
  const planned = shippedLaw(CALIFORNIA, 'plannedInterruption');
  const work = 'Thursday 2026-04-09T09:00-07:00';
  expect(planned.serveBy('notice', work)).toBe('Mon 2026-04-06');
  expect(planned.verdict(work, { notices: { notice: [sent('email', 'Monday 2026-04-06')] } })).toBe('lawful');
  const late = { notices: { notice: [sent('email', 'Tuesday 2026-04-07T00:00-07:00')] } };
  expect(planned.verdict(work, late)).toBe('unlawful: notice.tooShort');
  expect(planned.confidence(work, late)).toBe('unverified');
});
