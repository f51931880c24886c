import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CalendarFile } from '../../server/adapters/config/calendar-file.js';
import { calendarFor, reaches, weekdayName } from '../../server/domain/rules/holidays.js';
import { addDays, type CivilDate } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { caseFiles } from '../golden/case-files.js';
import { filesUnder, ROOT, textOf } from './project-files.js';

const { calendars, rulebooks } = loadConfig(join(ROOT, 'config'));
const names = filesUnder('config/calendars', '.yaml');
const fileOf = (name: string): CalendarFile => parse(textOf(name)) as CalendarFile;
/** The year in which the calendars were last read; they have to reach the end of the next one. */
const READ_IN = Math.max(
  ...names.flatMap(name => Object.values(fileOf(name).sources).map(({ asOf }) => Number(asOf.slice(0, 4)))),
);
const wholeIn = (year: number): readonly string[] =>
  calendars
    .filter(file => file.year === year)
    .flatMap(file => file.places.filter(({ lacks }) => lacks === null).map(({ key }) => key))
    .sort();

/** Places whose next year cannot be known yet, and what has to be read before it can. */
const NOT_YET: Readonly<Record<string, string>> = {
  RU: 'the Government moves days off, and makes Saturdays working days, by a decree of each autumn',
  'ES-CT:barcelona': 'its council fixes two days each autumn, and Catalonia its own',
  'ES-MD:madrid':
    'communities and municipalities fix their days each autumn, and the BOE publishes them in October',
};

it('every calendar that knows this year knows the next, but for those listed with the reason', () => {
  const next = wholeIn(READ_IN + 1);
  const ending = wholeIn(READ_IN).filter(place => !next.includes(place));
  expect(ending).toEqual(Object.keys(NOT_YET).sort((a, b) => (a < b ? -1 : 1)));
  for (const place of ending)
    expect(calendarFor(calendars, place).dayAt(`${READ_IN + 1}-11-24` as CivilDate)).toMatchObject({
      is: 'unknown',
      why: expect.stringMatching(/lacks/) as string,
    });
});

it.each([...new Set(calendars.flatMap(file => file.places.map(({ key }) => key)))])(
  'the years of %s have no gap',
  place => {
    const years = calendars
      .filter(file => file.places.some(({ key, lacks }) => key === place && lacks === null))
      .map(({ year }) => year)
      .sort();
    expect(years).toEqual(years.map((_, index) => (years[0] ?? 0) + index));
  },
);

describe.each(names)('%s', name => {
  const file = fileOf(name);

  it('has a date and a trust for every source, and an address for those whose text was seen', () => {
    for (const { asOf, confidence, url } of Object.values(file.sources)) {
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (confidence === 'verified') expect(url).toMatch(/^https?:/);
    }
  });

  it('uses every source and every place that it names', () => {
    const used = [file.source, ...file.days.map(({ source }) => source)];
    for (const source of Object.keys(file.sources)) expect(used).toContain(source);
    for (const place of Object.keys(file.places))
      expect(file.days.some(({ in: own }) => (own ?? file.in).some(key => reaches(key, place)))).toBe(true);
  });

  it('lists its days in order', () => {
    const days = file.days.map(({ date }) => date as string);
    expect(days).toEqual([...days].sort());
  });
});

it('every place whose rulebook counts working days has a calendar', () => {
  const places = calendars.flatMap(file => file.places.map(({ key }) => key));
  const counting = filesUnder('config/rulebooks', '.yaml').filter(name =>
    /\b(workingDays?|werktage|hoursOfWorkingDays|nonWorkingDay|holiday)\b/.test(textOf(name)),
  );
  const keys = counting.flatMap(name => (parse(textOf(name)) as { jurisdictions: string[] }).jurisdictions);
  expect(keys.filter(key => !places.some(place => reaches(place, key) || reaches(key, place)))).toEqual([]);
  expect(rulebooks.length).toBeGreaterThan(0);
});

describe('the golden cases', () => {
  interface GoldenCase {
    readonly id: string;
    readonly jurisdiction: string;
    readonly locality?: string;
    readonly given: { readonly martialLaw?: boolean };
    readonly calendar?: { readonly holidays: readonly CivilDate[] };
  }
  const cases = caseFiles().there.flatMap(
    path => (JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly GoldenCase[] }).cases,
  );
  const withHolidays = cases.filter(({ calendar }) => (calendar?.holidays.length ?? 0) > 0);
  if (withHolidays.length === 0)
    console.log('The calendars are not compared with the golden cases: none that has holidays is here.');
  const run = withHolidays.length === 0 ? it.skip : it;

  run('take the same days for holidays, and between the first and the last of them no others', () => {
    for (const { id, jurisdiction, locality, calendar } of withHolidays) {
      const place = locality === undefined ? jurisdiction : `${jurisdiction}:${locality.toLowerCase()}`;
      const { dayAt } = calendarFor(calendars, place);
      const days = [...(calendar?.holidays ?? [])].sort();
      const end = days.at(-1) ?? '';
      for (let day = days[0] ?? ('' as CivilDate); day <= end; day = addDays(day, 1)) {
        const status = dayAt(day);
        const holiday = status.is === 'off' && status.kind !== 'weekend';
        if (days.includes(day)) expect([id, day, holiday]).toEqual([id, day, true]);
        else if (!/^S/.test(weekdayName(day))) expect([id, day, holiday]).toEqual([id, day, false]);
      }
    }
  });
});
