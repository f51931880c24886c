import { Temporal } from 'temporal-polyfill';
import { accept, refuse, type Outcome } from './outcome.js';

/** A moment: UTC, ISO 8601 to the millisecond, `2026-11-23T09:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly instant: true };
/** A day on a wall calendar, no zone: `2026-02-28`. */
export type CivilDate = string & { readonly civilDate: true };
/** An IANA zone name. */
export type Zone = string & { readonly zone: true };
/** From `from` (included) to `to` (excluded). */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

const format = (at: Temporal.Instant): Instant =>
  at
    .round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    .toString({ fractionalSecondDigits: 3 }) as Instant;

/** Reads an instant that carries an offset or `Z`. Throws RangeError on anything else: parse input with `parseMoment`. */
export const instant = (text: string): Instant => format(Temporal.Instant.from(text));

export const fromEpochMs = (ms: number): Instant => format(Temporal.Instant.fromEpochMilliseconds(ms));
export const toEpochMs = (at: Instant): number => Temporal.Instant.from(at).epochMilliseconds;

export const addSeconds = (at: Instant, seconds: number): Instant =>
  fromEpochMs(toEpochMs(at) + Math.round(seconds * 1000));
/** Clock hours: 48 h over a clock change is still 48 times 3,600 seconds. */
export const addHours = (at: Instant, hours: number): Instant => addSeconds(at, hours * 3600);
export const addMinutes = (at: Instant, minutes: number): Instant => addSeconds(at, minutes * 60);

export const hoursBetween = (from: Instant, to: Instant): number =>
  (toEpochMs(to) - toEpochMs(from)) / 3_600_000;

export const earliest = (first: Instant, ...rest: readonly Instant[]): Instant =>
  rest.reduce((a, b) => (b < a ? b : a), first);
export const latest = (first: Instant, ...rest: readonly Instant[]): Instant =>
  rest.reduce((a, b) => (b > a ? b : a), first);

const local = (zone: Zone, at: Instant) => Temporal.Instant.from(at).toZonedDateTimeISO(zone);

/** `2026-11-23` in that zone at that moment. */
export const civilDateIn = (zone: Zone, at: Instant): CivilDate =>
  local(zone, at).toPlainDate().toString() as CivilDate;

/** Minutes since local midnight, by the wall clock (0–1439). */
export const minuteOfDayIn = (zone: Zone, at: Instant): number => {
  const wall = local(zone, at);
  return wall.hour * 60 + wall.minute;
};

/** That wall-clock minute of that civil day; in a gap the later side, in an overlap the first time. */
export const atMinuteOfDay = (zone: Zone, day: CivilDate, minuteOfDay: number): Instant =>
  format(
    Temporal.PlainDate.from(day)
      .toPlainDateTime({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 })
      .toZonedDateTime(zone, { disambiguation: 'compatible' })
      .toInstant(),
  );

export const addDays = (day: CivilDate, days: number): CivilDate =>
  Temporal.PlainDate.from(day).add({ days }).toString() as CivilDate;

/** The same day so many months on; the last day of a shorter month. */
export const addMonths = (day: CivilDate, months: number): CivilDate =>
  Temporal.PlainDate.from(day).add({ months }).toString() as CivilDate;

export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** The first moment of that day: midnight, or later where the clocks go forward over it. */
export const startOfDay = (zone: Zone, day: CivilDate): Instant =>
  format(Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant());

/** Milliseconds since local midnight, by the wall clock. */
export const wallMsIn = (zone: Zone, at: Instant): number => {
  const wall = local(zone, at);
  return ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 + wall.millisecond;
};

/** That time of the wall clock; where the clock skips it or shows it twice, the earlier or the later moment. */
export const atWallMs = (zone: Zone, day: CivilDate, ms: number, which: 'earlier' | 'later'): Instant =>
  format(
    Temporal.PlainDate.from(day)
      .toPlainDateTime()
      .add({ milliseconds: ms })
      .toZonedDateTime(zone, { disambiguation: which })
      .toInstant(),
  );

/** 1 Monday … 7 Sunday. */
export const dayOfWeek = (day: CivilDate): number => Temporal.PlainDate.from(day).dayOfWeek;

/** An instant with the offset of that zone, `2026-11-25T09:00+01:00`: unambiguous in logs of decisions. */
export const withOffset = (at: Instant, zone: Zone): string =>
  local(zone, at).toString({ timeZoneName: 'never', smallestUnit: 'minute' });

/** As `withOffset`, to the second where there are seconds. */
export const exactWithOffset = (at: Instant, zone: Zone): string =>
  local(zone, at)
    .toString({ timeZoneName: 'never' })
    .replace(/T(\d{2}:\d{2}):00(?=[+-])/, 'T$1');

export const isCivilDate = (text: string): text is CivilDate => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
};

export const isZone = (name: string): name is Zone => {
  // A bare offset is no zone of premises: it does not know about clock changes.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
};

const moment = (text: string): Temporal.Instant | undefined => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
};
/** A day alone is not its midnight, and a zone in brackets must not be dropped: both would be guesses. */
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/i;
const wallClock = (text: string): Temporal.PlainDateTime | undefined => {
  if (!WALL_CLOCK.test(text)) return undefined;
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads a moment somebody typed. With an offset (or `Z`) it is taken as it is. A wall-clock time without an offset
 * is refused unless a zone is given; with one, a time in the gap or the overlap of a clock change is refused, not guessed.
 */
export const parseMoment = (text: string, zone?: Zone): Outcome<Instant> => {
  const exact = moment(text);
  if (exact !== undefined) return accept(format(exact));
  const wall = wallClock(text);
  if (wall === undefined)
    return refuse({
      code: 'time.unreadable',
      message: `"${text}" is not a date and time.`,
      lawful: 'Write it as 2026-11-25T09:00+01:00.',
      because: [],
      details: { text },
    });
  if (zone === undefined)
    return refuse({
      code: 'time.noZone',
      message: `"${text}" has no time zone, so it names no moment.`,
      lawful: 'Add the offset, for example 2026-11-25T09:00+01:00.',
      because: [],
      details: { text },
    });
  return inZone(text, wall, zone);
};

const inZone = (text: string, wall: Temporal.PlainDateTime, zone: Zone): Outcome<Instant> => {
  const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (early.epochMilliseconds === late.epochMilliseconds) return accept(format(early.toInstant()));
  const gap = !early.toPlainDateTime().equals(wall);
  const choices = [early, late].map(choice =>
    choice.toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  );
  return refuse({
    code: gap ? 'time.gap' : 'time.overlap',
    message: gap
      ? `${text} does not exist in ${zone}: the clocks go forward over it.`
      : `${text} comes twice in ${zone}: the clocks go back over it.`,
    lawful: gap ? `Use ${choices.join(' or ')}.` : `Say which one: ${choices.join(' or ')}.`,
    because: [],
    details: { text, choices },
  });
};

/**
 * The wall-clock time of a machine that wrote no offset. A time that comes twice is taken for the `first` or the
 * `second`, as the caller says which of them does less harm; one that the clocks skip is taken for the later side.
 * For people's input use `parseMoment`, which refuses both.
 */
export const atWallClock = (zone: Zone, text: string, which: 'first' | 'second'): Instant | null => {
  const wall = wallClock(text);
  if (wall === undefined) return null;
  const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const skipped = !early.toPlainDateTime().equals(wall);
  return format((skipped || which === 'second' ? late : early).toInstant());
};
