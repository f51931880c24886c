import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Citation } from '../../domain/outcome.js';
import { CALENDAR_DAY_KINDS, reaches, weekdayName, type CalendarYear } from '../../domain/rules/holidays.js';
import { isCivilDate, type CivilDate } from '../../domain/time.js';
import type { ConfigProblem } from './read-yaml.js';

const date = z
  .string()
  // Without a day there is no weekday to compare: `abort` keeps the checks of the whole file from running.
  .refine(isCivilDate, { error: 'a day such as 2026-01-31', abort: true })
  .transform(text => text as CivilDate);
const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[\w-]+)?$/;
const PLACE_EXPECTED = 'an ISO 3166-2 key, with an optional :locality';
const place = z.string().regex(PLACE, PLACE_EXPECTED);

const calendarDay = z.strictObject({
  date,
  day: z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']),
  name: z.string().min(1),
  kind: z.enum(CALENDAR_DAY_KINDS).default('holiday'),
  in: z.array(place).min(1).optional(),
  source: z.string().optional(),
});

const shape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in lower case'),
  year: z.number().int().min(1900).max(9999),
  weekend: z.array(z.number().int().min(1).max(7)),
  source: z.string(),
  sources: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1),
      url: z.url().optional(),
      asOf: date,
      confidence: z.enum(['verified', 'secondary', 'unverified']),
    }),
  ),
  in: z.array(place).min(1),
  places: z
    .record(z.string(), z.union([z.literal('complete'), z.strictObject({ lacks: z.string().min(1) })]))
    .refine(places => Object.keys(places).length > 0, 'at least one place'),
  days: z.array(calendarDay),
});
type Shape = z.output<typeof shape>;

const overlap = (a: readonly string[], b: readonly string[]): boolean =>
  a.some(one => b.some(other => reaches(one, other) || reaches(other, one)));

type Mistake = readonly [path: PropertyKey[], expected: string];

const dayMistakes = (file: Shape, index: number): readonly Mistake[] => {
  const entry = file.days[index];
  if (entry === undefined) return [];
  const at = (key: string): PropertyKey[] => ['days', index, key];
  const where = entry.in ?? file.in;
  const twice = file.days
    .slice(0, index)
    .some(other => other.date === entry.date && overlap(other.in ?? file.in, where));
  return [
    ...(entry.date.startsWith(`${file.year}-`)
      ? []
      : [[at('date'), `a day of ${file.year}`] satisfies Mistake]),
    ...(weekdayName(entry.date) === entry.day
      ? []
      : [[at('day'), weekdayName(entry.date)] satisfies Mistake]),
    ...(twice ? [[at('date'), 'each day once for a place'] satisfies Mistake] : []),
    ...(entry.in ?? [])
      .filter(key => !(key in file.places))
      .map((): Mistake => [at('in'), `keys that are under places: ${Object.keys(file.places).join(', ')}`]),
    ...(entry.source === undefined || entry.source in file.sources
      ? []
      : [[at('source'), sourceNames(file)] satisfies Mistake]),
  ];
};

const sourceNames = (file: Shape): string =>
  `one of the sources of this file: ${Object.keys(file.sources).join(', ')}`;

const mistakes = (file: Shape): readonly Mistake[] => [
  ...(file.source in file.sources ? [] : [[['source'], sourceNames(file)] satisfies Mistake]),
  ...file.in
    .filter(key => !(key in file.places))
    .map((): Mistake => [['in'], `keys that are under places: ${Object.keys(file.places).join(', ')}`]),
  ...Object.keys(file.places)
    .filter(key => !PLACE.test(key))
    .map((key): Mistake => [['places', key], PLACE_EXPECTED]),
  ...file.days.flatMap((_, index) => dayMistakes(file, index)),
];

/** The grammar of config/calendars/<id>/<year>.yaml; config/README.md explains it. */
export const calendarFile = shape.superRefine((file, context) => {
  for (const [path, message] of mistakes(file)) context.addIssue({ code: 'custom', path, message });
});
export type CalendarFile = z.output<typeof calendarFile>;

const sha256Of = (file: CalendarFile): string =>
  createHash('sha256').update(JSON.stringify(file)).digest('hex');

/** A year of a calendar as the domain reads it: every day with its citation. */
export const toCalendarYear = (file: CalendarFile, sha256 = sha256Of(file)): CalendarYear => {
  const id = `${file.id}/${file.year}`;
  const cite = (rule: string, name: string): Citation => {
    const { title, url, confidence } = file.sources[name] ?? {
      title: name,
      confidence: 'unverified' as const,
    };
    return {
      rule,
      rulebook: `calendar ${id}`,
      source: title,
      confidence,
      ...(url === undefined ? {} : { url }),
    };
  };
  return {
    id,
    sha256,
    year: file.year,
    weekend: file.weekend,
    because: cite('days', file.source),
    places: Object.entries(file.places).map(([key, entry]) => ({
      key,
      lacks: entry === 'complete' ? null : entry.lacks,
    })),
    days: file.days.map(day => ({
      date: day.date,
      kind: day.kind,
      name: day.name,
      places: day.in ?? file.in,
      because: cite(`days.${day.date}`, day.source ?? file.source),
    })),
  };
};

/** What no file can see alone: its own name, a place that two files claim, a day that two files give to one place. */
export const calendarProblems = (
  files: readonly { readonly name: string; readonly data: CalendarFile }[],
): readonly ConfigProblem[] =>
  files.flatMap(({ name, data }, index) => {
    const expected = `config/calendars/${data.id}/${data.year}.yaml`;
    const earlier = files.slice(0, index).filter(other => other.data.year === data.year);
    const claims = earlier.flatMap(other =>
      Object.keys(other.data.places)
        .filter(key => key in data.places)
        .map(key => ({
          path: `places.${key}`,
          expected: `a place that ${other.name} does not have`,
          found: key,
        })),
    );
    const days = earlier.flatMap(other =>
      data.days
        .filter(day =>
          other.data.days.some(
            one => one.date === day.date && overlap(one.in ?? other.data.in, day.in ?? data.in),
          ),
        )
        .map(day => ({
          path: `days.${data.days.indexOf(day)}.date`,
          expected: `a day that ${other.name} does not give to the same place`,
          found: day.date as string,
        })),
    );
    const wrongName =
      name === expected ? [] : [{ path: 'id', expected: `the file ${expected}`, found: name }];
    return [...wrongName, ...claims, ...days].map(problem => ({ file: name, ...problem }));
  });
