import type { Citation } from '../outcome.js';
import { addDays, addMonths, exactWithOffset, startOfDay, type CivilDate, type Instant } from '../time.js';
import {
  dayLines,
  dayText,
  known,
  unknown,
  WERKTAGE_WEEKEND,
  worked,
  type Counted,
  type Counting,
  type Known,
  type TraceLine,
} from './counting.js';

export const UNITS = [
  'clockHours',
  'hoursOfWorkingDays',
  'days',
  'workingDays',
  'werktage',
  'weeks',
  'months',
] as const;
export type Unit = (typeof UNITS)[number];

export interface Season {
  /** `MM-DD`, both included; over the new year if `from` is the later. */
  readonly from: string;
  readonly to: string;
}

/** A length of time as a law writes it, and how it is counted. */
export interface Period {
  readonly count: number;
  readonly unit: Unit;
  /** Without it the day of the first event is not counted. */
  readonly firstDay?: 'included' | undefined;
  /** A last day that is not worked moves. */
  readonly rollEnd?: 'nextWorkingDay' | 'previousWorkingDay' | undefined;
  /** The clock stands still on these days of every year. */
  readonly notCounting?: Season | undefined;
}

/** A day, or a moment where the hour counts. */
export type Moment = { readonly on: CivilDate } | { readonly at: Instant };

export const isHours = ({ unit }: Period): boolean => unit === 'clockHours' || unit === 'hoursOfWorkingDays';
export const isWorkingDays = ({ unit }: Period): boolean => unit === 'workingDays' || unit === 'werktage';

const NAMES: Readonly<Record<Unit, string>> = {
  clockHours: 'clock hours',
  hoursOfWorkingDays: 'hours, days off left out',
  days: 'days',
  workingDays: 'working days',
  werktage: 'Werktage (Monday to Saturday)',
  weeks: 'weeks',
  months: 'months, date to date',
};
/** `15 days`, for people. */
export const periodText = ({ count, unit, notCounting }: Period): string =>
  `${count} ${NAMES[unit]}${notCounting === undefined ? '' : `, ${notCounting.from} to ${notCounting.to} left out`}`;

/** `MM-DD` of a season, over the new year too. */
export const inSeason = ({ from, to }: Season, day: CivilDate): boolean => {
  const date = day.slice(5);
  return from <= to ? from <= date && date <= to : date >= from || date <= to;
};

/** The most days any walk may take: a period that ends later than this is a mistake in a file. */
const LONGEST_DAYS = 4000;

export interface Walk {
  readonly end: CivilDate;
  readonly trace: readonly TraceLine[];
}

type Counts = (
  day: CivilDate,
) => Known<{ readonly counts: boolean; readonly why: string; readonly because: Citation | null }>;

const countsOf = (period: Period, counting: Counting): Counts => {
  const { notCounting, unit } = period;
  const weekend = unit === 'werktage' ? WERKTAGE_WEEKEND : undefined;
  return day => {
    const why = counting.standsStill?.(day) ?? null;
    if (why !== null) return known({ counts: false, why: `the clock stands still: ${why}`, because: null });
    if (notCounting !== undefined && inSeason(notCounting, day))
      return known({
        counts: false,
        why: `the clock stands still from ${notCounting.from} to ${notCounting.to}`,
        because: null,
      });
    if (!isWorkingDays(period)) return known({ counts: true, why: 'day', because: null });
    const status = worked(counting, day, weekend);
    return status.known
      ? known({ counts: status.value.working, why: status.value.why, because: status.value.because })
      : status;
  };
};

/**
 * Walks from `first` (a candidate itself) to the `n`th day that counts. A walk that passes `until` stops there: what
 * lies beyond may not be known, and need not be.
 */
const walk = (first: CivilDate, n: number, counts: Counts, until: CivilDate | null): Known<Walk> => {
  const seen: Counted[] = [];
  let left = n;
  for (let day = first; seen.length < LONGEST_DAYS; day = addDays(day, 1)) {
    if (until !== null && day > until) return known({ end: day, trace: dayLines(seen) });
    const status = counts(day);
    if (!status.known) return status;
    if (status.value.counts) left -= 1;
    seen.push({
      day,
      n: status.value.counts ? n - left : null,
      why: status.value.why,
      because: status.value.because,
    });
    if (left <= 0) return known({ end: day, trace: dayLines(seen) });
  }
  return unknown(`an end of ${n} days within ${LONGEST_DAYS} days`);
};

const rolled = (
  { rollEnd }: Period,
  { end, trace }: Walk,
  counting: Counting,
  until: CivilDate | null,
): Known<Walk> => {
  if (rollEnd === undefined) return known({ end, trace });
  const lines = [...trace];
  for (let day = end, tries = 0; tries < LONGEST_DAYS; tries += 1) {
    if (until !== null && day > until) return known({ end: day, trace: lines });
    const status = worked(counting, day);
    if (!status.known) return status;
    if (status.value.working) return known({ end: day, trace: lines });
    const next = addDays(day, rollEnd === 'nextWorkingDay' ? 1 : -1);
    lines.push({
      step: `${dayText(day)} is no working day: ${status.value.why}`,
      result: dayText(next),
      because: status.value.because,
    });
    day = next;
  }
  return unknown(`a working day near ${end}`);
};

/** Weeks and months are stretches of days: each day on which the clock stands still makes them a day longer. */
const stretched = (first: CivilDate, last: CivilDate, { standsStill }: Counting): Walk => {
  if (standsStill === undefined) return { end: last, trace: [] };
  const still: Counted[] = [];
  let end = last;
  for (let day = first; day <= end && still.length < LONGEST_DAYS; day = addDays(day, 1)) {
    const why = standsStill(day);
    if (why === null) continue;
    still.push({ day, n: null, why: `the clock stands still: ${why}`, because: null });
    end = addDays(end, 1);
  }
  return { end, trace: dayLines(still) };
};

const unrolled = (
  period: Period,
  start: CivilDate,
  counting: Counting,
  until: CivilDate | null,
): Known<Walk> => {
  const { count, unit, firstDay } = period;
  const first = firstDay === 'included' ? start : addDays(start, 1);
  switch (unit) {
    case 'months':
    case 'weeks': {
      const end = unit === 'months' ? addMonths(start, count) : addDays(start, 7 * count);
      const last = firstDay === 'included' ? addDays(end, -1) : end;
      const still = stretched(first, last, counting);
      return known({
        end: still.end,
        trace: [
          { step: `${dayText(start)} and ${periodText(period)}`, result: dayText(last), because: null },
          ...still.trace,
        ],
      });
    }
    case 'days':
    case 'workingDays':
    case 'werktage':
      return count === 0
        ? known({ end: start, trace: [] })
        : walk(first, count, countsOf(period, counting), until);
    case 'clockHours':
    case 'hoursOfWorkingDays':
      throw new RangeError('Hours have no last day.');
  }
};

/** The last day of a period of days that begins with an event on `start`. */
export const endOf = (
  period: Period,
  start: CivilDate,
  counting: Counting,
  until: CivilDate | null = null,
): Known<Walk> => {
  const walked = unrolled(period, start, counting, until);
  return walked.known ? rolled(period, walked.value, counting, until) : walked;
};

/**
 * The first day on which the act may fall so that, walking back from it over working days and not counting it, the
 * `count`th one met is not before `start`. Where the act is on a working day this is: first day out, last day in.
 */
const firstByWalkingBack = (
  period: Period,
  start: CivilDate,
  counting: Counting,
  until: CivilDate | null,
): Known<Walk> => {
  const n = period.firstDay === 'included' ? period.count - 1 : period.count;
  if (n <= 0) return known({ end: start, trace: [] });
  // The act's own day is never looked at, so it may lie where the calendar ends.
  const walked = walk(start, n, countsOf(period, counting), until === null ? null : addDays(until, -1));
  return walked.known ? known({ ...walked.value, end: addDays(walked.value.end, 1) }) : walked;
};

export interface First extends Walk {
  /** The last day of the waiting period. */
  readonly periodEnds: CivilDate;
}

/** The first day on which the later event is lawful: periods of days, one after the other. */
export const firstDayAfter = (
  periods: readonly Period[],
  rule: 'toTheDay' | 'clear',
  start: CivilDate,
  counting: Counting,
  until: CivilDate | null = null,
): Known<First> => {
  const trace: TraceLine[] = [];
  let from = start;
  for (const [index, period] of periods.entries()) {
    const backwards = index === periods.length - 1 && rule === 'toTheDay' && isWorkingDays(period);
    trace.push({ step: `${dayText(from)}, then ${periodText(period)}`, result: '', because: null });
    const walked = (backwards ? firstByWalkingBack : endOf)(period, from, counting, until);
    if (!walked.known) return walked;
    trace.push(...walked.value.trace);
    if (backwards) return known({ end: walked.value.end, periodEnds: addDays(walked.value.end, -1), trace });
    from = walked.value.end;
  }
  return known({ end: rule === 'clear' ? addDays(from, 1) : from, periodEnds: from, trace });
};

const LEAST_DAYS: Readonly<Record<Unit, number>> = {
  clockHours: 0,
  hoursOfWorkingDays: 0,
  days: 1,
  workingDays: 1,
  werktage: 1,
  weeks: 7,
  months: 28,
};

/** The last day on which the earlier event may fall so that the later one is lawful on `act`. */
export const lastDayBefore = (
  periods: readonly Period[],
  rule: 'toTheDay' | 'clear',
  act: CivilDate,
  counting: Counting,
): Known<Walk> => {
  const least = periods.reduce((sum, { count, unit }) => sum + Math.max(0, count - 1) * LEAST_DAYS[unit], 0);
  const rollsBack = periods.some(({ rollEnd }) => rollEnd === 'previousWorkingDay');
  const latest = rollsBack ? act : addDays(act, -least);
  for (let day = latest, tries = 0; tries < LONGEST_DAYS; tries += 1, day = addDays(day, -1)) {
    const first = firstDayAfter(periods, rule, day, counting, act);
    if (!first.known) return first;
    if (first.value.end <= act) return known({ end: day, trace: first.value.trace });
  }
  return unknown(`a day early enough before ${act}`);
};

export const startOf = (moment: Moment, { zone }: Counting): Instant =>
  'at' in moment ? moment.at : startOfDay(zone, moment.on);

/** As a detail of a refusal, for whoever puts it into words. */
export const onOrAt = (moment: Moment): Instant | CivilDate => ('at' in moment ? moment.at : moment.on);

/** A moment for people: with its offset, or as a day with its weekday. */
export const momentText = (moment: Moment, { zone }: Counting): string =>
  'at' in moment ? exactWithOffset(moment.at, zone) : dayText(moment.on);
