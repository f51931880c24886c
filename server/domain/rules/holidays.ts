import type { Citation } from '../outcome.js';
import { dayOfWeek, type CivilDate } from '../time.js';

/**
 * What a listed day is. `substitute`: off in place of a holiday that fell on a weekend. `dayOff`: off because a weekend
 * was moved here; no holiday in law. `workday`: worked though the weekend or a holiday would say otherwise.
 * `unsettled`: cannot be said, for example a feast whose day is not announced.
 */
export const CALENDAR_DAY_KINDS = ['holiday', 'substitute', 'dayOff', 'workday', 'unsettled'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];

export interface CalendarDay {
  readonly date: CivilDate;
  readonly kind: CalendarDayKind;
  readonly name: string;
  /** Keys of the places that have it; `DE` reaches `DE-BE` too. */
  readonly places: readonly string[];
  readonly because: Citation;
}

/** What the file says of one place: with `lacks` null every day of the year is known, else only the listed ones. */
export interface CalendarPlace {
  readonly key: string;
  readonly lacks: string | null;
}

/** One frozen file: a year of a country, or what a municipality adds to it. */
export interface CalendarYear {
  /** `es/2026` */
  readonly id: string;
  /** Of the content of the file: a frozen year may still be corrected, and a decision says by which it counted. */
  readonly sha256: string;
  readonly year: number;
  /** 1 Monday … 7 Sunday */
  readonly weekend: readonly number[];
  readonly places: readonly CalendarPlace[];
  readonly days: readonly CalendarDay[];
  readonly because: Citation;
}

/** `es/2026@<sha256>`, as decisions and the ledger name it. */
export const calendarVersion = ({ id, sha256 }: Pick<CalendarYear, 'id' | 'sha256'>): string =>
  `${id}@${sha256}`;

/** A day at a place, with the reason for the trace. `unknown` must end in `undetermined`; it is neither of the others. */
export type DayStatus =
  | { readonly is: 'working'; readonly name: string | null; readonly because: Citation }
  | {
      readonly is: 'off';
      readonly kind: 'weekend' | 'holiday' | 'substitute' | 'dayOff';
      readonly name: string;
      readonly because: Citation;
    }
  | { readonly is: 'unknown'; readonly why: string };

export interface HolidayCalendar {
  readonly place: string;
  /** `weekend` where a rule has a week of its own, such as Monday to Saturday for a Werktag. */
  readonly dayAt: (date: CivilDate, weekend?: readonly number[]) => DayStatus;
}

/** `DE` reaches `DE-BE` and `DE-BE:mitte`, as the keys of rulebooks do. */
export const reaches = (key: string, place: string): boolean =>
  place === key || place.startsWith(`${key}-`) || place.startsWith(`${key}:`);

const nearest = (years: readonly CalendarYear[], place: string) =>
  years
    .flatMap(file => file.places.map(entry => ({ file, entry })))
    .filter(({ entry }) => reaches(entry.key, place))
    .sort((a, b) => b.entry.key.length - a.entry.key.length)[0];

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weekdayName = (date: CivilDate): string => WEEKDAYS[dayOfWeek(date) - 1] ?? '';

const unknown = (why: string): DayStatus => ({ is: 'unknown', why });

const listed = ({ kind, name, date, because }: CalendarDay): DayStatus => {
  if (kind === 'unsettled') return unknown(`It is not settled whether ${date} is a day off: ${name}.`);
  return kind === 'workday' ? { is: 'working', name, because } : { is: 'off', kind, name, because };
};

/**
 * The calendar of one place, put together from every file of a year that speaks of it. A year without a file, a place
 * that no file knows, and a day that the file does not claim to know are unknown: a day is never taken to be a working
 * day because nobody wrote anything about it.
 */
export const calendarFor = (files: readonly CalendarYear[], place: string): HolidayCalendar => ({
  place,
  dayAt: (date, weekend) => {
    const year = Number(date.slice(0, 4));
    const ofYear = files.filter(file => file.year === year);
    const known = nearest(ofYear, place);
    if (known === undefined) return unknown(`There is no calendar of ${year} for ${place}.`);
    const found = ofYear
      .flatMap(file => file.days)
      .find(day => day.date === date && day.places.some(key => reaches(key, place)));
    const week = weekend ?? known.file.weekend;
    const free = week.includes(dayOfWeek(date));
    // A rule's own week decides what is a working day in it; days worked instead are of the ordinary week.
    const overruled = found?.kind === 'workday' && weekend !== undefined && free;
    if (found !== undefined && !overruled) return listed(found);
    if (known.entry.lacks !== null)
      return unknown(`The calendar ${known.file.id} for ${known.entry.key} lacks ${known.entry.lacks}.`);
    const { because } = known.file;
    if (free) return { is: 'off', kind: 'weekend', name: weekdayName(date), because };
    return { is: 'working', name: null, because };
  },
});
