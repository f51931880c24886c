import { civilDayGiven, type DateGiven } from '../../parts/day-input.js';

export interface TimeGiven {
  readonly hours: number;
  readonly minutes: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-27T09:00`, by the clock of the premises; the server knows in which zone. Null while something is missing. */
export const wallTime = (day: DateGiven | null, time: TimeGiven | null): string | null =>
  day === null || time === null ? null : `${civilDayGiven(day)}T${two(time.hours)}:${two(time.minutes)}`;
