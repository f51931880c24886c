import { calendarFor, type DayStatus } from '../../../server/domain/rules/holidays.js';
import type { CivilDate } from '../../../server/domain/time.js';
import { loadConfig } from '../../../server/load-config.js';
import { day } from '../../domain/builders.js';
import { fixed, onWeekend, RULES, workdays, type Rule } from './calendar-rules.js';
import { easter, everyDay, onOrAfter, orthodoxEaster, plus } from './day-rules.js';

const { calendars } = loadConfig();
const YEARS = [2024, 2025, 2026, 2027] as const;

/** The days from Monday to Friday that a place has off, or of which nothing can be said. */
const daysOf = (place: string, year: number, is: DayStatus['is']): readonly string[] => {
  const { dayAt } = calendarFor(calendars, place);
  return everyDay(year).filter(of => !onWeekend(of) && dayAt(of as CivilDate).is === is);
};
describe('Easter', () => {
  test.each([
    ['Sunday 2024-03-31', 'Sunday 2024-05-05'],
    ['Sunday 2025-04-20', 'Sunday 2025-04-20'],
    ['Sunday 2026-04-05', 'Sunday 2026-04-12'],
    ['Sunday 2027-03-28', 'Sunday 2027-05-02'],
  ])('is on %s in the West and on %s in the East', (west, east) => {
    const year = Number(day(west).slice(0, 4));
    expect(easter(year)).toBe(day(west));
    expect(orthodoxEaster(year)).toBe(day(east));
  });
});

describe.each(Object.entries(RULES))(
  '%s has off, from Monday to Friday, what its rule gives',
  (place, rule) => {
    test.each(YEARS)('in %i', year => {
      expect(daysOf(place, year, 'off')).toEqual(workdays(rule(year), year));
    });
  },
);

describe('Russia', () => {
  const code: Rule = y => fixed(y, ...[1, 2, 3, 4, 5, 6, 7, 8].map(n => [1, n] as const));
  const movable: Rule = y => fixed(y, [2, 23], [3, 8], [5, 1], [5, 9], [6, 12], [11, 4]);
  /** From the decrees: the weekend day and the day off it became. */
  const MOVED: Readonly<Record<number, readonly (readonly [from: string, to: string])[]>> = {
    2024: [
      ['Saturday 2024-01-06', 'Friday 2024-05-10'],
      ['Sunday 2024-01-07', 'Tuesday 2024-12-31'],
      ['Saturday 2024-04-27', 'Monday 2024-04-29'],
      ['Saturday 2024-11-02', 'Tuesday 2024-04-30'],
      ['Saturday 2024-12-28', 'Monday 2024-12-30'],
    ],
    2025: [
      ['Saturday 2025-01-04', 'Friday 2025-05-02'],
      ['Sunday 2025-01-05', 'Wednesday 2025-12-31'],
      ['Sunday 2025-02-23', 'Thursday 2025-05-08'],
      ['Saturday 2025-03-08', 'Friday 2025-06-13'],
      ['Saturday 2025-11-01', 'Monday 2025-11-03'],
    ],
    2026: [
      ['Saturday 2026-01-03', 'Friday 2026-01-09'],
      ['Sunday 2026-01-04', 'Thursday 2026-12-31'],
    ],
  };
  const { dayAt } = calendarFor(calendars, 'RU');

  test.each([2024, 2025, 2026])('in %i follows the Labour Code and the decree', year => {
    const moves = (MOVED[year] ?? []).map(([from, to]) => [day(from), day(to)] as const);
    const moved = new Set<string>(moves.map(([from]) => from));
    const own = movable(year);
    const lieu = own.filter(of => onWeekend(of) && !moved.has(of)).map(of => onOrAfter(plus(of, 1), 1));
    const expected = [...code(year), ...own, ...lieu, ...moves.map(([, to]) => to)];
    expect(daysOf('RU', year, 'off')).toEqual(workdays(expected, year));
    const worked = everyDay(year).filter(of => onWeekend(of) && dayAt(of as CivilDate).is === 'working');
    expect(worked).toEqual(
      moves.map(([from]) => from as string).filter(of => !own.includes(of) && !code(year).includes(of)),
    );
  });

  test('knows in 2027 the holidays of the Labour Code alone, as the decree was not seen', () => {
    expect(daysOf('RU', 2027, 'working')).toEqual([]);
    expect(dayAt(day('Friday 2027-01-08')).is).toBe('off');
    expect(dayAt(day('Monday 2027-05-10'))).toMatchObject({ is: 'off', kind: 'substitute' });
    expect(dayAt(day('Saturday 2027-02-20')).is).toBe('unknown');
    expect(dayAt(day('Wednesday 2027-10-06')).is).toBe('unknown');
  });

  test('does not speak for a republic that has days of its own', () => {
    const tatarstan = calendarFor(calendars, 'RU-TA');
    expect(tatarstan.dayAt(day('Friday 2026-06-12')).is).toBe('off');
    expect(tatarstan.dayAt(day('Tuesday 2026-06-16')).is).toBe('unknown');
  });
});

describe('a well-known day', () => {
  test.each([
    ['RU', 'Saturday 2024-04-27', 'working', undefined, 'Рабочий день'],
    ['RU', 'Monday 2026-03-09', 'off', 'substitute', '8 марта'],
    ['RU', 'Monday 2026-05-11', 'off', 'substitute', '9 мая'],
    ['RU', 'Friday 2026-01-09', 'off', 'dayOff', '3 января'],
    ['UA', 'Monday 2026-06-01', 'off', 'substitute', 'Трійця'],
    ['UA', 'Wednesday 2026-07-15', 'off', 'holiday', 'Державності'],
    ['DE-BE', 'Friday 2026-04-03', 'off', 'holiday', 'Karfreitag'],
    ['DE-BE', 'Wednesday 2027-01-06', 'working', undefined, ''],
    ['DE-BY', 'Wednesday 2027-01-06', 'off', 'holiday', 'Drei Könige'],
    ['DE-BY', 'Friday 2025-08-15', 'unknown', undefined, ''],
    ['DE-BY:augsburg', 'Friday 2025-08-08', 'off', 'holiday', 'Friedensfest'],
    ['DE-BY:passau', 'Friday 2025-08-08', 'working', undefined, ''],
    ['DE-SN', 'Wednesday 2026-11-18', 'off', 'holiday', 'Bettag'],
    ['DE', 'Monday 2026-11-23', 'unknown', undefined, ''],
    ['ES-MD:madrid', 'Friday 2026-05-15', 'off', 'holiday', 'San Isidro'],
    ['ES-MD:getafe', 'Friday 2026-05-15', 'unknown', undefined, ''],
    ['ES-MD:getafe', 'Monday 2026-12-07', 'off', 'substitute', 'Constitución'],
    ['ES-CT', 'Monday 2026-12-07', 'unknown', undefined, ''],
    ['ES-MD:madrid', 'Monday 2027-05-31', 'unknown', undefined, ''],
    ['ES', 'Monday 2026-10-12', 'off', 'holiday', 'Fiesta Nacional'],
    ['IT', 'Tuesday 2026-06-02', 'off', 'holiday', 'Repubblica'],
    ['IT', 'Monday 2027-10-04', 'off', 'holiday', 'Francesco'],
    ['IT-BZ', 'Monday 2026-05-25', 'off', 'holiday', 'Pentecoste'],
    ['FR', 'Thursday 2026-05-14', 'off', 'holiday', 'Ascension'],
    ['FR-67', 'Friday 2026-04-03', 'unknown', undefined, ''],
    ['FR-68', 'Friday 2025-12-26', 'off', 'holiday', 'Saint-Étienne'],
    ['PL', 'Tuesday 2024-12-24', 'working', undefined, ''],
    ['PL', 'Thursday 2026-12-24', 'off', 'holiday', 'Wigilia'],
    ['GB-ENG', 'Monday 2026-12-28', 'off', 'substitute', 'Boxing'],
    ['GB-SCT', 'Monday 2026-04-06', 'working', undefined, ''],
    ['GB-SCT', 'Monday 2026-06-15', 'off', 'holiday', 'World Cup'],
    ['GB-NIR', 'Monday 2026-07-13', 'off', 'substitute', 'Boyne'],
    ['GB', 'Monday 2026-04-06', 'unknown', undefined, ''],
    ['AU-NSW', 'Monday 2026-04-27', 'off', 'substitute', 'Anzac'],
    ['AU-QLD', 'Monday 2026-04-27', 'unknown', undefined, ''],
    ['AU-QLD:brisbane', 'Monday 2026-04-27', 'working', undefined, ''],
    ['AU-QLD:brisbane', 'Wednesday 2026-08-12', 'off', 'holiday', 'Show'],
    ['AU-SA', 'Thursday 2026-12-24', 'unknown', undefined, ''],
    ['AU-TAS:hobart', 'Thursday 2026-10-22', 'off', 'holiday', 'Show'],
    ['AU-WA:perth', 'Monday 2026-09-28', 'off', 'holiday', 'Birthday'],
    ['AU-NT:darwin', 'Friday 2026-07-24', 'off', 'holiday', 'Show'],
    ['AU-VIC:melbourne', 'Friday 2027-10-01', 'unknown', undefined, ''],
    ['NZ-AUK', 'Monday 2027-02-08', 'off', 'substitute', 'Waitangi'],
    ['NZ', 'Friday 2026-07-10', 'off', 'holiday', 'Matariki'],
    ['US:federal', 'Friday 2027-12-31', 'off', 'substitute', 'New Year'],
    ['US-NY', 'Tuesday 2026-11-03', 'off', 'holiday', 'election'],
    ['US-OH', 'Friday 2026-07-03', 'unknown', undefined, ''],
    ['US-FL', 'Friday 2026-12-25', 'unknown', undefined, ''],
    ['CA-ON', 'Monday 2026-10-12', 'off', 'holiday', 'Thanksgiving'],
    ['CA-ON', 'Monday 2026-08-03', 'unknown', undefined, ''],
    ['KZ', 'Saturday 2024-05-04', 'working', undefined, 'Рабочий день'],
    ['KZ', 'Wednesday 2024-05-08', 'off', 'dayOff', '4 мая'],
    ['KZ', 'Monday 2025-10-27', 'off', 'substitute', '25 октября'],
    ['KZ', 'Monday 2026-03-23', 'off', 'holiday', 'Наурыз'],
    ['KZ', 'Monday 2026-08-31', 'unknown', undefined, ''],
    ['KZ', 'Monday 2027-03-15', 'off', 'holiday', 'Конституции'],
    ['IN', 'Monday 2026-01-26', 'off', 'holiday', 'Republic'],
    ['IN', 'Tuesday 2026-01-27', 'unknown', undefined, ''],
  ] as const)('of %s: %s is %s', (place, of, is, kind, name) => {
    const status = calendarFor(calendars, place).dayAt(day(of));
    expect(status).toMatchObject({ is, ...(kind === undefined ? {} : { kind }) });
    if (name !== '') expect(status).toHaveProperty('name', expect.stringContaining(name));
  });
});

test('2028 is not known anywhere yet', () => {
  const places = new Set(calendars.flatMap(file => file.places.map(({ key }) => key)));
  for (const place of places)
    expect(calendarFor(calendars, place).dayAt(day('Tuesday 2028-01-04')).is).toBe('unknown');
});
