import type { CaseEvent } from '../../../server/domain/debt/event.js';
import type { FactValue } from '../../../server/domain/rules/rulebook.js';
import type { Place } from '../../../server/domain/rules/resolve.js';
import type { Zone } from '../../../server/domain/time.js';
import { at, day } from '../../domain/builders.js';
import { HABITS, play, POLICY, type Day, type Habits } from '../../domain/debt/story.js';
import { bill, lawAt, paid } from './place.js';
import { expectGolden, told } from './telling.js';

interface Story {
  readonly title: string;
  readonly place: Place;
  readonly zone: string;
  readonly currency: string;
  readonly values: Readonly<Record<string, FactValue>>;
  readonly outside: readonly CaseEvent[];
  readonly from: string;
  readonly to: string;
  readonly habits?: Partial<Habits>;
  readonly vulnerable?: boolean;
  readonly noServiceDays?: readonly number[];
}

const days = (story: Story): readonly Day[] =>
  play(
    {
      law: lawAt(story.place),
      zone: story.zone as Zone,
      currency: story.currency,
      facts: () => ({
        values: { customerClass: 'residential', hasElectronicContact: true, ...story.values },
        events: {},
        noServiceDays: { weekdays: story.noServiceDays ?? [6, 7], dates: [] },
        vulnerable: story.vulnerable ?? false,
      }),
      policy: POLICY,
      habits: { ...HABITS, ...story.habits },
      outside: story.outside,
    },
    day(story.from),
    day(story.to),
  );

const opened = (when: string): CaseEvent => ({ type: 'opened', id: 'opened', at: at(when) });
const held = (
  id: string,
  when: string,
  reason: 'dispute' | 'plan' | 'promise',
  until: { readonly day: ReturnType<typeof day> } | { readonly event: string },
): CaseEvent => ({
  type: 'held',
  id,
  at: at(when),
  hold: { id, reason, by: 'anna', until, effect: 'stopsClock' },
});

const STORIES: Readonly<Record<string, Story>> = {
  'baseline-year': {
    title:
      'Baseline, over a year’s end, a leap day and a clock change: a dispute, a letter that comes back, a plan that is broken',
    place: { jurisdiction: 'XA' },
    zone: 'Europe/Berlin',
    currency: 'EUR',
    values: {},
    outside: [
      bill('b1', 'Monday 2027-11-22', 'Monday 2027-12-13', 18420),
      opened('Tuesday 2027-12-14T06:00+01:00'),
      held('h1', 'Tuesday 2027-12-28T15:00+01:00', 'dispute', { event: 'disputeSettled' }),
      { type: 'released', id: 'h1', at: at('Wednesday 2028-01-05T11:00+01:00'), hold: 'h1', by: 'boris' },
      held('h2', 'Tuesday 2028-02-22T09:00+01:00', 'plan', { day: day('Wednesday 2028-05-31') }),
      { type: 'broken', id: 'h2', at: at('Monday 2028-03-20T08:00+01:00'), hold: 'h2' },
      bill('b2', 'Wednesday 2028-03-01', 'Wednesday 2028-03-22', 6000),
      paid('p1', 'Monday 2028-04-17T09:00+02:00', 24420),
    ],
    habits: {
      post: (notice, channel, n) =>
        notice === 'final' && channel === 'registeredLetter' && n === 0 ? 'comesBack' : 'arrives',
    },
    from: 'Tuesday 2027-12-14',
    to: 'Wednesday 2028-06-28',
  },
  'baseline-reversal': {
    title: 'Baseline: paid when the work order was out, taken back a week later, part of it paid then',
    place: { jurisdiction: 'XA' },
    zone: 'Europe/Berlin',
    currency: 'EUR',
    values: {},
    vulnerable: true,
    outside: [
      bill('b1', 'Monday 2026-01-05', 'Monday 2026-01-26', 18420),
      opened('Tuesday 2026-01-27T06:00+01:00'),
      paid('p1', 'Thursday 2026-03-12T10:30+01:00', 18420),
      { type: 'reversed', id: 'r1', at: at('Friday 2026-03-20T08:00+01:00'), payment: 'p1' },
      paid('p2', 'Monday 2026-03-23T09:00+01:00', 10000),
      { type: 'supplyEnded', id: 'moved', at: at('Thursday 2026-04-02T12:00+02:00') },
    ],
    habits: { crewGoes: () => false },
    from: 'Tuesday 2026-01-27',
    to: 'Sunday 2026-05-31',
  },
  spain: {
    title: 'Spain, Madrid: two requirements, two months, the eve of a holiday',
    place: { jurisdiction: 'ES-MD:madrid', customerClass: 'residential' },
    zone: 'Europe/Madrid',
    currency: 'EUR',
    values: { bonoSocial: false, severelyVulnerable: false },
    outside: [
      bill('b1', 'Thursday 2026-01-08', 'Wednesday 2026-01-28', 21000),
      opened('Thursday 2026-01-29T06:00+01:00'),
      paid('p1', 'Friday 2026-06-12T09:00+02:00', 21000),
    ],
    from: 'Thursday 2026-01-29',
    to: 'Thursday 2026-12-31',
  },
  germany: {
    title: 'Germany: the threat, four weeks, the letter eight Werktage before',
    place: { jurisdiction: 'DE-BE', customerClass: 'residential' },
    zone: 'Europe/Berlin',
    currency: 'EUR',
    values: {
      basicSupply: true,
      instalmentsAgreed: true,
      monthlyInstalment: 60,
      disproportionate: false,
      prospectOfPayment: false,
    },
    outside: [
      bill('b1', 'Thursday 2026-01-08', 'Thursday 2026-01-22', 13500),
      opened('Friday 2026-01-23T06:00+01:00'),
      paid('p1', 'Friday 2026-05-15T09:00+02:00', 13500),
    ],
    habits: { copies: ['email'] },
    from: 'Friday 2026-01-23',
    to: 'Thursday 2026-12-31',
  },
  'great-britain': {
    title: 'Great Britain: 28 days from the demand, seven working days, pensioners in winter',
    place: { jurisdiction: 'GB-ENG', customerClass: 'residential', supplier: 'ours' },
    zone: 'Europe/London',
    currency: 'GBP',
    values: { statusAscertained: true, accessGranted: true, pensionersOnly: true },
    vulnerable: true,
    outside: [
      bill('b1', 'Monday 2026-01-05', 'Monday 2026-01-19', 16000, 'GBP'),
      opened('Tuesday 2026-01-20T06:00Z'),
      paid('p1', 'Monday 2026-05-18T09:00+01:00', 16000, 'GBP'),
    ],
    from: 'Tuesday 2026-01-20',
    to: 'Thursday 2026-12-31',
  },
  australia: {
    title:
      'Australia, New South Wales: reminder, warning, a person reached; not on a Friday, not before a holiday',
    place: { jurisdiction: 'AU-NSW', customerClass: 'residential' },
    zone: 'Australia/Sydney',
    currency: 'AUD',
    values: {
      lifeSupport: false,
      extremeWeather: false,
      debtForEnergy: true,
      concessionPending: false,
      minimumAmount: 300,
    },
    outside: [
      bill('b1', 'Monday 2026-03-02', 'Monday 2026-03-16', 45000, 'AUD'),
      opened('Tuesday 2026-03-17T06:00+11:00'),
      paid('p1', 'Tuesday 2026-06-02T09:00+10:00', 45000, 'AUD'),
    ],
    from: 'Tuesday 2026-03-17',
    to: 'Thursday 2026-12-31',
  },
  california: {
    title: 'California: 19 days from the bill, ten days that begin five after mailing, a person spoken to',
    place: { jurisdiction: 'US-CA', customerClass: 'residential' },
    zone: 'America/Los_Angeles',
    currency: 'USD',
    values: { physicianCertificate: false, forecastHighF: 85, forecastLowF: 60, reconnection: 'remote' },
    outside: [
      bill('b1', 'Monday 2026-02-02', 'Monday 2026-02-16', 25000, 'USD'),
      opened('Tuesday 2026-02-17T06:00-08:00'),
      paid('p1', 'Monday 2026-05-04T09:00-07:00', 25000, 'USD'),
    ],
    from: 'Tuesday 2026-02-17',
    to: 'Thursday 2026-12-31',
  },
  'new-york': {
    title:
      'New York: the final notice shows its date; no Friday, and 72 hours after a call in the cold months',
    place: { jurisdiction: 'US-NY', customerClass: 'residential' },
    zone: 'America/New_York',
    currency: 'USD',
    values: {
      entireMultipleDwelling: false,
      elderlyBlindOrDisabled: false,
      heatRelated: true,
      yearEndFortnight: [],
    },
    outside: [
      bill('b1', 'Monday 2026-01-12', 'Monday 2026-02-02', 22000, 'USD'),
      opened('Tuesday 2026-02-03T06:00-05:00'),
      paid('p1', 'Monday 2026-05-11T09:00-04:00', 22000, 'USD'),
    ],
    from: 'Tuesday 2026-02-03',
    to: 'Thursday 2026-12-31',
  },
  texas: {
    title: 'Texas: ten days, and a heat advisory on the day',
    place: { jurisdiction: 'US-TX', customerClass: 'residential' },
    zone: 'America/Chicago',
    currency: 'USD',
    values: {
      criticalCare: false,
      chronicCondition: false,
      reconnectionStaffed: false,
      heatAdvisoryDates: ['2026-07-26'],
      previousDayHighF: 97,
      forecast24hHighF: 98,
    },
    outside: [
      bill('b1', 'Monday 2026-06-15', 'Wednesday 2026-07-01', 19000, 'USD'),
      opened('Thursday 2026-07-02T06:00-05:00'),
      paid('p1', 'Thursday 2026-08-13T09:00-05:00', 19000, 'USD'),
    ],
    from: 'Thursday 2026-07-02',
    to: 'Thursday 2026-12-31',
  },
  ukraine: {
    title: 'Ukraine, under martial law: ten working days, holidays among them',
    place: { jurisdiction: 'UA-30', customerClass: 'residential' },
    zone: 'Europe/Kyiv',
    currency: 'UAH',
    values: { martialLaw: true, moratorium: false, area: 'urban' },
    outside: [
      bill('b1', 'Monday 2026-04-06', 'Monday 2026-04-20', 240000, 'UAH'),
      opened('Tuesday 2026-04-21T06:00+03:00'),
      paid('p1', 'Monday 2026-07-06T09:00+03:00', 240000, 'UAH'),
    ],
    from: 'Tuesday 2026-04-21',
    to: 'Thursday 2026-12-31',
  },
  kazakhstan: {
    title: 'Kazakhstan: thirty days from the sending',
    place: { jurisdiction: 'KZ', customerClass: 'residential' },
    zone: 'Asia/Almaty',
    currency: 'KZT',
    values: { smsInContract: true },
    outside: [
      bill('b1', 'Monday 2026-04-06', 'Monday 2026-04-20', 2400000, 'KZT'),
      opened('Tuesday 2026-04-21T06:00+05:00'),
      paid('p1', 'Monday 2026-07-06T09:00+05:00', 2400000, 'KZT'),
    ],
    from: 'Tuesday 2026-04-21',
    to: 'Thursday 2026-12-31',
  },
  russia: {
    title:
      'Russia, a household: the warning, twenty days, restriction, ten days, suspension; two monthly charges by the norm',
    place: { jurisdiction: 'RU-MOW', customerClass: 'residential' },
    zone: 'Europe/Moscow',
    currency: 'RUB',
    values: { monthlyNormativeCharge: 1500 },
    outside: [
      bill('b1', 'Monday 2026-02-02', 'Tuesday 2026-02-10', 150000, 'RUB'),
      bill('b2', 'Monday 2026-03-02', 'Tuesday 2026-03-10', 150000, 'RUB'),
      opened('Wednesday 2026-03-11T06:00+03:00'),
      // The third bill takes the debt over two charges; at exactly two nothing may be done.
      bill('b3', 'Thursday 2026-04-30', 'Sunday 2026-05-10', 150000, 'RUB'),
      paid('p1', 'Monday 2026-06-29T09:00+03:00', 450000, 'RUB'),
    ],
    from: 'Wednesday 2026-03-11',
    to: 'Thursday 2026-12-31',
  },
};

test.each(Object.entries(STORIES))('%s', (name, story) => {
  expectGolden(name, told(story.title, days(story)));
});
