import fc from 'fast-check';
import {
  afterQuietHours,
  lastHandOver,
  nextCutOff,
  postedIfGivenAt,
  type HandOver,
} from '../../server/domain/calendar.js';
import {
  addDays,
  addMinutes,
  civilDateIn,
  fromEpochMs,
  instant,
  minuteOfDayIn,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import { at, BERLIN, day, LETTERS, LORD_HOWE } from './builders.js';

/** Christmas 2026 falls on a Friday. */
const CHRISTMAS: HandOver = {
  ...LETTERS,
  closed: [day('Thursday 2026-12-24'), day('Friday 2026-12-25'), day('Monday 2026-12-28')],
};
/** A house that works on Sundays too and at night, to meet the clock changes. */
const NIGHTS: HandOver = { ...LETTERS, weekdays: [1, 2, 3, 4, 5, 6, 7], cutOff: 150, postedAt: 240 };

describe('given in, posted', () => {
  test.each([
    [
      'Monday before the cut-off',
      LETTERS,
      'Monday 2026-11-23T13:59+01:00',
      'Monday 2026-11-23T14:00+01:00',
      'Monday 2026-11-23T17:00+01:00',
    ],
    [
      'Monday at the cut-off',
      LETTERS,
      'Monday 2026-11-23T14:00+01:00',
      'Monday 2026-11-23T14:00+01:00',
      'Monday 2026-11-23T17:00+01:00',
    ],
    [
      'Monday a millisecond late',
      LETTERS,
      'Monday 2026-11-23T14:00:00.001+01:00',
      'Tuesday 2026-11-24T14:00+01:00',
      'Tuesday 2026-11-24T17:00+01:00',
    ],
    [
      'Friday after the cut-off waits for Monday',
      LETTERS,
      'Friday 2026-11-27T14:01+01:00',
      'Monday 2026-11-30T14:00+01:00',
      'Monday 2026-11-30T17:00+01:00',
    ],
    [
      'Saturday waits for Monday',
      LETTERS,
      'Saturday 2026-11-28T09:00+01:00',
      'Monday 2026-11-30T14:00+01:00',
      'Monday 2026-11-30T17:00+01:00',
    ],
    [
      'Sunday 23:30 in UTC is Monday in Berlin',
      LETTERS,
      'Sunday 2026-11-29T23:30Z',
      'Monday 2026-11-30T14:00+01:00',
      'Monday 2026-11-30T17:00+01:00',
    ],
    [
      'Wednesday before Christmas after the cut-off waits for Tuesday',
      CHRISTMAS,
      'Wednesday 2026-12-23T15:00+01:00',
      'Tuesday 2026-12-29T14:00+01:00',
      'Tuesday 2026-12-29T17:00+01:00',
    ],
    [
      'Friday before the spring change waits for Monday in summer time',
      LETTERS,
      'Friday 2026-03-27T15:00+01:00',
      'Monday 2026-03-30T14:00+02:00',
      'Monday 2026-03-30T17:00+02:00',
    ],
    [
      'Sunday with its cut-off in the gap has it an hour later',
      NIGHTS,
      'Sunday 2026-03-29T01:00+01:00',
      'Sunday 2026-03-29T03:30+02:00',
      'Sunday 2026-03-29T04:00+02:00',
    ],
    [
      'Sunday with its cut-off twice has the first',
      NIGHTS,
      'Sunday 2026-10-25T02:30+02:00',
      'Sunday 2026-10-25T02:30+02:00',
      'Sunday 2026-10-25T04:00+01:00',
    ],
    [
      'Sunday after the first of two cut-offs waits for Monday',
      NIGHTS,
      'Sunday 2026-10-25T02:31+02:00',
      'Monday 2026-10-26T02:30+01:00',
      'Monday 2026-10-26T04:00+01:00',
    ],
  ])('%s', (_, house, given, cutOff, posted) => {
    expect(nextCutOff(house, at(given)).at).toBe(at(cutOff));
    expect(nextCutOff(house, at(given)).day).toBe(civilDateIn(BERLIN, at(cutOff)));
    expect(postedIfGivenAt(house, at(given))).toBe(at(posted));
  });
});

describe('the last hand-over before a deadline', () => {
  test.each([
    [
      'Tuesday at the hour of posting',
      LETTERS,
      'Tuesday 2026-11-24T17:00+01:00',
      'Tuesday 2026-11-24T14:00+01:00',
    ],
    ['Tuesday a minute earlier', LETTERS, 'Tuesday 2026-11-24T16:59+01:00', 'Monday 2026-11-23T14:00+01:00'],
    [
      'Monday morning means Friday',
      LETTERS,
      'Monday 2026-11-30T09:00+01:00',
      'Friday 2026-11-27T14:00+01:00',
    ],
    ['Sunday means Friday', LETTERS, 'Sunday 2026-11-29T12:00+01:00', 'Friday 2026-11-27T14:00+01:00'],
    [
      'Tuesday morning after Christmas means Wednesday before it',
      CHRISTMAS,
      'Tuesday 2026-12-29T09:00+01:00',
      'Wednesday 2026-12-23T14:00+01:00',
    ],
    [
      'Monday morning after the spring change means Friday in winter time',
      LETTERS,
      'Monday 2026-03-30T09:00+02:00',
      'Friday 2026-03-27T14:00+01:00',
    ],
    [
      'Sunday after a cut-off in the gap',
      NIGHTS,
      'Sunday 2026-03-29T04:00+02:00',
      'Sunday 2026-03-29T03:30+02:00',
    ],
  ])('%s', (_, house, deadline, expected) => {
    expect(lastHandOver(house, at(deadline))).toBe(at(expected));
  });

  test('a house that never works is a mistake, not an endless search', () => {
    const never: HandOver = { ...LETTERS, weekdays: [] };
    expect(() => nextCutOff(never, at('Monday 2026-11-23T09:00Z'))).toThrow(RangeError);
    expect(() => lastHandOver(never, at('Monday 2026-11-23T09:00Z'))).toThrow(RangeError);
  });
});

/** 2026 and 2027, to the minute. */
const moments = fc
  .integer({ min: 0, max: 2 * 365 * 24 * 60 })
  .map(minutes => fromEpochMs(1_767_225_600_000 + minutes * 60_000));
/** Within three hours of a clock change of Berlin or Lord Howe. */
const nearChanges = fc
  .tuple(
    fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z'),
    fc.integer({ min: -180, max: 180 }),
  )
  .map(([change, minutes]) => addMinutes(instant(change), minutes));
const zones = fc.constantFrom(
  BERLIN,
  LORD_HOWE,
  'America/New_York' as Zone,
  'Pacific/Apia' as Zone,
  'America/Havana' as Zone,
);
const houses = fc
  .record({
    zone: zones,
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    closed: fc.uniqueArray(
      fc.integer({ min: 0, max: 730 }).map(count => addDays('2026-01-01' as CivilDate, count)),
      { maxLength: 20 },
    ),
    // By day: no house has its cut-off and its post on different sides of a clock change.
    cutOff: fc.integer({ min: 240, max: 900 }),
    wait: fc.integer({ min: 0, max: 500 }),
  })
  .map(({ wait, ...house }): HandOver => ({ ...house, postedAt: house.cutOff + wait }));

test('what is given in at the last moment is posted in time, a minute later it is not', () => {
  fc.assert(
    fc.property(houses, fc.oneof(moments, nearChanges), (house, deadline) => {
      const last = lastHandOver(house, deadline);
      expect(postedIfGivenAt(house, last) <= deadline).toBe(true);
      expect(postedIfGivenAt(house, addMinutes(last, 1)) > deadline).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('nothing is posted before it is given in, and giving in earlier never posts later', () => {
  fc.assert(
    fc.property(houses, moments, fc.integer({ min: 0, max: 20_000 }), (house, given, minutes) => {
      const posted = postedIfGivenAt(house, given);
      expect(posted >= given).toBe(true);
      expect(postedIfGivenAt(house, addMinutes(given, minutes)) >= posted).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('quiet hours', () => {
  const NIGHT = { from: 21 * 60, to: 8 * 60 };
  const NOON = { from: 12 * 60, to: 14 * 60 };
  test.each([
    ['Monday by day', NIGHT, 'Monday 2026-11-23T09:00+01:00', 'Monday 2026-11-23T09:00+01:00'],
    [
      'Monday, the last minute before',
      NIGHT,
      'Monday 2026-11-23T20:59+01:00',
      'Monday 2026-11-23T20:59+01:00',
    ],
    [
      'Monday at nine in the evening',
      NIGHT,
      'Monday 2026-11-23T21:00+01:00',
      'Tuesday 2026-11-24T08:00+01:00',
    ],
    ['Tuesday after midnight', NIGHT, 'Tuesday 2026-11-24T00:30+01:00', 'Tuesday 2026-11-24T08:00+01:00'],
    ['Tuesday at their end', NIGHT, 'Tuesday 2026-11-24T08:00+01:00', 'Tuesday 2026-11-24T08:00+01:00'],
    [
      'Saturday evening before the spring change',
      NIGHT,
      'Saturday 2026-03-28T22:00+01:00',
      'Sunday 2026-03-29T08:00+02:00',
    ],
    [
      'Saturday evening before the autumn change',
      NIGHT,
      'Saturday 2026-10-24T22:00+02:00',
      'Sunday 2026-10-25T08:00+01:00',
    ],
    ['Monday at noon', NOON, 'Monday 2026-11-23T12:30+01:00', 'Monday 2026-11-23T14:00+01:00'],
    ['Monday after noon', NOON, 'Monday 2026-11-23T14:00+01:00', 'Monday 2026-11-23T14:00+01:00'],
    [
      'Monday without quiet hours',
      { from: 480, to: 480 },
      'Monday 2026-11-23T08:00+01:00',
      'Monday 2026-11-23T08:00+01:00',
    ],
    [
      'Sunday, the second time the clock shows the hour before their end',
      { from: 1260, to: 150 },
      'Sunday 2026-10-25T02:15+01:00',
      'Sunday 2026-10-25T02:15+01:00',
    ],
  ])('%s', (_, quiet, from, expected) => {
    expect(afterQuietHours(quiet, BERLIN, at(from))).toBe(at(expected));
  });

  test('they are those of the premises, not of the server', () => {
    const evening = at('Monday 2026-11-23T20:30Z');
    expect(afterQuietHours(NIGHT, BERLIN, evening)).toBe(at('Tuesday 2026-11-24T08:00+01:00'));
    expect(afterQuietHours(NIGHT, 'America/New_York' as Zone, evening)).toBe(evening);
  });

  test('they never send into the past, wait less than a day and an hour, and end outside themselves or at once', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const isQuiet = (from: number, to: number, zone: Zone, moment: Instant): boolean => {
      const minute = minuteOfDayIn(zone, moment);
      return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
    };
    fc.assert(
      fc.property(minutes, minutes, zones, fc.oneof(moments, nearChanges), (from, to, zone, moment) => {
        const polite = afterQuietHours({ from, to }, zone, moment);
        expect(polite >= moment).toBe(true);
        expect(polite <= addMinutes(moment, 25 * 60)).toBe(true);
        if (polite !== moment) expect(isQuiet(from, to, zone, polite)).toBe(false);
        if (!isQuiet(from, to, zone, moment)) expect(polite).toBe(moment);
      }),
      { numRuns: 500 },
    );
  });
});
