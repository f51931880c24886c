import {
  addDays,
  addHours,
  addSeconds,
  atMinuteOfDay,
  civilDateIn,
  daysBetween,
  minuteOfDayIn,
  startOfDay,
  type CivilDate,
  type Instant,
} from '../time.js';
import { dayText, known, unknown, worked, type Counting, type Known, type TraceLine } from './counting.js';
import { dayOf, type Given } from './facts.js';
import { endOf, isHours, periodText, type Moment } from './period.js';
import type { Proof, ServiceRule } from './rulebook.js';

export interface Served {
  readonly moment: Moment;
  readonly trace: readonly TraceLine[];
}

const LONGEST_DAYS = 400;

const nextWorkingDay = (after: CivilDate, counting: Counting): Known<CivilDate> => {
  for (let day = addDays(after, 1), tries = 0; tries < LONGEST_DAYS; tries += 1, day = addDays(day, 1)) {
    const status = worked(counting, day);
    if (!status.known) return status;
    if (status.value.working) return known(day);
  }
  return unknown(`a working day after ${after}`);
};

/** After the cut-off, and on a day off, it counts as the next working day. */
const afterCutOff = (cutOff: number, moment: Moment, counting: Counting): Known<Served> => {
  const day = dayOf(moment, counting.zone);
  const status = worked(counting, day);
  if (!status.known) return status;
  const late = 'at' in moment && minuteOfDayIn(counting.zone, addSeconds(moment.at, -0.001)) >= cutOff;
  // A millisecond before midnight belongs to the day before; then it is not late.
  const sameDay = 'at' in moment && civilDateIn(counting.zone, addSeconds(moment.at, -0.001)) === day;
  if (status.value.working && !(late && sameDay)) return known({ moment, trace: [] });
  const next = nextWorkingDay(day, counting);
  if (!next.known) return next;
  return known({
    moment: { on: next.value },
    trace: [
      {
        step: status.value.working
          ? `${dayText(day)}, after the cut-off: counts as the next working day`
          : `${dayText(day)}, ${status.value.why}: counts as the next working day`,
        result: dayText(next.value),
        because: null,
      },
    ],
  });
};

/** When a notice counts as served whose decisive event (accepted, posted, delivered) was at `event`. */
export const deemed = (rule: ServiceRule, event: Moment, counting: Counting): Known<Served> => {
  const begun =
    rule.cutOff === undefined
      ? known({ moment: event, trace: [] })
      : afterCutOff(rule.cutOff, event, counting);
  if (!begun.known || rule.plus === undefined) return begun;
  const { moment, trace } = begun.value;
  if (isHours(rule.plus)) {
    if (!('at' in moment)) return unknown('the time of day of the sending');
    return known({ moment: { at: addHours(moment.at, rule.plus.count) }, trace });
  }
  const from = dayOf(moment, counting.zone);
  const walked = endOf(rule.plus, from, counting);
  if (!walked.known) return walked;
  return known({
    moment: { on: walked.value.end },
    trace: [
      ...trace,
      ...walked.value.trace,
      {
        step: `Sent ${dayText(from)}, deemed served after ${periodText(rule.plus)}`,
        result: dayText(walked.value.end),
        because: null,
      },
    ],
  });
};

/** The last of enough failed attempts, each far enough from the one before. */
const byFailures = (
  rule: ServiceRule,
  { failedAttempts }: Given,
  counting: Counting,
): Known<Moment | null> => {
  const needed = rule.afterFailedAttempts;
  if (needed === undefined) return known(null);
  let count = 0;
  let last: CivilDate | null = null;
  for (const attempt of failedAttempts) {
    const day = dayOf(attempt, counting.zone);
    if (last !== null) {
      const earliest = endOf(needed.apart, last, counting);
      if (!earliest.known) return earliest;
      if (day < earliest.value.end) continue;
    }
    count += 1;
    last = day;
    if (count === needed.attempts) return known({ on: day });
  }
  return known(null);
};

/** So many failed attempts that the law takes it for served: their record is the proof. */
export const isServedByFailures = (
  rule: ServiceRule | undefined,
  given: Given,
  counting: Counting,
): boolean => {
  const failed = rule === undefined ? known(null) : byFailures(rule, given, counting);
  return failed.known && failed.value !== null;
};

const PROVED: ReadonlySet<Proof> = new Set([
  'delivered',
  'receivedSigned',
  'acknowledged',
  'refused',
  'published',
]);

export const isProven = (rule: ServiceRule | undefined, { proof }: Given): boolean =>
  proof !== null && (rule?.proofs === undefined ? PROVED.has(proof) : rule.proofs.includes(proof));

/** When one notice on one channel was served; null: it is not (yet). */
export const servedMoment = (
  rule: ServiceRule | undefined,
  given: Given,
  counting: Counting,
): Known<Served | null> => {
  if (given.served !== null) return known({ moment: given.served, trace: [] });
  if (rule === undefined)
    return unknown(`when a notice by ${given.channel ?? 'this channel'} counts as served`);
  const failed = byFailures(rule, given, counting);
  if (!failed.known) return failed;
  if (failed.value !== null) return known({ moment: failed.value, trace: [] });
  if (rule.event === 'delivered')
    return given.delivered !== null && isProven(rule, given)
      ? deemed(rule, given.delivered, counting)
      : known(null);
  const event = given.sent ?? given.delivered;
  return event === null ? known(null) : deemed(rule, event, counting);
};

/** The last moment of something, and whether that moment is still good. */
export interface Last {
  readonly at: Instant;
  readonly inclusive: boolean;
}

export const endOfDay = (day: CivilDate, counting: Counting): Last => ({
  at: startOfDay(counting.zone, addDays(day, 1)),
  inclusive: false,
});

/** Whether a served moment is within a last day, or a last moment. */
const within = (moment: Moment, last: Moment, counting: Counting): boolean =>
  'at' in last
    ? ('at' in moment ? moment.at : endOfDay(moment.on, counting).at) <= last.at
    : dayOf(moment, counting.zone) <= last.on;

/** The last moment to send on a channel so that it is served by `last`, a day or a moment. */
export const lastSending = (rule: ServiceRule, last: Moment, counting: Counting): Known<Last> => {
  const { plus, cutOff } = rule;
  if (cutOff === undefined && (plus === undefined || (isHours(plus) && 'at' in last))) {
    if ('on' in last) return known(endOfDay(last.on, counting));
    return known({ at: addHours(last.at, -(plus?.count ?? 0)), inclusive: true });
  }
  const start = dayOf(last, counting.zone);
  for (let day = start; daysBetween(day, start) < LONGEST_DAYS; day = addDays(day, -1)) {
    const moment: Moment =
      cutOff === undefined ? { on: day } : { at: atMinuteOfDay(counting.zone, day, cutOff) };
    const served = deemed(rule, moment, counting);
    if (!served.known) return served;
    if (!within(served.value.moment, last, counting)) continue;
    if (!('at' in moment)) return known(endOfDay(day, counting));
    const status = worked(counting, day);
    if (!status.known) return status;
    // On a day off there is no cut-off: until midnight it counts as the same next working day.
    return known(status.value.working ? { at: moment.at, inclusive: true } : endOfDay(day, counting));
  }
  return unknown('a day early enough to send on');
};
