import fc from 'fast-check';
import type { Citation } from '../../server/domain/outcome.js';
import {
  calendarFor,
  reaches,
  weekdayName,
  type CalendarDay,
  type CalendarDayKind,
  type CalendarYear,
} from '../../server/domain/rules/holidays.js';
import { addDays, dayOfWeek, type CivilDate } from '../../server/domain/time.js';
import { day } from './builders.js';

const because: Citation = {
  rule: 'days',
  rulebook: 'calendar xa/2026',
  source: 'A law',
  confidence: 'verified',
};
const entry = (date: CivilDate, kind: CalendarDayKind, places: readonly string[]): CalendarDay => ({
  date,
  kind,
  name: `${kind} of ${date}`,
  places,
  because,
});

const COUNTRY: CalendarYear = {
  id: 'xa/2026',
  sha256: 'a',
  year: 2026,
  weekend: [6, 7],
  because,
  places: [
    { key: 'XA', lacks: 'the days of the regions' },
    { key: 'XA-N', lacks: null },
    { key: 'XA-S', lacks: 'the days of the towns' },
  ],
  days: [
    entry(day('Friday 2026-05-01'), 'holiday', ['XA']),
    entry(day('Saturday 2026-05-02'), 'workday', ['XA-N']),
    entry(day('Monday 2026-05-04'), 'dayOff', ['XA-N']),
    entry(day('Tuesday 2026-05-05'), 'unsettled', ['XA-N']),
    entry(day('Wednesday 2026-05-06'), 'substitute', ['XA-S']),
  ],
};
const TOWN: CalendarYear = {
  ...COUNTRY,
  id: 'xa-town/2026',
  places: [{ key: 'XA-S:town', lacks: null }],
  days: [entry(day('Thursday 2026-05-07'), 'holiday', ['XA-S:town'])],
};
const FILES = [COUNTRY, TOWN];

describe('a day at a place', () => {
  test.each([
    ['a holiday of the country', 'XA-N', 'Friday 2026-05-01', 'off', 'holiday'],
    ['a holiday of the country in a town of the region', 'XA-N:spa', 'Friday 2026-05-01', 'off', 'holiday'],
    ['a working Saturday', 'XA-N', 'Saturday 2026-05-02', 'working', undefined],
    ['a Saturday elsewhere', 'XA-S:town', 'Saturday 2026-05-02', 'off', 'weekend'],
    ['a Sunday', 'XA-N', 'Sunday 2026-05-03', 'off', 'weekend'],
    ['a day off moved from another', 'XA-N', 'Monday 2026-05-04', 'off', 'dayOff'],
    ['a day that is not settled', 'XA-N', 'Tuesday 2026-05-05', 'unknown', undefined],
    ['the same day elsewhere', 'XA-S:town', 'Tuesday 2026-05-05', 'working', undefined],
    ['a day in lieu of the region, in the town', 'XA-S:town', 'Wednesday 2026-05-06', 'off', 'substitute'],
    ['the day of the town', 'XA-S:town', 'Thursday 2026-05-07', 'off', 'holiday'],
    [
      'the day of the town in the region, which does not know its towns',
      'XA-S',
      'Thursday 2026-05-07',
      'unknown',
      undefined,
    ],
    ['an ordinary day where nothing is lacking', 'XA-N', 'Thursday 2026-05-07', 'working', undefined],
    [
      'an ordinary day where the days of the towns are lacking',
      'XA-S:other',
      'Friday 2026-05-08',
      'unknown',
      undefined,
    ],
    [
      'a holiday of the country where the days of the towns are lacking',
      'XA-S:other',
      'Friday 2026-05-01',
      'off',
      'holiday',
    ],
    ['a Sunday where it is not known which are worked', 'XA-W', 'Sunday 2026-05-03', 'unknown', undefined],
    ['a year without a file', 'XA-N', 'Friday 2027-05-07', 'unknown', undefined],
    ['a place without a file', 'XB', 'Friday 2026-05-01', 'unknown', undefined],
    ['a place whose name only begins alike', 'XA-NX', 'Thursday 2026-05-07', 'unknown', undefined],
  ] as const)('%s', (_, place, date, is, kind) => {
    const status = calendarFor(FILES, place).dayAt(day(date));
    expect(status).toMatchObject({ is, ...(kind === undefined ? {} : { kind }) });
  });

  test('a Werktag counts Saturdays, whether worked in the ordinary week or not', () => {
    const { dayAt } = calendarFor(FILES, 'XA-N');
    expect(dayAt(day('Saturday 2026-05-09'), [7]).is).toBe('working');
    expect(dayAt(day('Saturday 2026-05-09')).is).toBe('off');
    expect(dayAt(day('Saturday 2026-05-02'), [6, 7])).toMatchObject({ is: 'off', kind: 'weekend' });
  });

  test('what is not known says what is missing and where', () => {
    const why = (place: string, date: string) => calendarFor(FILES, place).dayAt(day(date));
    expect(why('XB', 'Friday 2026-05-01')).toEqual({
      is: 'unknown',
      why: 'There is no calendar of 2026 for XB.',
    });
    expect(why('XA-S:other', 'Friday 2026-05-08')).toEqual({
      is: 'unknown',
      why: 'The calendar xa/2026 for XA-S lacks the days of the towns.',
    });
    expect(why('XA-N', 'Tuesday 2026-05-05')).toEqual({
      is: 'unknown',
      why: 'It is not settled whether 2026-05-05 is a day off: unsettled of 2026-05-05.',
    });
  });

  test('what is known cites its source, and a weekend its name', () => {
    expect(calendarFor(FILES, 'XA-N').dayAt(day('Sunday 2026-05-03'))).toEqual({
      is: 'off',
      kind: 'weekend',
      name: 'Sunday',
      because,
    });
  });
});

describe('for every day and place', () => {
  const dates = fc.integer({ min: -400, max: 800 }).map(n => addDays(day('Thursday 2026-01-01'), n));
  const places = fc.constantFrom('XA', 'XA-N', 'XA-S', 'XA-S:town', 'XA-S:other', 'XA-W', 'XB');

  test('past the known year nothing is known, and a town without a file never has a working day', () => {
    fc.assert(
      fc.property(dates, places, (date, place) => {
        const { is } = calendarFor(FILES, place).dayAt(date);
        if (!date.startsWith('2026-')) expect(is).toBe('unknown');
        if (['XA', 'XA-S', 'XA-S:other', 'XA-W', 'XB'].includes(place)) expect(is).not.toBe('working');
      }),
    );
  });

  test('a further holiday makes no other day free, and no day worked', () => {
    fc.assert(
      fc.property(dates, dates, (date, extra) => {
        const fuller = { ...TOWN, days: [...TOWN.days, entry(extra, 'holiday', ['XA-S:town'])] };
        const before = calendarFor(FILES, 'XA-S:town').dayAt(date);
        const after = calendarFor([COUNTRY, fuller], 'XA-S:town').dayAt(date);
        if (date !== extra) expect(after).toEqual(before);
        else expect(after.is).not.toBe('working');
      }),
    );
  });
});

test.each([
  ['DE', 'DE', true],
  ['DE', 'DE-BE', true],
  ['DE', 'DE:somewhere', true],
  ['DE-BE', 'DE-BE:mitte', true],
  ['DE-BE', 'DE', false],
  ['DE-B', 'DE-BE', false],
])('%s reaches %s: %s', (key, place, expected) => {
  expect(reaches(key, place)).toBe(expected);
});

test('a weekday is named as ISO counts it', () => {
  expect(weekdayName(day('Monday 2026-11-23'))).toBe('Monday');
  expect(weekdayName(day('Sunday 2026-11-29'))).toBe('Sunday');
  expect(dayOfWeek(day('Sunday 2026-11-29'))).toBe(7);
});
