/** As HubSpot's inputs give them; months begin with 0 there. */
export interface DateGiven {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}
export interface TimeGiven {
  readonly hours: number;
  readonly minutes: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-27T09:00`, by the clock of the premises; the server knows in which zone. Null while something is missing. */
export const wallTime = (day: DateGiven | null, time: TimeGiven | null): string | null =>
  day === null || time === null
    ? null
    : `${day.year}-${two(day.month + 1)}-${two(day.date)}T${two(time.hours)}:${two(time.minutes)}`;
