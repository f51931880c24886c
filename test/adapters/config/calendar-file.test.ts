import { parse } from 'yaml';
import {
  calendarFile,
  calendarProblems,
  toCalendarYear,
  type CalendarFile,
} from '../../../server/adapters/config/calendar-file.js';

const TEXT = `
id: xa
year: 2026
weekend: [6, 7]
source: law
sources:
  law: { title: A law, url: https://law.example, asOf: 2026-11-23, confidence: verified }
  press: { title: A newspaper, asOf: 2026-11-23, confidence: secondary }
in: [XA]
places:
  XA: { lacks: the days of the regions }
  XA-N: complete
days:
  - { date: 2026-05-01, day: Friday, name: Labour Day }
  - { date: 2026-05-04, day: Monday, name: Day off, kind: dayOff, in: [XA-N], source: press }
`;
const issuesOf = (text: string) => {
  const { error } = calendarFile.safeParse(parse(text));
  return (error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
};
/** The text with one mistake; the place must be there, or the test would test nothing. */
const spoil = (from: string, to: string): string => {
  expect(TEXT).toContain(from);
  return TEXT.replace(from, to);
};
const read = (text: string): CalendarFile => calendarFile.parse(parse(text));

test('a file becomes days with places and citations', () => {
  expect(toCalendarYear(read(TEXT))).toEqual({
    id: 'xa/2026',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    year: 2026,
    weekend: [6, 7],
    because: {
      rule: 'days',
      rulebook: 'calendar xa/2026',
      source: 'A law',
      url: 'https://law.example',
      confidence: 'verified',
    },
    places: [
      { key: 'XA', lacks: 'the days of the regions' },
      { key: 'XA-N', lacks: null },
    ],
    days: [
      {
        date: '2026-05-01',
        kind: 'holiday',
        name: 'Labour Day',
        places: ['XA'],
        because: {
          rule: 'days.2026-05-01',
          rulebook: 'calendar xa/2026',
          source: 'A law',
          url: 'https://law.example',
          confidence: 'verified',
        },
      },
      {
        date: '2026-05-04',
        kind: 'dayOff',
        name: 'Day off',
        places: ['XA-N'],
        because: {
          rule: 'days.2026-05-04',
          rulebook: 'calendar xa/2026',
          source: 'A newspaper',
          confidence: 'secondary',
        },
      },
    ],
  });
});

describe('a mistake in a calendar', () => {
  test.each([
    ['a weekday that is not that day’s', 'day: Friday', 'day: Thursday', 'days.0.day', 'Friday'],
    ['a weekday in another spelling', 'day: Friday', 'day: Fri', 'days.0.day', 'Friday'],
    [
      'a day of another year',
      'date: 2026-05-01, day: Friday',
      'date: 2027-05-01, day: Saturday',
      'days.0.date',
      'a day of 2026',
    ],
    ['a day that does not exist', 'date: 2026-05-01', 'date: 2026-02-30', 'days.0.date', 'a day such as'],
    [
      'the same day twice',
      'date: 2026-05-04, day: Monday',
      'date: 2026-05-01, day: Friday',
      'days.1.date',
      'each day once',
    ],
    ['a source that is not there', 'source: press }', 'source: hearsay }', 'days.1.source', 'law, press'],
    ['a source of the file that is not there', 'source: law', 'source: gossip', 'source', 'law, press'],
    ['no source at all', 'source: law', '', 'source', 'string'],
    [
      'a source without a date',
      'asOf: 2026-11-23, confidence: verified',
      'confidence: verified',
      'sources.law.asOf',
      'string',
    ],
    [
      'a source of unknown trust',
      'confidence: verified',
      'confidence: sure',
      'sources.law.confidence',
      'verified',
    ],
    ['a place that is not in the file', 'in: [XA-N]', 'in: [XA-M]', 'days.1.in', 'XA, XA-N'],
    ['a place of the whole file that is not in it', 'in: [XA]', 'in: [XB]', 'in', 'XA, XA-N'],
    ['a place that is no key', 'XA-N: complete', 'North: complete', 'places.North', 'ISO 3166-2'],
    ['a place half known', 'XA-N: complete', 'XA-N: partly', 'places.XA-N', ''],
    [
      'nothing said of what is lacking',
      '{ lacks: the days of the regions }',
      '{ lacks: "" }',
      'places.XA.lacks',
      '',
    ],
    ['a kind that does not exist', 'kind: dayOff', 'kind: bankHoliday', 'days.1.kind', 'unsettled'],
    ['a weekend of an eighth day', 'weekend: [6, 7]', 'weekend: [6, 8]', 'weekend.1', '<=7'],
    ['a word that nothing reads', 'name: Labour Day', 'name: Labour Day, note: x', 'days.0', 'note'],
  ])('%s', (_, from, to, path, expected) => {
    const issues = issuesOf(spoil(from, to));
    expect(issues.map(issue => issue.path)).toContain(path);
    expect(issues.find(issue => issue.path === path)?.message).toContain(expected);
  });
});

describe('what several files say together', () => {
  const town = read(
    TEXT.replace('id: xa', 'id: xa-town')
      .replace('in: [XA]', 'in: ["XA-N:town"]')
      .replace(
        /places:[^]*/,
        'places:\n  "XA-N:town": complete\ndays:\n  - { date: 2026-05-07, day: Thursday, name: Day of the town }\n',
      ),
  );
  const country = { name: 'config/calendars/xa/2026.yaml', data: read(TEXT) };
  const add = (data: CalendarFile, name = `config/calendars/${data.id}/${data.year}.yaml`) =>
    calendarProblems([country, { name, data }]);

  test('a town may have a file of its own', () => {
    expect(add(town)).toEqual([]);
  });

  test('a file lies in the folder of its id under its year', () => {
    expect(add(town, 'config/calendars/xa-town/2027.yaml')).toEqual([
      {
        file: 'config/calendars/xa-town/2027.yaml',
        path: 'id',
        expected: 'the file config/calendars/xa-town/2026.yaml',
        found: 'config/calendars/xa-town/2027.yaml',
      },
    ]);
  });

  test('two files cannot both speak of a place', () => {
    expect(add({ ...town, places: { ...town.places, 'XA-N': 'complete' } })).toEqual([
      {
        file: 'config/calendars/xa-town/2026.yaml',
        path: 'places.XA-N',
        expected: 'a place that config/calendars/xa/2026.yaml does not have',
        found: 'XA-N',
      },
    ]);
  });

  test('two files cannot say different things of one day at one place', () => {
    const first = country.data.days
      .slice(0, 1)
      .map(entry => ({ ...entry, kind: 'workday' as const, in: ['XA-N:town'] }));
    expect(add({ ...town, days: first })).toEqual([
      {
        file: 'config/calendars/xa-town/2026.yaml',
        path: 'days.0.date',
        expected: 'a day that config/calendars/xa/2026.yaml does not give to the same place',
        found: '2026-05-01',
      },
    ]);
  });

  test('other years do not concern each other', () => {
    expect(add({ ...country.data, year: 2027, days: [] })).toEqual([]);
  });
});
