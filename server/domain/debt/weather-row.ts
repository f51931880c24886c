import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import { isCivilDate, parseMoment } from '../time.js';
import type { WeatherRow } from './weather.js';

/** The columns of a weather feed, and the fields of its JSON. */
export const WEATHER_COLUMNS = ['area', 'day', 'kind', 'low', 'high', 'unit', 'warnings', 'issued'] as const;

const wrong = (code: string, message: string, lawful?: string): Refusal => ({
  code,
  message,
  because: [],
  ...(lawful === undefined ? {} : { lawful }),
});

/** `US-TX`, `US-TX:travis`, or a country and the beginning of its postcodes: `US/787`. */
const AREA = /^[A-Z]{2}((-[A-Z0-9]{1,3})?(:[\w-]+)?|\/[A-Z0-9][A-Z0-9 -]{0,9})$/;
export const isArea = (text: string): boolean => AREA.test(text);

/** No place on earth has been colder or hotter: such a number is in the other unit, or a mark for "none". */
const COLDEST_F = -130;
const HOTTEST_F = 140;

const temperature = (field: string, text: string, unit: string): number | null | Refusal => {
  if (text === '') return null;
  const number = Number(text);
  const f = unit === 'C' ? (number * 9) / 5 + 32 : number;
  if (/^-?\d{1,3}(\.\d+)?$/.test(text) && (unit === 'C' || unit === 'F') && f >= COLDEST_F && f <= HOTTEST_F)
    return Math.round(f * 1000) / 1000;
  return wrong(
    'weather.temperature',
    `${field}: that is no temperature.`,
    'Write it as -4.5, and its unit as C or F.',
  );
};

/** `none`, or names with spaces or semicolons between; nothing: nothing is said of warnings. */
const warningsIn = (text: string): readonly string[] | null | Refusal => {
  if (text === '') return null;
  const names = text
    .toLowerCase()
    .split(/[\s;]+/)
    .filter(name => name !== '');
  if (names.some(name => !/^[a-z][a-z0-9_]{0,39}$/.test(name)))
    return wrong(
      'weather.warnings',
      'warnings: a name is not readable.',
      'Write heat_advisory;wind, or none.',
    );
  return names.filter(name => name !== 'none');
};

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value;

/** Reads one row; `area` may be a station, which the caller knows. Everything wrong with it at once, repeating nothing of it. */
export const readWeatherRow = (fields: Readonly<Record<string, string>>): Outcome<WeatherRow> => {
  const of = (name: string): string => fields[name] ?? '';
  const day = of('day');
  const kind = of('kind');
  const issued = parseMoment(of('issued'));
  const low = temperature('low', of('low'), of('unit'));
  const high = temperature('high', of('high'), of('unit'));
  const warnings = warningsIn(of('warnings'));
  const mistakes = [
    ...(of('area') === '' ? [wrong('weather.area', 'area: it is needed.')] : []),
    ...(isCivilDate(day) ? [] : [wrong('row.notADay', 'day: that is not a day.', 'Write it as 2026-11-25.')]),
    ...(kind === 'observed' || kind === 'forecast'
      ? []
      : [wrong('weather.kind', 'kind: it is observed or forecast.')]),
    ...(issued.ok
      ? []
      : [wrong('weather.issued', 'issued: that is not a moment.', 'Write it as 2026-11-25T09:00+01:00.')]),
    ...[low, high, warnings].filter(isRefusal),
    ...(typeof low === 'number' && typeof high === 'number' && low > high
      ? [wrong('weather.temperature', 'low: it is above high.')]
      : []),
    ...(low === null && high === null && warnings === null
      ? [wrong('weather.nothing', 'It says nothing.')]
      : []),
  ];
  const [first, ...rest] = mistakes;
  if (first !== undefined) return refuse(first, ...rest);
  if (
    !issued.ok ||
    !isCivilDate(day) ||
    (kind !== 'observed' && kind !== 'forecast') ||
    isRefusal(low) ||
    isRefusal(high) ||
    isRefusal(warnings)
  )
    throw new Error('A row without a mistake has all of its fields.');
  return accept({ area: of('area'), day, kind, lowF: low, highF: high, warnings, issuedAt: issued.value });
};
