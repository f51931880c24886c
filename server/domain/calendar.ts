import { addDays, atMinuteOfDay, civilDateIn, dayOfWeek, minuteOfDayIn, type Instant, type Zone } from './time.js';

/** A carrier's days: what comes in by the cut-off is handed to the post at `postedAt`, on its working days, in its zone. */
export interface HandOver {
  readonly zone: Zone;
  /** 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  /** Minutes since local midnight. */
  readonly cutOff: number;
  readonly postedAt: number;
}

/** When something given in at `at` is handed to the post. */
export const postedIfGivenAt = (calendar: HandOver, at: Instant): Instant => {
  let day = civilDateIn(calendar.zone, at);
  const inTime = calendar.weekdays.includes(dayOfWeek(day)) && minuteOfDayIn(calendar.zone, at) <= calendar.cutOff;
  if (!inTime) {
    do day = addDays(day, 1);
    while (!calendar.weekdays.includes(dayOfWeek(day)));
  }
  return atMinuteOfDay(calendar.zone, day, calendar.postedAt);
};

/** The last moment to give something in so that it is posted by `deadline`: the deadline that people act on. */
export const lastHandOver = (calendar: HandOver, deadline: Instant): Instant => {
  let day = civilDateIn(calendar.zone, deadline);
  const inTime = () =>
    calendar.weekdays.includes(dayOfWeek(day)) && atMinuteOfDay(calendar.zone, day, calendar.postedAt) <= deadline;
  while (!inTime()) day = addDays(day, -1);
  return atMinuteOfDay(calendar.zone, day, calendar.cutOff);
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
  return atMinuteOfDay(zone, minute < quiet.to ? today : addDays(today, 1), quiet.to);
};
