import { delivered, law, served, verdict } from './answers.js';

/** Italy, by ARERA's resolutions: working days for planned work, a ladder of days for debts. */
const MILAN = { jurisdiction: 'IT', zone: 'Europe/Rome', customerClass: 'residential' };

describe('planned work', () => {
  test.each([
    // Mon 8, Fri 5, Thu 4.
    [
      'IT',
      'Tuesday 9 June 2026: three working days back',
      'Tuesday 2026-06-09T09:00+02:00',
      'Thursday 2026-06-04',
    ],
    // Wed 3, Mon 1 June, Fri 29 May: Tuesday 2 June is the day of the Republic.
    ['IT', 'Thursday 4 June 2026, over the holiday', 'Thursday 2026-06-04T09:00+02:00', 'Friday 2026-05-29'],
    // Tue 30, Mon 29, Fri 26.
    ['IT', 'Wednesday 1 July 2026', 'Wednesday 2026-07-01T09:00+02:00', 'Friday 2026-06-26'],
    // Monday 29 June is the patron's day: Tue 30, Fri 26, Thu 25.
    [
      'IT-RM:roma',
      'Wednesday 1 July 2026 in Rome, over Saints Peter and Paul',
      'Wednesday 2026-07-01T09:00+02:00',
      'Thursday 2026-06-25',
    ],
  ])('%s, %s', (jurisdiction, _, at, on) => {
    const planned = law({ ...MILAN, jurisdiction }, 'plannedInterruption');
    expect(planned({ ask: 'latest', at }).answer).toMatchObject({
      missing: [],
      notices: [{ served: { on } }],
    });
    const sent = (day: string) =>
      verdict(planned({ ask: 'assess', at, notices: { notice: [{ channel: 'email', sent: day }] } }));
    expect(sent(`${on}T23:59:59.999+02:00`)).toBe('lawful');
    expect(sent(at)).toBe('unlawful: notice.tooShort');
  });

  test('after a fault 24 hours are enough: 10:00 before the long night of 25 October 2026 for 9:00 after it', () => {
    const restored = (sent: string) =>
      verdict(
        law(
          MILAN,
          'plannedInterruption',
        )({
          ask: 'assess',
          act: 'interruptionAfterFault',
          at: 'Sunday 2026-10-25T09:00+01:00',
          notices: { notice: [{ channel: 'sms', sent }] },
        }),
      );
    expect(restored('Saturday 2026-10-24T10:00+02:00')).toBe('lawful');
    expect(restored('Saturday 2026-10-24T10:00:00.001+02:00')).toBe('unlawful: notice.tooShort');
  });

  test.each([
    ['8 hours are allowed', 8, 0],
    ['13 hours: 30 and once 15', 13, 45],
    ['100 hours: 375, of which 300', 100, 300],
  ])('compensation of a household: %s', (_, hours, amount) => {
    const found = law(
      MILAN,
      'plannedInterruption',
    )({
      ask: 'compensation',
      on: 'Tuesday 2026-06-09',
      hours,
      facts: { voltage: 'low', contractedPowerKW: 3 },
    });
    expect(found.answer).toMatchObject({
      dues: [{ rule: 'household', amount, currency: 'EUR' }],
      missing: [],
    });
  });

  test('gas is announced as early as electricity', () => {
    const gas = law({ ...MILAN, utility: 'gas' }, 'plannedInterruption');
    const found = gas({
      ask: 'assess',
      at: 'Thursday 2026-06-04',
      notices: { notice: served('Friday 2026-05-29') },
    });
    expect(verdict(found)).toBe('lawful');
    expect(
      verdict(
        gas({ ask: 'assess', at: 'Thursday 2026-06-04', notices: { notice: served('Monday 2026-06-01') } }),
      ),
    ).toBe('unlawful: notice.tooShort');
  });
});

describe('a debt, put in default on Monday 2 March 2026', () => {
  const debt = law(MILAN, 'debtDisconnection');
  const low = { facts: { voltage: 'low' }, events: { dateOfNotice: 'Thursday 2026-02-26' } };
  const first = (act: string, notice: ReturnType<typeof delivered>, more: object = low) =>
    (
      debt({ ask: 'earliest', act, on: 'Monday 2026-03-02', notices: { formalNotice: notice }, ...more })
        .answer as {
        on: string;
      }
    ).on;

  test('registered letter: 25 days to Friday 27 March, 30, 31 March and 1 April: less power from Thursday 2 April', () => {
    expect(first('powerReduction', delivered('registeredLetter', 'Monday 2026-03-02'))).toBe(
      'Thursday 2026-04-02',
    );
  });

  test('PEC: 10 days to Thursday 12 March, 13, 16 and 17: from Wednesday 18 March', () => {
    expect(first('powerReduction', delivered('certifiedEmail', 'Monday 2026-03-02'))).toBe(
      'Wednesday 2026-03-18',
    );
  });

  test('delivered on Monday 9 March: Easter Monday, 6 April, is in between, so from Friday 10 April', () => {
    expect(first('powerReduction', delivered('registeredLetter', 'Monday 2026-03-09'))).toBe(
      'Friday 2026-04-10',
    );
  });

  test('fifteen days at 15 % from Thursday 2 April: disconnected from Saturday 18 April', () => {
    const reduced = { ...low, events: { ...low.events, powerReduction: 'Thursday 2026-04-02' } };
    expect(first('disconnection', delivered('registeredLetter', 'Monday 2026-03-02'), reduced)).toBe(
      'Saturday 2026-04-18',
    );
    const judged = (at: string) =>
      verdict(
        debt({
          ask: 'assess',
          at,
          notices: { formalNotice: delivered('registeredLetter', 'Monday 2026-03-02') },
          ...reduced,
        }),
      );
    expect(judged('Saturday 2026-04-18')).toBe('lawful');
    expect(judged('Friday 2026-04-17')).toBe('unlawful: notice.tooShort');
  });

  test('medium voltage: 40 days to Saturday 11 April, from Sunday the 12th', () => {
    const medium = { ...low, facts: { voltage: 'medium' } };
    expect(first('disconnection', delivered('registeredLetter', 'Monday 2026-03-02'), medium)).toBe(
      'Sunday 2026-04-12',
    );
  });

  test('gas: 40 days at any pressure', () => {
    const gas = law({ ...MILAN, utility: 'gas' }, 'debtDisconnection');
    const notices = { formalNotice: delivered('registeredLetter', 'Monday 2026-03-02') };
    expect(gas({ ask: 'earliest', on: 'Monday 2026-03-02', notices }).answer).toMatchObject({
      on: 'Sunday 2026-04-12',
    });
  });

  const reduction = (sent: string, more: object = low) =>
    verdict(
      debt({
        ask: 'assess',
        act: 'powerReduction',
        at: 'Monday 2026-05-04',
        notices: {
          formalNotice: [
            { channel: 'registeredLetter', sent, delivered: 'Thursday 2026-03-12', proof: 'delivered' },
          ],
        },
        ...more,
      }),
    );

  test('a letter dated Thursday 26 February is with the post by Thursday 5 March', () => {
    expect(reduction('Thursday 2026-03-05')).toBe('lawful');
    expect(reduction('Friday 2026-03-06')).toBe('unlawful: notice.expired');
  });

  test('neither the voltage nor the date of the letter may be missing', () => {
    expect(reduction('Thursday 2026-03-05', { events: low.events })).toBe('undetermined: voltage');
    expect(reduction('Thursday 2026-03-05', { facts: low.facts })).toBe('undetermined: dateOfNotice');
  });

  test('an ordinary e-mail is no formal notice', () => {
    const formalNotice = [{ channel: 'email' as const, sent: 'Monday 2026-03-02' }];
    expect(
      verdict(
        debt({
          ask: 'assess',
          act: 'powerReduction',
          at: 'Monday 2026-05-04',
          notices: { formalNotice },
          ...low,
        }),
      ),
    ).toMatch(/^unlawful: form\.notRegistered/);
  });

  test('a term that was broken costs 20, no notice at all 30', () => {
    const owed = (facts: object) =>
      (
        debt({
          ask: 'compensation',
          on: 'Monday 2026-05-04',
          hours: 0,
          facts: facts as Record<string, boolean>,
        }).answer as { dues: readonly { amount: number }[] }
      ).dues.map(({ amount }) => amount);
    expect(owed({ formalNoticeGiven: true, termBroken: true })).toEqual([20]);
    expect(owed({ formalNoticeGiven: false, termBroken: false })).toEqual([30]);
    expect(owed({ formalNoticeGiven: true, termBroken: false })).toEqual([]);
  });
});
