import {
  addDays,
  addHours,
  civilDateIn,
  daysBetween,
  hoursBetween,
  startOfDay,
  type CivilDate,
  type Instant,
} from '../time.js';
import { known, unknown, type Counting, type Known, type TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import { groupsOf } from './forms.js';
import {
  countingOf,
  deliveriesOf,
  isNotice,
  splitEvent,
  waitingOf,
  withCitation,
  type Delivered,
  type LawQuestion,
} from './law-question.js';
import {
  endOf,
  firstDayAfter,
  isHours,
  lastDayBefore,
  momentText,
  periodText,
  type Moment,
  type Period,
} from './period.js';
import type { Rule, Wait } from './rulebook.js';
import { firstAfterWorkingHours, lastBeforeWorkingHours } from './working-hours.js';

/** The first lawful moment that a wait allows, with its arithmetic. */
export interface Bound {
  readonly first: Moment;
  readonly periodEnds: CivilDate | null;
  readonly trace: readonly TraceLine[];
}

export const momentOrder = (a: Moment, b: Moment, { zone }: Counting): number => {
  const [x, y] = [a, b].map(moment => ('at' in moment ? moment.at : startOfDay(zone, moment.on)));
  return x === y || x === undefined || y === undefined ? 0 : x < y ? -1 : 1;
};

const onlyHours = (periods: readonly Period[]): Period | null => {
  const [first] = periods;
  return periods.length === 1 && first !== undefined && isHours(first) ? first : null;
};

/** Clock hours; a day on which the clock stands still is left out whole. */
const afterHours = (count: number, from: Instant, { zone, standsStill }: Counting): Instant => {
  let end = addHours(from, count);
  if (standsStill === undefined) return end;
  for (let day = civilDateIn(zone, from); startOfDay(zone, day) < end; day = addDays(day, 1))
    if (standsStill(day) !== null)
      end = addHours(end, hoursBetween(startOfDay(zone, day), startOfDay(zone, addDays(day, 1))));
  return end;
};

/** From an event to the first moment at which the later one is lawful. */
export const firstAfter = (
  periods: readonly Period[],
  wait: Pick<Wait, 'counting' | 'from'>,
  from: Moment,
  counting: Counting,
): Known<Bound> => {
  const hours = onlyHours(periods);
  if (hours === null) {
    const walked = firstDayAfter(periods, wait.counting, dayOf(from, counting.zone), counting);
    return walked.known
      ? known({
          first: { on: walked.value.end },
          periodEnds: walked.value.periodEnds,
          trace: walked.value.trace,
        })
      : walked;
  }
  if (!('at' in from)) return unknown(`the time of day of ${wait.from}`);
  if (hours.unit === 'clockHours')
    return known({ first: { at: afterHours(hours.count, from.at, counting) }, periodEnds: null, trace: [] });
  if (counting.standsStill !== undefined) return unknown('hours of working days over a standstill');
  const walked = firstAfterWorkingHours(hours.count, from.at, counting);
  return walked.known
    ? known({ first: { at: walked.value.at }, periodEnds: null, trace: walked.value.trace })
    : walked;
};

/** The last day or moment for the earlier event, so that the later one is lawful at `to`. */
export const lastBefore = (
  periods: readonly Period[],
  wait: Pick<Wait, 'counting' | 'to'>,
  to: Moment,
  counting: Counting,
): Known<{ readonly last: Moment; readonly trace: readonly TraceLine[] }> => {
  const hours = onlyHours(periods);
  if (hours === null) {
    const walked = lastDayBefore(periods, wait.counting, dayOf(to, counting.zone), counting);
    return walked.known ? known({ last: { on: walked.value.end }, trace: walked.value.trace }) : walked;
  }
  if (!('at' in to)) return unknown(`the time of day of ${wait.to}`);
  if (hours.unit === 'clockHours') return known({ last: { at: addHours(to.at, -hours.count) }, trace: [] });
  const walked = lastBeforeWorkingHours(hours.count, to.at, counting);
  return walked.known ? known({ last: { at: walked.value.at }, trace: walked.value.trace }) : walked;
};

/** When the waiting begins, per channel that it may begin with; the first channel of each required group counts. */
const starts = (question: LawQuestion, event: string): Known<readonly (readonly Delivered[])[]> => {
  const { name, sent } = splitEvent(event);
  const fact = question.facts.events[event] ?? question.facts.events[name];
  const asStart = (moment: Moment): Delivered => ({
    given: { channel: null, sent: moment, served: moment, delivered: null, proof: null, failedAttempts: [] },
    moment,
    trace: [],
  });
  if (!isNotice(question, event)) return fact === undefined ? unknown(event) : known([[asStart(fact)]]);
  const deliveries = deliveriesOf(question, name);
  if (!deliveries.known) return deliveries;
  if (sent)
    return known([
      deliveries.value.flatMap(({ given }) =>
        (given.sent ?? given.served) === null ? [] : [asStart((given.sent ?? given.served) as Moment)],
      ),
    ]);
  const served = deliveries.value.filter(({ moment }) => moment !== null);
  const { groups } = groupsOf(question, name);
  const grouped = groups
    .map(({ oneOf }) => served.filter(({ given }) => given.channel !== null && oneOf.includes(given.channel)))
    .filter(group => group.length > 0);
  return known(grouped.length > 0 ? grouped : [served]);
};

interface Beginning {
  readonly moment: Moment;
  readonly trace: readonly TraceLine[];
}

/** Where the count begins: at the event, or at the last one that has started it again since. */
export const countedFrom = (
  question: LawQuestion,
  { from, restartedBy = [] }: Pick<Wait, 'from' | 'restartedBy'>,
  moment: Moment,
): Beginning => {
  const counting = countingOf(question);
  const begun: Beginning = {
    moment,
    trace: [{ step: from, result: momentText(moment, counting), because: null }],
  };
  return restartedBy.reduce((last, event) => {
    const came = question.facts.events[event];
    return came === undefined || momentOrder(came, last.moment, counting) <= 0
      ? last
      : {
          moment: came,
          trace: [
            ...last.trace,
            { step: `${event}: counted again from`, result: momentText(came, counting), because: null },
          ],
        };
  }, begun);
};

const boundFrom = (question: LawQuestion, wait: Wait, delivered: Delivered): Known<Bound> => {
  const counting = waitingOf(question);
  const { channel } = delivered.given;
  const periods = (channel === null ? undefined : wait.byChannel?.[channel]) ?? wait.atLeast ?? [];
  if (delivered.moment === null) return unknown(wait.from);
  const from = countedFrom(question, wait, delivered.moment);
  const bound = firstAfter(periods, wait, from.moment, counting);
  if (!bound.known) return bound;
  const sum: TraceLine = {
    step: `${wait.to} at least ${periods.map(periodText).join(', then ')}${wait.counting === 'clear' ? ', in full,' : ''} after ${wait.from}: from`,
    result: momentText(bound.value.first, counting),
    because: null,
  };
  return known({ ...bound.value, trace: [...delivered.trace, ...from.trace, ...bound.value.trace, sum] });
};

const pick = (bounds: readonly Bound[], counting: Counting, sign: 1 | -1): Bound | null =>
  bounds.reduce<Bound | null>(
    (best, bound) =>
      best === null || sign * momentOrder(bound.first, best.first, counting) > 0 ? bound : best,
    null,
  );

/** The first moment that a wait allows, counted from what has happened; null: its beginning has not. */
export const boundOf = (question: LawQuestion, rule: Rule<Wait>): Known<Bound | null> => {
  const counting = countingOf(question);
  const begun = starts(question, rule.value.from);
  if (!begun.known) return begun;
  const perGroup: Bound[] = [];
  for (const group of begun.value) {
    const bounds: Bound[] = [];
    for (const delivered of group) {
      const bound = boundFrom(question, rule.value, delivered);
      if (!bound.known) return bound;
      bounds.push(bound.value);
    }
    const first = pick(bounds, counting, -1);
    if (first === null) return known(null);
    perGroup.push(first);
  }
  const bound = pick(perGroup, counting, 1);
  return known(bound === null ? null : { ...bound, trace: withCitation(bound.trace, rule.because) });
};

/** The end of a period: by the end of that day, or at that moment. */
export interface Ends {
  readonly end: Moment;
  readonly trace: readonly TraceLine[];
}

/** The last moment that an upper bound allows: by the end of that day, or at that moment. */
export const limitOf = (question: LawQuestion, { value: wait }: Rule<Wait>): Known<Ends | null> => {
  const begun = starts(question, wait.from);
  if (!begun.known) return begun;
  const counting = countingOf(question);
  const [first] = begun.value
    .flat()
    .flatMap(({ moment }) => (moment === null ? [] : [moment]))
    .sort((a, b) => momentOrder(a, b, counting));
  return first === undefined
    ? known(null)
    : endsOf(wait.atMost ?? [], countedFrom(question, wait, first).moment, counting);
};

/** The end of periods that run one after the other. */
export const endsOf = (periods: readonly Period[], from: Moment, counting: Counting): Known<Ends> => {
  const hours = onlyHours(periods);
  if (hours !== null) {
    if (!('at' in from)) return unknown('the time of day the deadline runs from');
    if (hours.unit === 'clockHours') return known({ end: { at: addHours(from.at, hours.count) }, trace: [] });
    const walked = firstAfterWorkingHours(hours.count, from.at, counting);
    return walked.known ? known({ end: { at: walked.value.at }, trace: walked.value.trace }) : walked;
  }
  const trace: TraceLine[] = [];
  let day = dayOf(from, counting.zone);
  for (const period of periods) {
    const walked = endOf(period, day, counting);
    if (!walked.known) return walked;
    day = walked.value.end;
    trace.push(...walked.value.trace);
  }
  return known({ end: { on: day }, trace });
};

/** By how much a moment is before a bound. */
export const shortfall = (
  moment: Moment,
  bound: Moment,
  counting: Counting,
): { readonly seconds: number } | { readonly days: number } | null => {
  if ('at' in bound) {
    if (!('at' in moment)) return null;
    return moment.at < bound.at ? { seconds: secondsBetween(moment.at, bound.at) } : null;
  }
  const days = daysBetween(dayOf(moment, counting.zone), bound.on);
  return days > 0 ? { days } : null;
};

const secondsBetween = (from: Instant, to: Instant): number => hoursBetween(from, to) * 3600;
