import { delivered, law, verdict } from './answers.js';

/** Poland: thirty days overdue, a notice in writing, fourteen days from its receipt. */
const WARSAW = { jurisdiction: 'PL', zone: 'Europe/Warsaw', customerClass: 'residential' };

describe('due on Friday 27 February 2026', () => {
  const debt = law(WARSAW, 'debtDisconnection');
  const events = { paymentDue: 'Friday 2026-02-27' };
  const facts = { complaintOpen: false };
  const notices = { notice: delivered('registeredLetter', 'Wednesday 2026-04-01') };
  const judged = (at: string, more: object = {}) =>
    verdict(debt({ ask: 'assess', at, events, notices, facts, ...more }));

  test('thirty days overdue on Sunday 29 March: the notice goes then at the earliest', () => {
    const found = debt({ ask: 'earliest', act: 'notice', on: 'Sunday 2026-03-01', events });
    expect(found.answer).toMatchObject({ on: 'Sunday 2026-03-29' });
    const early = { notice: delivered('registeredLetter', 'Saturday 2026-03-28') };
    expect(judged('Thursday 2026-04-16', { notices: early })).toBe('unlawful: notice.premature');
  });

  test('received on Wednesday 1 April: fourteen days to Wednesday 15 April, disconnected from Thursday the 16th', () => {
    expect(
      debt({ ask: 'earliest', on: 'Wednesday 2026-04-01', events, notices, facts }).answer,
    ).toMatchObject({
      on: 'Thursday 2026-04-16',
      periodEnds: 'Wednesday 2026-04-15',
    });
    expect(judged('Thursday 2026-04-16')).toBe('lawful');
    expect(judged('Wednesday 2026-04-15')).toBe('unlawful: notice.tooShort');
  });

  test('posted is not received', () => {
    expect(
      judged('Monday 2026-05-04', {
        notices: { notice: [{ channel: 'letter', sent: 'Wednesday 2026-04-01' }] },
      }),
    ).toMatch(/notice\.unproven/);
  });

  test.each([
    [
      'within fourteen days of the notice, on Wednesday 15 April',
      'Wednesday 2026-04-15',
      true,
      'unlawful: bar.householdComplaint',
    ],
    ['a day later', 'Thursday 2026-04-16', true, 'lawful'],
    ['in time, and decided since', 'Wednesday 2026-04-15', false, 'lawful'],
  ])('a household complains %s', (_, complaint, complaintOpen, expected) => {
    expect(judged('Monday 2026-05-04', { events: { ...events, complaint }, facts: { complaintOpen } })).toBe(
      expected,
    );
  });

  test('whether a complaint is open must be known; a business has no such right', () => {
    expect(judged('Thursday 2026-04-16', { facts: {} })).toBe('undetermined: complaintOpen, complaint');
    const business = law({ ...WARSAW, customerClass: 'business' }, 'debtDisconnection');
    expect(verdict(business({ ask: 'assess', at: 'Thursday 2026-04-16', events, notices }))).toBe('lawful');
  });

  test('a complaint of Wednesday 15 April: an answer by the 29th, power back by Saturday the 18th', () => {
    const found = debt({
      ask: 'deadlines',
      on: 'Wednesday 2026-04-15',
      events: { complaint: 'Wednesday 2026-04-15' },
      facts: { disconnected: true },
    });
    expect(found.answer).toMatchObject({
      deadlines: [
        { rule: 'answerToComplaint', end: { on: 'Wednesday 2026-04-29' } },
        { rule: 'reconnectionAfterComplaint', end: { on: 'Saturday 2026-04-18' } },
      ],
    });
  });
});

describe('planned work on Monday 15 June 2026', () => {
  const planned = law(WARSAW, 'plannedInterruption');
  const at = 'Monday 2026-06-15T09:00+02:00';
  const published = (day: string) => [
    { channel: 'web' as const, sent: day, delivered: day, proof: 'published' as const },
  ];

  test('up to 1 kV the public is told by the end of Tuesday 9 June, five days before', () => {
    const told = (day: string) =>
      verdict(
        planned({ ask: 'assess', at, notices: { publication: published(day) }, facts: { voltageKV: 0.4 } }),
      );
    expect(told('Tuesday 2026-06-09')).toBe('lawful');
    expect(told('Wednesday 2026-06-10')).toBe('unlawful: notice.tooShort');
  });

  test('above 1 kV each customer, and the lengths are from memory', () => {
    const notice = [{ channel: 'email' as const, sent: 'Tuesday 2026-06-09T12:00+02:00' }];
    const found = planned({ ask: 'assess', at, notices: { notice }, facts: { voltageKV: 15 } });
    expect(verdict(found)).toBe('lawful');
    expect(found.confidence).toBe('unverified');
    expect(verdict(planned({ ask: 'assess', at, facts: { voltageKV: 15 } }))).toBe(
      'unlawful: notice.missing',
    );
  });

  test('the voltage is not known', () => {
    expect(verdict(planned({ ask: 'assess', at }))).toBe('undetermined: voltageKV');
  });
});

test.each([
  ['24 hours are allowed', 24, 0],
  // 6 h × 0.5 kW × 0.90 zł × 10
  ['30 hours: ten times the price of six', 30, 27],
])('compensation: %s', (_, hours, amount) => {
  const facts = { voltageKV: 0.4, meanPowerKW: 0.5, pricePerKWh: 0.9 };
  const found = law(WARSAW, 'emergency')({ ask: 'compensation', on: 'Friday 2026-11-27', hours, facts });
  expect(found.answer).toMatchObject({ dues: [{ amount, currency: 'PLN' }], missing: [] });
});
