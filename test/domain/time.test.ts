import fc from 'fast-check';
import {
  addDays,
  addHours,
  addMinutes,
  addSeconds,
  atMinuteOfDay,
  civilDateIn,
  dayOfWeek,
  earliest,
  fromEpochMs,
  hoursBetween,
  instant,
  isCivilDate,
  isZone,
  latest,
  minuteOfDayIn,
  toEpochMs,
  withOffset,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import { at, BERLIN, day, LORD_HOWE } from './builders.js';

const ZONES = [
  BERLIN,
  LORD_HOWE,
  'America/New_York',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
  'UTC',
] as Zone[];
const zones = fc.constantFrom(...ZONES);
/** 2020 to 2040, to the millisecond. */
const moments = fc.integer({ min: 1_577_836_800_000, max: 2_208_988_800_000 });
const days = fc.integer({ min: 0, max: 7300 }).map(count => addDays('2020-01-01' as CivilDate, count));

describe('instants', () => {
  test.each([
    ['an offset', '2026-11-25T09:00+01:00', '2026-11-25T08:00:00.000Z'],
    ['Z', '2026-11-25T09:00Z', '2026-11-25T09:00:00.000Z'],
    [
      'more than milliseconds, cut and not rounded up',
      '2026-11-25T09:00:00.9999999Z',
      '2026-11-25T09:00:00.999Z',
    ],
    [
      'more than milliseconds before 1970, cut the same way',
      '1969-12-31T23:59:59.9999999Z',
      '1969-12-31T23:59:59.999Z',
    ],
  ])('%s is read', (_, text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  test.each(['2026-11-25T09:00', '2026-11-25', 'tomorrow', ''])('"%s" is no instant', text => {
    expect(() => instant(text)).toThrow(RangeError);
  });

  test('going to milliseconds and back changes nothing', () => {
    fc.assert(
      fc.property(
        moments,
        ms =>
          toEpochMs(fromEpochMs(ms)) === ms && fromEpochMs(toEpochMs(fromEpochMs(ms))) === fromEpochMs(ms),
      ),
    );
  });

  test('they sort as text in the order of time', () => {
    fc.assert(fc.property(moments, moments, (a, b) => fromEpochMs(a) < fromEpochMs(b) === a < b));
  });

  test('earliest and latest are among those given, and nothing lies beyond them', () => {
    fc.assert(
      fc.property(fc.array(moments, { minLength: 1, maxLength: 6 }), ms => {
        const [first, ...rest] = ms.map(fromEpochMs) as [Instant, ...Instant[]];
        expect(toEpochMs(earliest(first, ...rest))).toBe(Math.min(...ms));
        expect(toEpochMs(latest(first, ...rest))).toBe(Math.max(...ms));
      }),
    );
  });
});

describe('clock hours', () => {
  test.each([
    [
      'Friday to Sunday over the spring change in Berlin',
      at('Friday 2026-03-27T09:00+01:00'),
      48,
      '2026-03-29T10:00+02:00',
      BERLIN,
    ],
    [
      'Saturday to Monday over the autumn change in Berlin',
      at('Saturday 2026-10-24T09:00+02:00'),
      48,
      '2026-10-26T08:00+01:00',
      BERLIN,
    ],
    [
      'Sunday back to Friday over the spring change in Berlin',
      at('Sunday 2026-03-29T10:00+02:00'),
      -48,
      '2026-03-27T09:00+01:00',
      BERLIN,
    ],
    [
      'Saturday to Monday over the half hour of Lord Howe',
      at('Saturday 2026-10-03T09:00+10:30'),
      48,
      '2026-10-05T09:30+11:00',
      LORD_HOWE,
    ],
    [
      'Monday to Wednesday, no change',
      at('Monday 2026-11-23T09:00+01:00'),
      48,
      '2026-11-25T09:00+01:00',
      BERLIN,
    ],
  ] as const)('%s', (_, from, hours, expected, zone) => {
    expect(withOffset(addHours(from, hours), zone)).toBe(expected);
    expect(hoursBetween(from, addHours(from, hours))).toBe(hours);
  });

  test('hours, minutes and seconds agree, and can be taken back', () => {
    fc.assert(
      fc.property(moments.map(fromEpochMs), fc.integer({ min: -2000, max: 2000 }), (from, count) => {
        expect(addHours(from, count)).toBe(addMinutes(from, count * 60));
        expect(addMinutes(from, count)).toBe(addSeconds(from, count * 60));
        expect(addHours(addHours(from, count), -count)).toBe(from);
      }),
    );
  });

  test('a fraction of a second keeps its milliseconds', () => {
    expect(addSeconds(at('Monday 2026-11-23T09:00:00Z'), 0.25)).toBe('2026-11-23T09:00:00.250Z');
  });
});

describe('civil days', () => {
  test.each([
    [
      'Monday in Berlin is still Sunday in New York',
      'Monday 2026-11-23T00:30+01:00',
      BERLIN,
      '2026-11-23',
      'America/New_York' as Zone,
      '2026-11-22',
    ],
    [
      'Thursday in UTC is Friday in Apia',
      'Thursday 2026-11-26T11:00Z',
      'UTC' as Zone,
      '2026-11-26',
      'Pacific/Apia' as Zone,
      '2026-11-27',
    ],
  ] as const)('%s', (_, text, here, dayHere, there, dayThere) => {
    expect(civilDateIn(here, at(text))).toBe(dayHere);
    expect(civilDateIn(there, at(text))).toBe(dayThere);
  });

  test.each([
    ['Monday 2026-11-23', 1],
    ['Saturday 2028-02-26', 6],
    ['Sunday 2026-03-29', 7],
  ])('%s is day %i of the week', (text, expected) => {
    expect(dayOfWeek(day(text))).toBe(expected);
  });

  test.each([
    ['Saturday 2028-02-26', 3, 'Tuesday 2028-02-29'],
    ['Saturday 2026-12-26', 7, 'Saturday 2027-01-02'],
    ['Sunday 2026-03-01', -1, 'Saturday 2026-02-28'],
  ])('%s and %i days is %s', (from, count, expected) => {
    expect(addDays(day(from), count)).toBe(day(expected));
  });

  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-2-1', false],
    ['20260228', false],
    ['2026-02-28T09:00', false],
    ['', false],
  ])('"%s" is a day: %s', (text, expected) => {
    expect(isCivilDate(text)).toBe(expected);
  });
});

describe('the wall clock', () => {
  test.each([
    [
      'Sunday 02:30 in the gap of Berlin is 03:30',
      BERLIN,
      'Sunday 2026-03-29',
      150,
      '2026-03-29T03:30+02:00',
    ],
    [
      'Sunday 02:30 in the overlap of Berlin is the first one',
      BERLIN,
      'Sunday 2026-10-25',
      150,
      '2026-10-25T02:30+02:00',
    ],
    [
      'Sunday 02:10 in the gap of Lord Howe is half an hour later',
      LORD_HOWE,
      'Sunday 2026-10-04',
      130,
      '2026-10-04T02:40+11:00',
    ],
    [
      'Sunday 01:45 in the overlap of Lord Howe is the first one',
      LORD_HOWE,
      'Sunday 2026-04-05',
      105,
      '2026-04-05T01:45+11:00',
    ],
    ['Monday 14:00', BERLIN, 'Monday 2026-11-23', 840, '2026-11-23T14:00+01:00'],
    ['Monday midnight', BERLIN, 'Monday 2026-11-23', 0, '2026-11-23T00:00+01:00'],
  ])('%s', (_, zone, date, minute, expected) => {
    expect(withOffset(atMinuteOfDay(zone, day(date), minute), zone)).toBe(expected);
  });

  test('Sunday 02:30 comes twice in Berlin and is the same minute of the day both times', () => {
    expect(minuteOfDayIn(BERLIN, at('Sunday 2026-10-25T02:30+02:00'))).toBe(150);
    expect(minuteOfDayIn(BERLIN, at('Sunday 2026-10-25T02:30+01:00'))).toBe(150);
  });

  test('a minute of a day is that minute of that day, but in a gap, where it is later by the gap', () => {
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 1439 }), (zone, date, minute) => {
        const moment = atMinuteOfDay(zone, date, minute);
        expect(civilDateIn(zone, moment)).toBe(date);
        const shown = minuteOfDayIn(zone, moment);
        const gap = shown - minute;
        expect([0, 30, 60]).toContain(gap);
        // One minute before a time in the gap the clock shows a time before the one asked for.
        if (gap > 0) expect(minuteOfDayIn(zone, addMinutes(moment, -gap))).not.toBe(minute);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['Europe/Berlin', true],
  ['Australia/Lord_Howe', true],
  ['UTC', true],
  ['+01:00', false],
  ['-0500', false],
  ['Europe/Atlantis', false],
  ['Berlin', false],
  ['Z', false],
  ['', false],
  ['2026-01-01T00:00[Europe/Berlin]', false],
])('"%s" is a zone: %s', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});
