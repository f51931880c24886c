import type { Citation } from '../outcome.js';
import { addDays, addMinutes, civilDateIn, type CivilDate } from '../time.js';
import { barsAt, type BarQuestion, type Barring, type Bars, type NamedBar } from './bars.js';
import { dayText, known, unknown, type Known, type TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import type { Moment } from './period.js';

export interface Free {
  readonly moment: Moment;
  readonly trace: readonly TraceLine[];
  readonly provided: Bars['provided'];
}

const LONGEST_DAYS = 400;

/** Days that follow each other, all forbidden by one bar: a line of the arithmetic. */
interface Run {
  readonly code: string;
  readonly because: Citation;
  readonly first: CivilDate;
  last: CivilDate;
}
const prolong = (runs: Run[], { code, because }: Barring, day: CivilDate): void => {
  const run = runs.findLast(each => each.code === code);
  if (run !== undefined && (run.last === day || addDays(run.last, 1) === day)) run.last = day;
  else runs.push({ code, because, first: day, last: day });
};
const runLine = ({ code, because, first, last }: Run): TraceLine => ({
  step: `${first === last ? dayText(first) : `${dayText(first)} … ${dayText(last)}`}: ${code}`,
  result: 'not allowed',
  because,
});

/** The first moment not before `from` that no bar forbids; a day stays a day until a time of day has moved it. */
export const firstFree = (
  bars: readonly NamedBar[],
  event: string,
  from: Moment,
  question: BarQuestion,
): Known<Free> => {
  const { zone } = question.counting;
  const runs: Run[] = [];
  let moment = from;
  const start = dayOf(from, zone);
  while (dayOf(moment, zone) <= addDays(start, LONGEST_DAYS)) {
    const { barring, missing, provided, days } = barsAt(bars, event, moment, question);
    if (barring.length === 0)
      return missing.length > 0
        ? { known: false, missing }
        : known({ moment, trace: [...runs.map(runLine), ...days], provided });
    for (const each of barring) prolong(runs, each, dayOf(moment, zone));
    // The latest: while any bar of a whole day holds, no hour of it is free.
    const until = barring.map(bar => bar.until).reduce((a, b) => (b > a ? b : a));
    const next = civilDateIn(zone, until);
    if ('on' in moment) moment = { on: next > moment.on ? next : addDays(moment.on, 1) };
    // In an hour that comes twice a time of day may lie behind us: step on, never back.
    else moment = { at: until > moment.at ? until : addMinutes(moment.at, 1) };
  }
  return unknown(`a moment within ${LONGEST_DAYS} days that nothing forbids`);
};
