import type { QuietHours } from '../calendar.js';
import { afterQuietHours } from '../calendar.js';
import {
  addDays,
  addSeconds,
  atMinuteOfDay,
  civilDateIn,
  minuteOfDayIn,
  type Instant,
  type Zone,
} from '../time.js';
import type { Last } from './serving.js';

export type MaySend =
  | { readonly verdict: 'send'; readonly why: 'notQuiet' | 'emergency' | 'deadline' }
  | { readonly verdict: 'hold'; readonly releaseAt: Instant };

export interface SendQuestion {
  readonly quiet: QuietHours;
  /** Whose clock the quiet hours are read on: the recipient's, or that of the premises. */
  readonly zone: Zone;
  readonly at: Instant;
  readonly emergency: boolean;
  /** The last lawful moment to send; null: there is none. */
  readonly last: Last | null;
}

const isLate = (at: Instant, { at: last, inclusive }: Last): boolean => (inclusive ? at > last : at >= last);

/** Quiet hours are a courtesy: they give way to an emergency, and to a deadline that would pass while they last. */
export const maySendNow = ({ quiet, zone, at, emergency, last }: SendQuestion): MaySend => {
  const releaseAt = afterQuietHours(quiet, zone, at);
  if (releaseAt === at) return { verdict: 'send', why: 'notQuiet' };
  if (emergency) return { verdict: 'send', why: 'emergency' };
  return last !== null && isLate(releaseAt, last)
    ? { verdict: 'send', why: 'deadline' }
    : { verdict: 'hold', releaseAt };
};

/** A deadline that lies in quiet hours moves to their beginning, never later: the moment to plan by, not the law's. */
export const beforeQuietHours = (quiet: QuietHours, zone: Zone, last: Last): Last => {
  const final = last.inclusive ? last.at : addSeconds(last.at, -0.001);
  if (afterQuietHours(quiet, zone, final) === final) return last;
  const today = civilDateIn(zone, final);
  const day = minuteOfDayIn(zone, final) >= quiet.from ? today : addDays(today, -1);
  return { at: atMinuteOfDay(zone, day, quiet.from), inclusive: false };
};
