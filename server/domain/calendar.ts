import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  dayOfWeek,
  latest,
  minuteOfDayIn,
  type CivilDate,
  type Instant,
  type Zone,
} from './time.js';

/** When a print house takes letters and when it posts them: its own days off, not the law's. */
export interface HandOver {
  readonly zone: Zone;
  /** 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  readonly closed: readonly CivilDate[];
  /** Minutes after local midnight: what is in by then goes out that day, at `postedAt`. */
  readonly cutOff: number;
  readonly postedAt: number;
}

/** A house closed for longer is a mistake in the file; looking for its next day must end all the same. */
const LONGEST_CLOSURE_DAYS = 400;

const works = (handOver: HandOver, day: CivilDate): boolean =>
  handOver.weekdays.includes(dayOfWeek(day)) && !handOver.closed.includes(day);

const workingDay = (
  handOver: HandOver,
  from: CivilDate,
  step: 1 | -1,
  suits: (day: CivilDate) => boolean,
): CivilDate => {
  let day = from;
  for (let tries = 0; tries < LONGEST_CLOSURE_DAYS; tries += 1, day = addDays(day, step))
    if (works(handOver, day) && suits(day)) return day;
  throw new RangeError('The hand-over calendar has no working day within a year.');
};

/** The next cut-off at or after `at`. */
export const nextCutOff = (
  handOver: HandOver,
  at: Instant,
): { readonly day: CivilDate; readonly at: Instant } => {
  const cutOff = (day: CivilDate): Instant => atMinuteOfDay(handOver.zone, day, handOver.cutOff);
  const day = workingDay(handOver, civilDateIn(handOver.zone, at), 1, candidate => cutOff(candidate) >= at);
  return { day, at: cutOff(day) };
};

/** When what was handed over on that day goes to the post. */
export const postedOn = (handOver: HandOver, day: CivilDate): Instant =>
  atMinuteOfDay(handOver.zone, day, handOver.postedAt);

/** When something given in at `at` is handed to the post. */
export const postedIfGivenAt = (handOver: HandOver, at: Instant): Instant =>
  postedOn(handOver, nextCutOff(handOver, at).day);

/** The last moment to give something in so that it is posted by `deadline`: the deadline that people act on. */
export const lastHandOver = (handOver: HandOver, deadline: Instant): Instant => {
  const day = workingDay(
    handOver,
    civilDateIn(handOver.zone, deadline),
    -1,
    candidate => postedOn(handOver, candidate) <= deadline,
  );
  return atMinuteOfDay(handOver.zone, day, handOver.cutOff);
};

/** Hours in which people are not disturbed without need; `from` after `to` means over midnight. Minutes of the day. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const isQuiet = ({ from, to }: QuietHours, minute: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/** `at`, or the end of the quiet hours it falls into, in the zone of the premises. */
export const afterQuietHours = (quiet: QuietHours, zone: Zone, at: Instant): Instant => {
  const minute = minuteOfDayIn(zone, at);
  if (!isQuiet(quiet, minute)) return at;
  const today = civilDateIn(zone, at);
  // An hour that comes twice may hold the end too: then they ended the first time, and nothing waits into the past.
  return latest(at, atMinuteOfDay(zone, minute < quiet.to ? today : addDays(today, 1), quiet.to));
};
