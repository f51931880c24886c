import type { Condition, FactValue, Law } from '../rules/rulebook.js';
import { addDays, addHours, startOfDay, type CivilDate, type Instant, type Zone } from '../time.js';
import type { Hold } from './hold.js';

/** What one source says of one day of one area; in degrees Fahrenheit, as the laws that ask for it write them. */
export interface WeatherRow {
  /** A jurisdiction, `US-TX:travis`, or a country and the beginning of its postcodes, `US/787`. */
  readonly area: string;
  readonly day: CivilDate;
  readonly kind: 'observed' | 'forecast';
  readonly lowF: number | null;
  readonly highF: number | null;
  /** In force on that day; null: nothing is said of any. */
  readonly warnings: readonly string[] | null;
  readonly issuedAt: Instant;
}

/** The utility's own choices; what the law asks is in the rulebooks. */
export interface WeatherPolicy {
  /** An older forecast is as good as none. */
  readonly staleAfterHours: number;
  /** Warnings that are a heat advisory where a law asks for the days of one. */
  readonly heatAdvisories: readonly string[];
  /** Nobody is disconnected under these, and they are the extreme weather that a law may speak of without a number. */
  readonly extreme: {
    readonly belowC: number;
    readonly aboveC: number;
    readonly warnings: readonly string[];
  };
}

export interface WeatherAsked {
  /** Of the areas the place lies in, the most specific first. */
  readonly rows: readonly WeatherRow[];
  /** The civil day of the act. */
  readonly on: CivilDate;
  readonly now: Instant;
  readonly zone: Zone;
}

/** The areas a place lies in, the most specific first: its postcode, then shorter beginnings of it, then jurisdictions. */
export const areasOf = (place: {
  readonly country: string;
  readonly postcode: string;
  readonly jurisdiction: string;
}): readonly string[] => {
  const postcode = place.postcode.trim().toUpperCase();
  const beginnings = Array.from({ length: postcode.length }, (_, n) =>
    postcode.slice(0, postcode.length - n),
  );
  const [region = '', locality] = place.jurisdiction.split(':');
  const [country = ''] = region.split('-');
  return [
    ...beginnings.map(beginning => `${place.country.toUpperCase()}/${beginning}`),
    ...(locality === undefined ? [] : [place.jurisdiction]),
    ...(region === '' ? [] : [region]),
    ...(country === region ? [] : [country]),
  ];
};

const toF = (celsius: number): number => (celsius * 9) / 5 + 32;

/** The rows that can be relied on, and what they say of a day. */
const makeDays = ({ rows, on, now, zone }: WeatherAsked, { staleAfterHours }: WeatherPolicy) => {
  const rowOf = (day: CivilDate, kind: WeatherRow['kind']): WeatherRow | undefined =>
    rows.find(row => row.day === day && row.kind === kind && row.issuedAt <= now);
  const forecast = (day: CivilDate): WeatherRow | undefined => {
    const row = rowOf(day, 'forecast');
    return row !== undefined && addHours(row.issuedAt, staleAfterHours) >= now ? row : undefined;
  };
  /** Of a day that was over when it was observed. */
  const observed = (day: CivilDate): WeatherRow | undefined => {
    const row = rowOf(day, 'observed');
    return row !== undefined && row.issuedAt >= startOfDay(zone, addDays(day, 1)) ? row : undefined;
  };
  /** Whatever was said of a day last, however long ago. */
  const words = (day: CivilDate): readonly WeatherRow[] =>
    [rowOf(day, 'forecast'), rowOf(day, 'observed')].filter(row => row !== undefined);
  /** Every warning said of a day; null: nobody has said which there are. A forecast of days before may have missed one. */
  const warnings = (day: CivilDate): readonly string[] | null => {
    const said = words(day).filter(row => row.warnings !== null);
    const isKnown = said.some(
      row =>
        row === forecast(day) || row === observed(day) || (day < on && row.issuedAt >= startOfDay(zone, day)),
    );
    return isKnown ? [...new Set(said.flatMap(row => row.warnings ?? []))] : null;
  };
  return { forecast, observed, warnings, words };
};
type Days = ReturnType<typeof makeDays>;

type Range = readonly [least: number, most: number];
const rangeOf = (values: readonly (number | null | undefined)[]): Range | null =>
  values.some(value => typeof value !== 'number')
    ? null
    : [Math.min(...(values as readonly number[])), Math.max(...(values as readonly number[]))];

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Which way the conditions of a law look at a fact. */
const sidesOf = (rules: unknown, fact: string): ReadonlySet<'low' | 'high' | 'other'> => {
  const sides = new Set<'low' | 'high' | 'other'>();
  const walk = (node: unknown, turned: boolean): void => {
    if (!isTree(node)) return;
    if (node['fact'] === fact) {
      const { atMost, below, atLeast, over } = node as Extract<Condition, { readonly fact: string }>;
      if (turned || (atMost ?? below ?? atLeast ?? over) === undefined) sides.add('other');
      if (atMost !== undefined || below !== undefined) sides.add('low');
      if (atLeast !== undefined || over !== undefined) sides.add('high');
    }
    for (const [key, value] of Object.entries(node)) walk(value, turned || key === 'not');
  };
  walk(rules, false);
  return sides;
};

/** Of what is only known to lie between two numbers the end that bars: no hour of those ahead is left out. */
const cautious = (law: Law, fact: string, range: Range | null): number | null => {
  if (range === null) return null;
  const [least, most] = range;
  const sides = sidesOf(law.rules, fact);
  if (least === most || sides.size === 0) return least;
  if (sides.size > 1 || sides.has('other')) return null;
  return sides.has('low') ? least : most;
};

/** How many days before the act a law looks for those of a list. */
const lookBack = (law: Law, fact: string): number =>
  Math.max(
    0,
    ...Object.values(law.rules.bars ?? {}).flatMap(({ value }) =>
      value.kind === 'listedDays' && value.fact === fact ? value.daysBefore : [],
    ),
  );

/** The days of a heat advisory, up to that of the act; null: of one of them nobody knows. */
const advisoryDates = (
  law: Law,
  days: Days,
  on: CivilDate,
  names: readonly string[],
): readonly string[] | null => {
  const asked = Array.from({ length: lookBack(law, 'heatAdvisoryDates') + 1 }, (_, n) => addDays(on, -n));
  const said = asked.map(day => ({ day: day as string, warnings: days.warnings(day) }));
  if (said.some(({ warnings }) => warnings === null)) return null;
  return said
    .filter(({ warnings }) => warnings?.some(each => names.includes(each)))
    .map(({ day }) => day)
    .sort();
};

const isBeyond = (
  { lowF, highF, warnings }: Pick<WeatherRow, 'lowF' | 'highF' | 'warnings'>,
  { extreme }: WeatherPolicy,
): boolean =>
  warnings?.some(each => extreme.warnings.includes(each)) === true ||
  (lowF !== null && lowF <= toF(extreme.belowC)) ||
  (highF !== null && highF >= toF(extreme.aboveC));

/**
 * Whether the weather of that day or of the next is extreme by the utility's own measure; null: it is not known whole.
 * An old forecast of extreme weather still bars, one of mild weather says nothing.
 */
const isExtreme = (days: Days, on: CivilDate, policy: WeatherPolicy): boolean | null => {
  const found = [on, addDays(on, 1)].map(day => {
    if (days.words(day).some(row => isBeyond(row, policy))) return true;
    const row = days.forecast(day);
    const isWhole = typeof row?.lowF === 'number' && typeof row.highF === 'number';
    return isWhole && days.warnings(day) !== null ? false : null;
  });
  if (found.includes(true)) return true;
  return found.includes(null) ? null : false;
};

/**
 * What rulebooks ask of the weather of the day of an act, by the names they ask for it. What is not known, or is too old,
 * is left out: where a law asks for it the engine then answers *undetermined*, and nothing is done. The 24 hours ahead
 * are taken as the whole of two days, and of their temperatures the end that bars.
 */
export const weatherFacts = (
  law: Law,
  asked: WeatherAsked,
  policy: WeatherPolicy,
): Readonly<Record<string, FactValue>> => {
  const days = makeDays(asked, policy);
  const { on } = asked;
  const ahead = [days.forecast(on), days.forecast(addDays(on, 1))];
  const before = days.observed(addDays(on, -1));
  const found: Readonly<Record<string, FactValue | null | undefined>> = {
    forecastLowF: ahead[0]?.lowF,
    forecastHighF: ahead[0]?.highF,
    forecast24hLowF: cautious(law, 'forecast24hLowF', rangeOf(ahead.map(row => row?.lowF))),
    forecast24hHighF: cautious(law, 'forecast24hHighF', rangeOf(ahead.map(row => row?.highF))),
    previousDayLowF: before?.lowF,
    previousDayHighF: before?.highF,
    heatAdvisoryDates: advisoryDates(law, days, on, policy.heatAdvisories),
    extremeWeather: isExtreme(days, on, policy),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as const],
    ),
  );
};

/**
 * The hold that the utility's own measure of extreme weather places on cases there, for that day; null: none. Weather
 * that nobody knows holds nothing by itself: where a law asks for it, the law stops the case.
 */
export const weatherHold = (asked: WeatherAsked, policy: WeatherPolicy): Omit<Hold, 'from'> | null =>
  isExtreme(makeDays(asked, policy), asked.on, policy) === true
    ? {
        id: `weather/${asked.on}`,
        reason: 'weather',
        by: 'weather',
        until: { day: asked.on },
        effect: 'barsAct',
      }
    : null;
