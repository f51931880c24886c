import { proved, sent, shippedLaw, type Case } from './shipped-law.js';

const OHIO = { jurisdiction: 'US-OH', zone: 'America/New_York' };
/** Nobody reconnects on Saturdays and Sundays. */
const noServiceDays = { weekdays: [6, 7], dates: [] };

describe('a household', () => {
  /** Delivered on Tuesday 22 September 2026: fourteen days are Tuesday 6 October. */
  const home = shippedLaw({ ...OHIO, customerClass: 'residential' }, 'debtDisconnection', {
    facts: { thirdPartyNamed: false, withinBusinessHours: true },
    noServiceDays,
  });
  const given = (onTheDay: string, more: Case['notices'] = {}): Case => ({
    notices: {
      notice: [proved('registeredLetter', 'Tuesday 2026-09-22')],
      onTheDay: [sent('poster', onTheDay)],
      ...more,
    },
  });

  test.each<[string, string, Case, string]>([
    ['fourteen days', 'Tuesday 2026-10-06T10:00-04:00', given('Tuesday 2026-10-06T09:30-04:00'), 'lawful'],
    [
      'thirteen',
      'Monday 2026-10-05T10:00-04:00',
      given('Monday 2026-10-05T09:30-04:00'),
      'unlawful: notice.tooShort',
    ],
    [
      'posted the day before',
      'Wednesday 2026-10-07T10:00-04:00',
      given('Tuesday 2026-10-06T09:30-04:00'),
      'unlawful: notice.expired',
    ],
    [
      'posted the day after',
      'Tuesday 2026-10-06T10:00-04:00',
      given('Wednesday 2026-10-07T09:30-04:00'),
      'unlawful: notice.tooShort',
    ],
    [
      'half past twelve on a Friday',
      'Friday 2026-10-09T12:30-04:00',
      given('Friday 2026-10-09T09:00-04:00'),
      'lawful',
    ],
    [
      'a second later',
      'Friday 2026-10-09T12:30:01-04:00',
      given('Friday 2026-10-09T09:00-04:00'),
      'unlawful: bar.after1230BeforeDayWithoutReconnection',
    ],
    [
      'outside normal business hours',
      'Tuesday 2026-10-06T20:00-04:00',
      { ...given('Tuesday 2026-10-06T09:30-04:00'), facts: { withinBusinessHours: false } },
      'unlawful: threshold.normalBusinessHours',
    ],
    [
      'a third party was named and not told',
      'Tuesday 2026-10-06T10:00-04:00',
      { ...given('Tuesday 2026-10-06T09:30-04:00'), facts: { thirdPartyNamed: true } },
      'unlawful: notice.missing',
    ],
    [
      'the third party was told a day later',
      'Tuesday 2026-10-06T10:00-04:00',
      {
        ...given('Tuesday 2026-10-06T09:30-04:00', {
          thirdParty: [proved('letter', 'Wednesday 2026-09-23')],
        }),
        facts: { thirdPartyNamed: true },
      },
      'unlawful: notice.tooShort',
    ],
  ])('%s', (_, at, own, verdict) => {
    expect(home.verdict(at, own)).toBe(verdict);
  });

  test('what is not known is named, where it matters', () => {
    const bare = shippedLaw({ ...OHIO, customerClass: 'residential' }, 'debtDisconnection');
    const friday = given('Friday 2026-10-09T09:00-04:00');
    expect(bare.verdict('Friday 2026-10-09T12:30-04:00', friday)).toBe(
      'undetermined: thirdPartyNamed; withinBusinessHours',
    );
    expect(bare.verdict('Friday 2026-10-09T13:00-04:00', friday)).toBe(
      'undetermined: thirdPartyNamed; noServiceDays; withinBusinessHours',
    );
  });
});

describe('a business', () => {
  const business = shippedLaw({ ...OHIO, customerClass: 'business' }, 'debtDisconnection', {
    notices: { notice: [sent('letter', 'Monday 2026-12-28')] },
    noServiceDays: { weekdays: [7], dates: [] },
  });
  // The postmark and five calendar days: New Year and the weekend count.
  test.each([
    ['Friday 2027-01-01T10:00-05:00', 'unlawful: notice.tooShort'],
    ['Saturday 2027-01-02T10:00-05:00', 'lawful'],
    ['Saturday 2027-01-02T13:00-05:00', 'unlawful: bar.after1230BeforeDayWithoutReconnection'],
  ])('postmarked on Monday 28 December: disconnection on %s', (at, verdict) => {
    expect(business.verdict(at)).toBe(verdict);
  });
  test('without a class nothing is said, for the rules differ', () => {
    expect(() => shippedLaw(OHIO, 'debtDisconnection').verdict('Friday 2027-01-01')).toThrow('customerClass');
  });
});
