import type { Citation } from '../outcome.js';
import { addDays, addHours, atWallMs, civilDateIn, wallMsIn, type CivilDate, type Instant } from '../time.js';
import { dayText, known, unknown, worked, type Counting, type Known, type TraceLine } from './counting.js';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 1000;

export interface HourWalk {
  readonly at: Instant;
  readonly trace: readonly TraceLine[];
}

const hours = (ms: number): string => `${Number((ms / 3_600_000).toFixed(2))} h`;
const line = (day: CivilDate, because: Citation, result: string): TraceLine => ({
  step: dayText(day),
  result,
  because,
});

/** Back over the wall clock, leaving out whole days off; a working day counts 24 hours, also when the clocks change. */
export const lastBeforeWorkingHours = (count: number, act: Instant, counting: Counting): Known<HourWalk> => {
  const { zone } = counting;
  const trace: TraceLine[] = [];
  let left = count * 3_600_000;
  let day = civilDateIn(zone, act);
  let until = wallMsIn(zone, act);
  for (let tries = 0; tries < LONGEST_DAYS; tries += 1, day = addDays(day, -1), until = DAY_MS) {
    const status = worked(counting, day);
    if (!status.known) return status;
    if (!status.value.working) {
      trace.push(line(day, status.value.because, `not counted: ${status.value.why}`));
      continue;
    }
    const used = Math.min(left, until);
    left -= used;
    trace.push(
      line(day, status.value.because, `counted: ${hours(used)}, together ${hours(count * 3_600_000 - left)}`),
    );
    if (left === 0) return known({ at: atWallMs(zone, day, until - used, 'earlier'), trace });
  }
  return unknown('enough working days before the act');
};

/** The first moment whose walk back does not pass `from`. */
export const firstAfterWorkingHours = (count: number, from: Instant, counting: Counting): Known<HourWalk> => {
  const { zone } = counting;
  const trace: TraceLine[] = [];
  let left = count * 3_600_000;
  let day = civilDateIn(zone, from);
  let since = wallMsIn(zone, from);
  for (let tries = 0; tries < LONGEST_DAYS; tries += 1, day = addDays(day, 1), since = 0) {
    const status = worked(counting, day);
    if (!status.known) return status;
    if (!status.value.working) {
      trace.push(line(day, status.value.because, `not counted: ${status.value.why}`));
      continue;
    }
    const used = Math.min(left, DAY_MS - since);
    left -= used;
    trace.push(
      line(day, status.value.because, `counted: ${hours(used)}, together ${hours(count * 3_600_000 - left)}`),
    );
    if (left === 0) return settled(count, from, atWallMs(zone, day, since + used, 'later'), trace, counting);
  }
  return unknown('enough working days after the notice');
};

/** An hour that comes twice can put the wall clock an hour short; then the moment is that much later. */
const settled = (
  count: number,
  from: Instant,
  at: Instant,
  trace: readonly TraceLine[],
  counting: Counting,
): Known<HourWalk> => {
  let candidate = at;
  for (let tries = 0; tries < 4; tries += 1, candidate = addHours(candidate, 0.5)) {
    const back = lastBeforeWorkingHours(count, candidate, counting);
    if (!back.known) return back;
    if (back.value.at >= from) return known({ at: candidate, trace });
  }
  return unknown('a moment with enough hours after a change of the clocks');
};
