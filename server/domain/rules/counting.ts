import type { Citation } from '../outcome.js';
import { dayOfWeek, type CivilDate, type Zone } from '../time.js';
import type { DayStatus } from './holidays.js';

/** A value, or the facts without which there is none. Nothing here ever guesses. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly missing: readonly string[] };

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknown = (...missing: readonly string[]): Known<never> => ({ known: false, missing });

/** A line of the arithmetic, for a person to check by hand. */
export interface TraceLine {
  readonly step: string;
  readonly result: string;
  readonly because: Citation | null;
}

/** What days are counted by: the zone of the premises and the days that are worked there. */
export interface Counting {
  readonly zone: Zone;
  readonly dayAt: (day: CivilDate, weekend?: readonly number[]) => DayStatus;
  /** Why the clock of this case stands still on a day, null where it runs; without it the clock never stands. */
  readonly standsStill?: ((day: CivilDate) => string | null) | undefined;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** `Mon 2026-04-06`, as traces write a day. */
export const dayText = (day: CivilDate): string => `${WEEKDAYS[dayOfWeek(day) - 1] ?? ''} ${day}`;

/** Monday to Saturday, whatever the weekend of the place. */
export const WERKTAGE_WEEKEND: readonly number[] = [7];

/** Whether a day is worked, and why not. */
export const worked = (
  counting: Counting,
  day: CivilDate,
  weekend?: readonly number[],
): Known<{ readonly working: boolean; readonly why: string; readonly because: Citation }> => {
  const status = counting.dayAt(day, weekend);
  switch (status.is) {
    case 'unknown':
      return unknown(status.why);
    case 'working':
      return known({ working: true, why: status.name ?? 'working day', because: status.because });
    case 'off':
      return known({
        working: false,
        why: status.kind === 'weekend' ? 'weekend' : status.name,
        because: status.because,
      });
  }
};

interface Counted {
  readonly day: CivilDate;
  /** Null: not counted. */
  readonly n: number | null;
  readonly why: string;
  /** The calendar that says so; null: no calendar was asked. */
  readonly because: Citation | null;
}

const runText = (first: Counted, last: Counted): string =>
  first.day === last.day ? dayText(first.day) : `${dayText(first.day)} … ${dayText(last.day)}`;

/** Every day in order, counted or skipped with its reason; days alike that follow each other share a line. */
export const dayLines = (days: readonly Counted[]): readonly TraceLine[] => {
  const runs: [Counted, Counted][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const former = run?.[1];
    const alike =
      former !== undefined &&
      (former.n === null) === (day.n === null) &&
      (day.n !== null || former.why === day.why);
    if (run !== undefined && alike) run[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([first, last]) => ({
    step: runText(first, last),
    result:
      first.n === null || last.n === null
        ? `not counted: ${first.why}`
        : first.n === last.n
          ? `counted: ${last.n}`
          : `counted: ${first.n} to ${last.n}`,
    because: first.because,
  }));
};
export type { Counted };
