import fc from 'fast-check';
import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import { lastMoment, latest } from '../../../server/domain/rules/latest.js';
import type { CalendarYear } from '../../../server/domain/rules/holidays.js';
import type { LegalChannel } from '../../../server/domain/rules/rulebook.js';
import {
  addDays,
  addSeconds,
  fromEpochMs,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../../server/domain/time.js';
import { BERLIN } from '../builders.js';
import { calendar, lawOf, question, rulebook } from './law.js';

const BASE = '2026-01-01' as CivilDate;
const zones = fc.constantFrom(
  BERLIN,
  'America/New_York' as Zone,
  'Australia/Lord_Howe' as Zone,
  'Pacific/Apia' as Zone,
);
/** March 2026 to January 2027: both changes of the clocks of every zone are in it. */
const moments = fc.integer({ min: 1_772_000_000, max: 1_798_000_000 }).map(s => fromEpochMs(s * 1000));
const holidays = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 25 });
const inDays = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom('days', 'workingDays', 'werktage', 'weeks', 'months'),
  counting: fc.constantFrom('toTheDay', 'clear'),
});
const inHours = fc.record({
  count: fc.integer({ min: 1, max: 120 }),
  unit: fc.constant('clockHours'),
  counting: fc.constant('toTheDay'),
});
const lengths = fc.oneof(inDays, inHours);
const severalOf = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
type Length = typeof lengths extends fc.Arbitrary<infer T> ? T : never;

const CHANNELS = ['email', 'sms', 'letter'] as const;
/** At once, deemed days later, and with a cut-off after which it is tomorrow. */
const SERVED = `
  email: { event: accepted, source: law }
  sms: { event: accepted, cutOff: "17:00", source: law }
  letter: { event: posted, plus: { count: 3, unit: workingDays }, source: law }`;
const waitOf = (name: string, { count, unit, counting }: Length): string =>
  `${name}: { from: notice, to: disconnection, atLeast: { count: ${count}, unit: ${unit} }, counting: ${counting}, source: law }`;
const BARS = {
  friday: '{ kind: weekday, days: [5], bans: [disconnection], source: law }',
  early: '{ kind: timeOfDay, before: "08:00", bans: [disconnection], source: law }',
  late: '{ kind: timeOfDay, after: "15:00", bans: [disconnection], source: law }',
  eve: '{ kind: eveOf, of: [holiday], bans: [disconnection], source: law }',
  yearEnd: '{ kind: season, from: "12-20", to: "12-31", bans: [disconnection], source: law }',
} as const;
type BarName = keyof typeof BARS;

const yearsWith = (off: readonly number[]): readonly CalendarYear[] =>
  [2025, 2026, 2027, 2028].map(year => {
    const empty = calendar(year);
    return {
      ...empty,
      days: off
        .map(n => addDays(BASE, n))
        .filter(date => date.startsWith(String(year)))
        .map(date => ({
          date,
          kind: 'holiday' as const,
          name: 'a holiday',
          places: ['XA'],
          because: empty.because,
        })),
    };
  });
const lawWith = (waits: readonly Length[], bars: readonly BarName[], off: readonly number[]) =>
  lawOf([
    rulebook(
      `
notices: { notice: { given: { to: customer, source: law } } }
waits:
${waits.map((wait, index) => `  ${waitOf(`wait${index}`, wait)}`).join('\n')}
writtenForm: { channels: [email, sms, letter], source: law }
servedWhen:${SERVED}
${bars.length === 0 ? '' : `bars:\n${bars.map(name => `  ${name}: ${BARS[name]}`).join('\n')}`}`,
      yearsWith(off),
    ),
  ]);
type Law = ReturnType<typeof lawWith>;

const asked = (
  law: Law,
  zone: Zone,
  at: Instant | null,
  sent: { channel: LegalChannel; at: Instant } | null,
) =>
  question(
    law,
    null,
    sent === null
      ? {}
      : {
          notices: {
            notice: [
              {
                channel: sent.channel,
                sent: { at: sent.at },
                served: null,
                delivered: null,
                proof: null,
                failedAttempts: [],
              },
            ],
          },
        },
    { zone, at: at === null ? null : { at } },
  );
const lastSending = (law: Law, zone: Zone, act: Instant, channel: LegalChannel) => {
  const found = latest(asked(law, zone, act, null)).notices[0]?.channels.find(
    each => each.channel === channel,
  );
  if (found?.send === undefined || found.send === null)
    throw new Error(`There is a last moment by ${channel}.`);
  return lastMoment(found.send);
};

const isLastMoment = (law: Law, zone: Zone, act: Instant, channel: LegalChannel): void => {
  const last = lastSending(law, zone, act, channel);
  const verdict = (at: Instant) => assessAct(asked(law, zone, act, { channel, at })).verdict;
  expect([channel, last, verdict(last), verdict(addSeconds(last, 0.001))]).toEqual([
    channel,
    last,
    'lawful',
    'unlawful',
  ]);
};

test('sent at the last moment of days it is lawful, a millisecond later it is not, by every channel', () => {
  fc.assert(
    fc.property(severalOf(inDays), moments, zones, holidays, (waits, act, zone, off) => {
      const law = lawWith(waits, [], off);
      for (const channel of CHANNELS) isLastMoment(law, zone, act, channel);
    }),
    { numRuns: 15 },
  );
});

test('the same of hours, and of hours and days together, by a channel that serves at once', () => {
  fc.assert(
    fc.property(severalOf(lengths), moments, zones, holidays, (waits, act, zone, off) => {
      isLastMoment(lawWith(waits, [], off), zone, act, 'email');
    }),
    { numRuns: 40 },
  );
});

test('another holiday never makes a last moment later, by any channel', () => {
  fc.assert(
    fc.property(
      lengths,
      moments,
      zones,
      holidays,
      fc.integer({ min: 60, max: 400 }),
      (wait, act, zone, off, more) => {
        const [fewer, all] = [lawWith([wait], [], off), lawWith([wait], [], [...off, more])];
        for (const channel of CHANNELS)
          expect(lastSending(all, zone, act, channel) <= lastSending(fewer, zone, act, channel)).toBe(true);
      },
    ),
    { numRuns: 15 },
  );
});

test('the earliest lawful moment is never before that of any single rule, and breaks none', () => {
  const barNames = fc.subarray(Object.keys(BARS) as BarName[]);
  fc.assert(
    fc.property(severalOf(lengths), barNames, moments, zones, holidays, (waits, bars, sent, zone, off) => {
      const first = (law: Law): Instant => {
        const { at } = earliest(asked(law, zone, null, { channel: 'email', at: sent }));
        if (at === null || !('at' in at)) throw new Error('There is a first moment.');
        return at.at;
      };
      const all = lawWith(waits, bars, off);
      const together = first(all);
      for (const wait of waits) {
        expect(together >= first(lawWith([wait], [], off))).toBe(true);
        for (const bar of bars) expect(together >= first(lawWith([wait], [bar], off))).toBe(true);
      }
      expect(assessAct(asked(all, zone, together, { channel: 'email', at: sent })).verdict).toBe('lawful');
    }),
    { numRuns: 40 },
  );
});
