import { law, served, verdict } from './answers.js';

/** Great Britain. "Not less than n days' notice" is read as n clear days. */
const LONDON = { jurisdiction: 'GB-ENG', zone: 'Europe/London', customerClass: 'residential' };

describe('planned work on Monday 30 March 2026, the day after the clocks change', () => {
  const planned = law(LONDON, 'plannedInterruption');
  const at = 'Monday 2026-03-30T09:00+01:00';

  test('two clear days, the 28th and the 29th: told by the end of Friday 27 March', () => {
    expect(planned({ ask: 'latest', at }).answer).toMatchObject({
      missing: [],
      notices: [
        {
          served: { on: 'Friday 2026-03-27' },
          channels: [
            { channel: 'email', send: { at: 'Saturday 2026-03-28T00:00+00:00', inclusive: false } },
            { channel: 'sms' },
            { channel: 'letter' },
          ],
        },
      ],
    });
  });

  test.each([
    ['the last millisecond of Friday', 'Friday 2026-03-27T23:59:59.999+00:00', 'lawful'],
    ['the first of Saturday', 'Saturday 2026-03-28T00:00+00:00', 'unlawful: notice.tooShort'],
  ])('%s', (_, sent, expected) => {
    const found = planned({ ask: 'assess', at, notices: { notice: [{ channel: 'sms', sent }] } });
    expect(verdict(found)).toBe(expected);
    // The form is the utility's own choice, no law, and the answer says so.
    expect(found.confidence).toBe('unverified');
    expect(found.because.map(({ rulebook }) => rulebook)).toContain('house-planned@1');
  });
});

describe('how long the supply was out', () => {
  const owed = (hours: number, facts: object) => {
    const { customerClass = 'residential', ...rest } = facts as { customerClass?: string };
    const found = law(
      { ...LONDON, customerClass },
      'emergency',
    )({
      ask: 'compensation',
      on: 'Friday 2026-11-27',
      hours,
      facts: { homesAffected: 300, ...rest },
    });
    const { dues, missing } = found.answer as {
      dues: readonly { rule: string; amount: number; currency: string }[];
      missing: readonly string[];
    };
    return [...dues.map(({ rule, amount, currency }) => `${rule} ${amount} ${currency}`), ...missing].join();
  };

  test.each([
    ['12 hours are allowed', 12, { weather: 'normal' }, 'normalWeatherHousehold 0 GBP'],
    ['an hour more', 13, { weather: 'normal' }, 'normalWeatherHousehold 95 GBP'],
    ['37 hours: 95 and twice 45', 37, { weather: 'normal' }, 'normalWeatherHousehold 185 GBP'],
    [
      'a business: 190 and twice 45',
      37,
      { weather: 'normal', customerClass: 'business' },
      'normalWeatherOther 280 GBP',
    ],
    ['a storm of category 1, 30 hours: 80 and 40', 30, { weather: 'category1' }, 'category1Storm 120 GBP'],
    ['of category 2, 48 hours', 48, { weather: 'category2' }, 'category2Storm 0 GBP'],
    ['four weeks: 2000 is the most', 672, { weather: 'category1' }, 'category1Storm 2000 GBP'],
    ['5,000 homes: another standard', 37, { weather: 'normal', homesAffected: 5000 }, ''],
    ['the weather is not known', 37, {}, 'weather'],
  ])('%s', (_, hours, facts, expected) => {
    expect(owed(hours, facts)).toBe(expected);
  });
});

describe('a debt demanded on Monday 2 March 2026', () => {
  const facts = {
    statusAscertained: true,
    accessGranted: true,
    genuinelyDisputed: false,
    pensionersOnly: false,
  };
  const asked = {
    events: { demandMade: 'Monday 2026-03-02' },
    notices: { notice: served('Wednesday 2026-03-25') },
    facts,
  };

  test.each([
    // Thu 26, Fri 27, Mon 30, Tue 31 March, Wed 1, Thu 2, Tue 7 April: Good Friday and Easter Monday are holidays.
    ['GB-ENG', 'England: seven working days over Easter end on Tuesday 7 April', 'Wednesday 2026-04-08'],
    // Easter Monday is worked in Scotland.
    ['GB-SCT', 'Scotland: they end on Monday 6 April', 'Tuesday 2026-04-07'],
  ])('%s, notice on Wednesday 25 March. %s', (jurisdiction, _, on) => {
    const debt = law({ ...LONDON, jurisdiction }, 'debtDisconnection');
    expect(debt({ ask: 'earliest', on: 'Wednesday 2026-03-25', ...asked }).answer).toMatchObject({ on });
    expect(verdict(debt({ ask: 'assess', at: on, ...asked }))).toBe('lawful');
  });

  const debt = law(LONDON, 'debtDisconnection');
  test('28 days after the demand end on Monday 30 March: not before Tuesday the 31st', () => {
    const early = { ...asked, notices: { notice: served('Tuesday 2026-03-03') } };
    expect(verdict(debt({ ask: 'assess', at: 'Monday 2026-03-30', ...early }))).toBe(
      'unlawful: notice.tooShort',
    );
    expect(verdict(debt({ ask: 'assess', at: 'Tuesday 2026-03-31', ...early }))).toBe('lawful');
  });

  test.each<[string, object, string]>([
    ['the sum is genuinely disputed', { genuinelyDisputed: true }, 'unlawful: bar.genuinelyDisputed'],
    [
      'who lives there was not ascertained',
      { statusAscertained: false },
      'unlawful: threshold.statusAscertained',
    ],
    [
      'neither access nor a warrant',
      { accessGranted: false, warrantOfEntry: false },
      'unlawful: threshold.accessOrWarrant',
    ],
    ['a pensioner alone, in April', { pensionersOnly: true }, 'lawful'],
  ])('%s', (_, changes, expected) => {
    const found = debt({
      ask: 'assess',
      at: 'Wednesday 2026-04-08',
      ...asked,
      facts: { ...facts, ...changes },
    });
    expect(verdict(found)).toBe(expected);
  });

  test('a pensioner alone on Tuesday 31 March, the last day of winter; on the next day it is lawful', () => {
    const early = {
      ...asked,
      notices: { notice: served('Tuesday 2026-03-03') },
      facts: { ...facts, pensionersOnly: true },
    };
    expect(verdict(debt({ ask: 'assess', at: 'Tuesday 2026-03-31', ...early }))).toBe(
      'unlawful: bar.winterPensioners',
    );
    expect(verdict(debt({ ask: 'assess', at: 'Wednesday 2026-04-01', ...early }))).toBe('lawful');
  });

  test('in winter it must be known who lives there', () => {
    const { pensionersOnly: _, ...unknown } = facts;
    const early = { ...asked, notices: { notice: served('Tuesday 2026-03-03') }, facts: unknown };
    expect(verdict(debt({ ask: 'assess', at: 'Tuesday 2026-03-31', ...early }))).toBe(
      'undetermined: pensionersOnly',
    );
  });

  test('when a posted notice counts was not found: the law is silent, and so is the answer', () => {
    const posted = {
      ...asked,
      notices: { notice: [{ channel: 'letter' as const, sent: 'Friday 2026-03-20' }] },
    };
    expect(verdict(debt({ ask: 'assess', at: 'Wednesday 2026-04-08', ...posted }))).toBe(
      'undetermined: when a notice by letter counts as served',
    );
  });
});
