import { delivered, law, served, verdict } from './answers.js';

/** Ukraine: working days, which under martial law are also the public holidays. */
const KYIV = { jurisdiction: 'UA', zone: 'Europe/Kyiv', customerClass: 'residential' };
const debt = law(KYIV, 'debtDisconnection');

describe('a household in debt', () => {
  // Mon 15 June back: 12, 11, 10, 9, 8, 5, 4, 3, 2, 1; under martial law Monday 1 June (Trinity) is worked.
  const warned = (day: string, facts: Record<string, boolean>) =>
    verdict(
      debt({
        ask: 'assess',
        at: 'Monday 2026-06-15',
        notices: { warning: delivered('registeredLetter', day) },
        facts: { moratorium: false, ...facts },
      }),
    );

  test('disconnected on Monday 15 June 2026: warned by Monday 1 June, and in peace by Friday 29 May', () => {
    expect(warned('Monday 2026-06-01', { martialLaw: true })).toBe('lawful');
    expect(warned('Tuesday 2026-06-02', { martialLaw: true })).toBe('unlawful: notice.tooShort');
    expect(warned('Friday 2026-05-29', { martialLaw: false })).toBe('lawful');
    expect(warned('Saturday 2026-05-30', { martialLaw: false })).toBe('unlawful: notice.tooShort');
  });

  test('without knowing whether there is martial law no working day can be counted', () => {
    expect(warned('Monday 2026-06-01', {})).toBe('undetermined: martialLaw');
  });

  test('a moratorium covers the place', () => {
    expect(warned('Monday 2026-06-01', { martialLaw: true, moratorium: true })).toBe(
      'unlawful: bar.moratorium',
    );
  });
});

test.each([
  // Fri 28, Thu 27, Wed 26, Tue 25, and Monday 24 August, the day of independence, or not.
  [true, 'Monday 2026-08-24'],
  [false, 'Friday 2026-08-21'],
])(
  'martial law %s: the network operator warns five working days before Monday 31 August 2026',
  (martialLaw, on) => {
    const found = debt({
      ask: 'latest',
      act: 'disconnectionByNetwork',
      at: 'Monday 2026-08-31',
      facts: { martialLaw },
    });
    expect(found.answer).toMatchObject({
      missing: [],
      notices: [{ notice: 'networkWarning', served: { on } }],
    });
  },
);

test.each([
  ['urban', 'reconnectionInTown', 'Wednesday 2026-06-17'],
  ['rural', 'reconnectionInTheCountry', 'Friday 2026-06-19'],
])('paid and confirmed on Friday 12 June 2026, %s: power back', (area, rule, on) => {
  const found = debt({
    ask: 'deadlines',
    on: 'Friday 2026-06-12',
    events: { confirmed: 'Friday 2026-06-12', billReceived: 'Monday 2026-06-01' },
    facts: { martialLaw: true, area },
  });
  expect(found.answer).toMatchObject({
    deadlines: [
      { rule: 'payment', end: { on: 'Monday 2026-06-15' } },
      { rule, end: { on } },
    ],
  });
});

test('planned work on Monday 15 June 2026: told by Friday 5 June, and again by Sunday the 14th', () => {
  const told = (notice: string, reminder: string) =>
    verdict(
      law(
        KYIV,
        'plannedInterruption',
      )({
        ask: 'assess',
        at: 'Monday 2026-06-15T09:00+03:00',
        notices: { notice: served(notice), reminder: served(reminder) },
      }),
    );
  expect(told('Friday 2026-06-05', 'Sunday 2026-06-14')).toBe('lawful');
  expect(told('Saturday 2026-06-06', 'Sunday 2026-06-14')).toBe('unlawful: notice.tooShort');
  expect(told('Friday 2026-06-05', 'Monday 2026-06-15')).toBe('unlawful: notice.tooShort');
});

test('an outage of Saturday 24 October 2026, 20:00: power back within 24 hours, on Sunday at 19:00', () => {
  const found = law(
    KYIV,
    'emergency',
  )({
    ask: 'deadlines',
    on: 'Saturday 2026-10-24',
    events: { detected: 'Saturday 2026-10-24T20:00+03:00' },
  });
  expect(found.answer).toMatchObject({ deadlines: [{ end: { at: 'Sunday 2026-10-25T19:00+02:00' } }] });
});
