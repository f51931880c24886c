import type { Citation } from '../outcome.js';
import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  dayOfWeek,
  minuteOfDayIn,
  startOfDay,
  type CivilDate,
  type Instant,
} from '../time.js';
import { dayText, known, unknown, worked, type Counting, type Known, type TraceLine } from './counting.js';
import { applies, dayOf, holds, supposing, type Facts } from './facts.js';
import { endOf, inSeason, type Moment } from './period.js';
import type { Bar, Rule } from './rulebook.js';

/** A bar that forbids a moment, or might. */
export interface Barring {
  readonly code: string;
  readonly because: Citation;
  readonly text: string;
  /** From when it no longer holds on this account; the start of the next day for all that bars a whole day. */
  readonly until: Instant;
}

export interface Bars {
  readonly barring: readonly Barring[];
  readonly missing: readonly string[];
  /** Bars that depend on facts of a day for which there are none yet. */
  readonly provided: readonly { readonly code: string; readonly because: Citation }[];
  /** What the calendar says of the days that were looked at: an answer rests on it also where nothing is forbidden. */
  readonly days: readonly TraceLine[];
}

export type NamedBar = readonly [code: string, rule: Rule<Bar>];

/** The act the facts speak of: weather is known of its day alone. */
export interface BarQuestion {
  readonly facts: Facts;
  readonly counting: Counting;
  /** The day that `weather` facts describe; null: none. */
  readonly factsOn: CivilDate | null;
}

const noService = (day: CivilDate, { facts }: BarQuestion): Known<boolean> =>
  facts.noServiceDays === null
    ? unknown('noServiceDays')
    : known(facts.noServiceDays.weekdays.includes(dayOfWeek(day)) || facts.noServiceDays.dates.includes(day));

const dayIs = (
  what: 'holiday' | 'weekend' | 'nonWorkingDay' | 'noServiceDay',
  day: CivilDate,
  question: BarQuestion,
): Known<boolean> => {
  if (what === 'noServiceDay') return noService(day, question);
  const status = question.counting.dayAt(day);
  if (status.is === 'unknown') return unknown(status.why);
  if (what === 'nonWorkingDay') return known(status.is === 'off');
  if (status.is === 'working') return known(false);
  return known(
    what === 'weekend'
      ? status.kind === 'weekend'
      : status.kind === 'holiday' || status.kind === 'substitute',
  );
};

const any = (parts: readonly Known<boolean>[]): Known<boolean> => {
  if (parts.some(part => part.known && part.value)) return known(true);
  const missing = parts.flatMap(part => (part.known ? [] : part.missing));
  return missing.length > 0 ? { known: false, missing } : known(false);
};

/** Strictly after a minute of the day: one second past it already is. */
const isAfter = (minute: number, at: Instant, { counting: { zone } }: BarQuestion): boolean =>
  at > atMinuteOfDay(zone, civilDateIn(zone, at), minute);

const timeOfDay = (
  bar: Extract<Bar, { readonly kind: 'timeOfDay' }>,
  moment: Moment,
  question: BarQuestion,
): boolean => {
  // A day alone has no time that could be wrong.
  if (!('at' in moment)) return false;
  const minute = minuteOfDayIn(question.counting.zone, moment.at);
  return (
    (bar.before === undefined || minute < bar.before) &&
    (bar.from === undefined || minute >= bar.from) &&
    (bar.after === undefined || isAfter(bar.after, moment.at, question))
  );
};

const listed = (
  { fact, daysBefore }: Extract<Bar, { readonly kind: 'listedDays' }>,
  day: CivilDate,
  { facts }: BarQuestion,
): Known<boolean> => {
  const dates = facts.values[fact];
  if (!Array.isArray(dates)) return unknown(fact);
  return known(daysBefore.some(n => (dates as readonly string[]).includes(addDays(day, -n))));
};

const stays = (
  { since, within }: Extract<Bar, { readonly kind: 'stay' }>,
  day: CivilDate,
  { facts, counting }: BarQuestion,
): Known<boolean> => {
  const begun = facts.events[since];
  // An event that is not listed has not come: nothing was asked for, so nothing stays.
  if (begun === undefined) return known(false);
  const from = dayOf(begun, counting.zone);
  const end = endOf(within, from, counting);
  return end.known ? known(from <= day && day <= end.value.end) : end;
};

const forbids = (bar: Bar, moment: Moment, question: BarQuestion): Known<boolean> => {
  const day = dayOf(moment, question.counting.zone);
  switch (bar.kind) {
    case 'always':
      return known(true);
    case 'weekday':
      return known(bar.days.includes(dayOfWeek(day)));
    case 'timeOfDay':
      return known(timeOfDay(bar, moment, question));
    case 'season':
      return known(inSeason(bar, day));
    case 'holiday':
    case 'nonWorkingDay':
    case 'noServiceDay':
      return dayIs(bar.kind, day, question);
    case 'eveOf':
      if (bar.after !== undefined && 'at' in moment && !isAfter(bar.after, moment.at, question))
        return known(false);
      return any(bar.of.map(what => dayIs(what, addDays(day, 1), question)));
    case 'listedDays':
      return listed(bar, day, question);
    case 'weather':
      return day === question.factsOn
        ? holds(bar.holds, question.facts, question.counting)
        : unknown(`the weather of ${day}`);
    case 'stay':
      return stays(bar, day, question);
  }
};

/** When a bar that holds at a moment stops holding on that day at the earliest. */
const freeFrom = (bar: Bar, moment: Moment, { counting: { zone } }: BarQuestion): Instant => {
  const day = dayOf(moment, zone);
  const tomorrow = startOfDay(zone, addDays(day, 1));
  return bar.kind === 'timeOfDay' && bar.before !== undefined
    ? atMinuteOfDay(zone, day, bar.before)
    : tomorrow;
};

const reach = (event: string, bans: readonly string[]): boolean =>
  bans.includes(event) || bans.includes(event.replace(/[.]sent$/, ''));

/** The days whose place in the calendar a bar asks for. */
const lookedAt = (bar: Bar, day: CivilDate): readonly CivilDate[] => {
  if (bar.kind === 'holiday' || bar.kind === 'nonWorkingDay') return [day];
  return bar.kind === 'eveOf' && bar.of.some(what => what !== 'noServiceDay') ? [addDays(day, 1)] : [];
};

const dayLine = (day: CivilDate, { counting }: BarQuestion): readonly TraceLine[] => {
  const status = worked(counting, day);
  return status.known
    ? [{ step: dayText(day), result: status.value.why, because: status.value.because }]
    : [];
};

/** Everything that forbids `event` at that moment, all at once. */
export const barsAt = (
  bars: readonly NamedBar[],
  event: string,
  moment: Moment,
  question: BarQuestion,
): Bars => {
  const day = dayOf(moment, question.counting.zone);
  const facts = supposing(question.facts, event, moment);
  const found = {
    barring: [] as Barring[],
    missing: [] as string[],
    provided: [] as Bars['provided'][number][],
  };
  const days = new Set<CivilDate>();
  for (const [code, { value: bar, because }] of bars) {
    if (!reach(event, bar.bans)) continue;
    const applicable = applies(bar, facts, question.counting);
    if (applicable.known && !applicable.value) continue;
    lookedAt(bar, day).forEach(each => days.add(each));
    const forbidden = forbids(bar, moment, question);
    // Where it would not forbid anything, it does not matter whether it applies.
    if (forbidden.known && !forbidden.value) continue;
    const unclear = [applicable, forbidden].flatMap(part => (part.known ? [] : part.missing));
    if (unclear.length === 0)
      found.barring.push({
        code,
        because,
        text: `${dayText(day)}: ${code}`,
        until: freeFrom(bar, moment, question),
      });
    else if (bar.kind === 'weather' && day !== question.factsOn) found.provided.push({ code, because });
    else found.missing.push(...unclear);
  }
  return { ...found, days: [...days].sort().flatMap(each => dayLine(each, question)) };
};

/** Whether the day is worked, for what may fall on working days alone. */
export const onWorkingDay = (moment: Moment, counting: Counting): Known<boolean> => {
  const status = worked(counting, dayOf(moment, counting.zone));
  return status.known ? known(status.value.working) : status;
};
