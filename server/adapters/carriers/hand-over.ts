import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  dayOfWeek,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../domain/time.js';

/** When a print house takes letters and when it posts them. Its own days off, not the law's. */
export interface HandOver {
  readonly zone: Zone;
  /** Minutes after local midnight: what lies in the spool by then goes out that day. */
  readonly cutOff: number;
  readonly postedAt: number;
  /** 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  readonly closed: readonly CivilDate[];
}

const works = (handOver: HandOver, day: CivilDate): boolean =>
  handOver.weekdays.includes(dayOfWeek(day)) && !handOver.closed.includes(day);

/** The next cut-off at or after `at`. */
export const nextCutOff = (
  handOver: HandOver,
  at: Instant,
): { readonly day: CivilDate; readonly at: Instant } => {
  let day = civilDateIn(handOver.zone, at);
  // A house closed for a month and more is a mistake in the file; the loop must end all the same.
  for (let tries = 0; tries < 400; tries += 1, day = addDays(day, 1)) {
    if (!works(handOver, day)) continue;
    const cutOff = atMinuteOfDay(handOver.zone, day, handOver.cutOff);
    if (cutOff >= at) return { day, at: cutOff };
  }
  throw new RangeError('The hand-over calendar has no working day within a year.');
};

/** When what was handed over on that day goes to the post. */
export const postedOn = (handOver: HandOver, day: CivilDate): Instant =>
  atMinuteOfDay(handOver.zone, day, handOver.postedAt);
