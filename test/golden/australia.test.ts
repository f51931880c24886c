import { law, verdict } from './answers.js';

/** Australia, New South Wales: business days, and times at which nobody is disconnected. */
const SYDNEY = { jurisdiction: 'AU-NSW', zone: 'Australia/Sydney', customerClass: 'residential' };

test('planned work on Wednesday 10 June 2026: the King’s Birthday, a holiday of the state, is no business day', () => {
  // Tue 9, Fri 5, Thu 4, Wed 3.
  const found = law(SYDNEY, 'plannedInterruption')({ ask: 'latest', at: 'Wednesday 2026-06-10T09:00+10:00' });
  expect(found.answer).toMatchObject({ missing: [], notices: [{ served: { on: 'Wednesday 2026-06-03' } }] });
});

describe('a bill to be paid by Monday 4 May 2026', () => {
  const debt = law(SYDNEY, 'debtDisconnection');
  const facts = {
    lifeSupport: false,
    extremeWeather: false,
    complaintOpen: false,
    paymentPlanKept: false,
    concessionPending: false,
    debtForEnergy: true,
    arrears: 400,
    minimumAmount: 300,
  };
  const asked = {
    events: { payBy: 'Monday 2026-05-04' },
    notices: {
      reminder: [{ channel: 'letter' as const, sent: 'Tuesday 2026-05-05' }],
      // 6, 7, 8, 11, 12 and 13 May pass whole.
      warning: [{ channel: 'letter' as const, sent: 'Thursday 2026-05-14' }],
      contact: [
        {
          channel: 'phoneCall' as const,
          sent: 'Monday 2026-05-18',
          delivered: 'Monday 2026-05-18',
          proof: 'acknowledged' as const,
        },
      ],
    },
    facts,
  };
  const judged = (at: string, changes: Record<string, boolean | number> = {}) =>
    verdict(debt({ ask: 'assess', at, ...asked, facts: { ...facts, ...changes } }));

  test('15, 18, 19, 20, 21 and 22 May pass: disconnected from Monday 25 May, from 8:00 to 15:00', () => {
    expect(debt({ ask: 'earliest', on: 'Thursday 2026-05-14', ...asked }).answer).toMatchObject({
      at: { at: 'Monday 2026-05-25T08:00+10:00' },
    });
    expect(judged('Monday 2026-05-25T08:00+10:00')).toBe('lawful');
    expect(judged('Monday 2026-05-25T15:00+10:00')).toBe('lawful');
    expect(judged('Friday 2026-05-22T10:00+10:00')).toBe('unlawful: notice.tooShort, bar.friday');
  });

  test.each([
    ['a minute before eight', 'Monday 2026-05-25T07:59+10:00', 'unlawful: bar.before8'],
    ['a second after three', 'Monday 2026-05-25T15:00:01+10:00', 'unlawful: bar.after15'],
    ['a Friday', 'Friday 2026-05-29T10:00+10:00', 'unlawful: bar.friday'],
    ['a Saturday', 'Saturday 2026-05-30T10:00+10:00', 'unlawful: bar.weekend'],
    ['the King’s Birthday, Monday 8 June', 'Monday 2026-06-08T10:00+10:00', 'unlawful: bar.publicHoliday'],
    [
      'Sunday 7 June, its eve',
      'Sunday 2026-06-07T10:00+10:00',
      'unlawful: bar.weekend, bar.dayBeforePublicHoliday',
    ],
    ['Monday 21 December', 'Monday 2026-12-21T10:00+11:00', 'unlawful: bar.yearEnd'],
  ])('%s', (_, at, expected) => {
    expect(judged(at)).toBe(expected);
  });

  test('asked on Monday 21 December: lawful again on Monday 4 January 2027 at 8:00', () => {
    const found = debt({ ask: 'earliest', now: 'Monday 2026-12-21T10:00+11:00', ...asked });
    expect(found.answer).toMatchObject({ at: { at: 'Monday 2027-01-04T08:00+11:00' } });
  });

  test.each<[string, Record<string, boolean | number>, string]>([
    ['life support', { lifeSupport: true }, 'unlawful: bar.lifeSupport'],
    ['an open complaint', { complaintOpen: true }, 'unlawful: bar.complaintOpen'],
    ['a concession is being decided', { concessionPending: true }, 'unlawful: bar.concessionPending'],
    ['it is not for energy', { debtForEnergy: false }, 'unlawful: bar.notForEnergy'],
    ['a heat wave', { extremeWeather: true }, 'unlawful: bar.extremeWeather'],
    ['the minimum is owed exactly', { arrears: 300 }, 'lawful'],
    ['a cent less', { arrears: 299.99 }, 'unlawful: threshold.minimumAmount'],
  ])('%s', (_, changes, expected) => {
    expect(judged('Monday 2026-05-25T10:00+10:00', changes)).toBe(expected);
  });

  test('a message that nobody acknowledged is no contact', () => {
    const contact = [
      {
        channel: 'sms' as const,
        sent: 'Monday 2026-05-18',
        delivered: 'Monday 2026-05-18',
        proof: 'delivered' as const,
      },
    ];
    const found = debt({
      ask: 'assess',
      at: 'Monday 2026-05-25T10:00+10:00',
      ...asked,
      notices: { ...asked.notices, contact },
    });
    expect(verdict(found)).toBe('unlawful: notice.unserved');
  });

  test('disconnected on Tuesday 26 May: ten business days to ask, over the holiday, to Wednesday 10 June', () => {
    // 27, 28, 29 May, 1, 2, 3, 4, 5, 9, 10 June.
    const found = debt({
      ask: 'deadlines',
      on: 'Tuesday 2026-05-26',
      events: { disconnected: 'Tuesday 2026-05-26' },
    });
    expect(found.answer).toMatchObject({ deadlines: [{ end: { on: 'Wednesday 2026-06-10' } }] });
  });

  test('without the warning nothing follows', () => {
    const { reminder, contact } = asked.notices;
    const found = debt({
      ask: 'assess',
      at: 'Monday 2026-05-25T10:00+10:00',
      ...asked,
      notices: { reminder, contact },
    });
    expect(verdict(found)).toBe('unlawful: notice.missing');
  });
});
