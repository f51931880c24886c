import type { Citation, Confidence } from '../outcome.js';
import { addDays, startOfDay, type CivilDate } from '../time.js';
import type { Bars } from './bars.js';
import { unknown, type Counting, type Known, type TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import { inForceLine, type Reason } from './finding.js';
import { firstFree, type Free } from './first-free.js';
import { makeSearch, type Computed } from './forward.js';
import {
  barsOf,
  citedIn,
  countingOf,
  splitEvent,
  unknownAct,
  waitsOf,
  waitsThatApply,
  weakest,
  type LawQuestion,
} from './law-question.js';
import { momentText, onOrAt, startOf, type Moment } from './period.js';
import { limitOf, momentOrder } from './waiting.js';

/** The first lawful moment of one event by counting alone, before any bar. */
export interface Step {
  readonly event: string;
  readonly first: Moment;
  /** The last day of the waiting period. */
  readonly periodEnds: CivilDate | null;
}

export interface Earliest {
  /** Null: unlawful at any time (see `reasons`), or not to be known (see `missing`). */
  readonly first: Moment | null;
  /** The same as a day and as a moment, counting and bars together. */
  readonly on: CivilDate | null;
  readonly at: Moment | null;
  readonly periodEnds: CivilDate | null;
  readonly steps: readonly Step[];
  readonly missing: readonly string[];
  readonly reasons: readonly Reason[];
  /** It holds only if these bars, which depend on the day's own facts, do not hold then. */
  readonly provided: Bars['provided'];
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence;
  readonly rulebooks: readonly string[];
}

const expired = (question: LawQuestion, moment: Moment): readonly Reason[] => {
  const counting = countingOf(question);
  const { waits } = waitsThatApply(
    { ...question, at: moment },
    wait => wait.to === question.act && wait.atMost !== undefined,
  );
  return waits.flatMap(([, rule]) => {
    const limit = limitOf(question, rule);
    if (!limit.known || limit.value === null) return [];
    const last = limit.value.end;
    const late =
      'at' in last ? momentOrder(moment, last, counting) > 0 : dayOf(moment, question.zone) > last.on;
    return late
      ? [
          {
            code: 'notice.expired',
            about: splitEvent(rule.value.from).name,
            message: `"${rule.value.from}" serves until ${momentText(last, counting)} only; it must be given again.`,
            because: rule.because,
            details: { until: onOrAt(last) },
          },
        ]
      : [];
  });
};

interface Settled {
  readonly search: ReturnType<typeof makeSearch>;
  readonly computed: Known<Computed | null>;
  /** By counting, and not before now; null: nothing to count from. */
  readonly from: Moment | null;
  readonly free: Known<Free> | null;
  /** What moved it before the last try. */
  readonly moved: readonly TraceLine[];
}

const LONGEST_DAYS = 800;

const later = (moments: readonly (Moment | null)[], counting: Counting): Moment | null =>
  moments.reduce((a, b) => (a === null || (b !== null && momentOrder(b, a, counting) > 0) ? b : a), null);

/** The last notice that was given: where nothing else is known, the act is not before it. */
const lastTold = (question: LawQuestion): Moment | null =>
  later(
    Object.values(question.facts.notices)
      .flat()
      .map(({ served, delivered, sent }) => served ?? delivered ?? sent),
    countingOf(question),
  );

/**
 * The first moment by waits and bars together. Where rules depend on the day of the act itself, such as its season, a
 * moment is tried under the rules of its own day; if they forbid it, the next is tried: after a wait not later than the
 * next day, whose rules may be others.
 */
const settle = (question: LawQuestion): Settled => {
  const counting = countingOf(question);
  const factsOn = question.at === null ? null : dayOf(question.at, question.zone);
  const { now } = question;
  const moved: TraceLine[] = [];
  let tried: Moment | null = null;
  let depends = false;
  for (let tries = 0; tries < LONGEST_DAYS; tries += 1) {
    const search = makeSearch({ ...question, at: tried });
    const computed = search.stepOf(question.act, 0);
    const settled: Settled = { search, computed, from: null, free: null, moved };
    if (!computed.known) return settled;
    depends ||= search.state.open;
    const counted = computed.value?.first ?? null;
    const least = counted ?? (now === null && depends ? lastTold(question) : null);
    const from = later([least, now === null ? null : { at: now }, tried], counting);
    if (from === null) return settled;
    const begins: Moment = { at: startOf(from, counting) };
    if (tried !== null && momentOrder(begins, tried, counting) > 0) {
      const tomorrow = startOfDay(question.zone, addDays(dayOf(tried, question.zone), 1));
      tried = { at: begins.at < tomorrow ? begins.at : tomorrow };
      continue;
    }
    const free = firstFree(barsOf(question), question.act, begins, {
      facts: question.facts,
      counting,
      factsOn,
    });
    const found = { ...settled, from, free };
    if (!free.known || !depends) return found;
    if (tried !== null && momentOrder(free.value.moment, tried, counting) === 0) return found;
    moved.push(...free.value.trace);
    tried = free.value.moment;
  }
  return {
    search: makeSearch(question),
    computed: unknown(`a lawful moment of ${question.act} within ${LONGEST_DAYS} days`),
    from: null,
    free: null,
    moved,
  };
};

const stepsOf = (question: LawQuestion, { stepOf, steps }: Settled['search']): readonly Step[] => {
  // Every event has its own first day, also where it has happened already.
  for (const [, { value }] of waitsOf(question)) stepOf(value.to, 0);
  return [...steps].flatMap(([event, step]): readonly Step[] =>
    step.known && step.value !== null
      ? [{ event, first: step.value.first, periodEnds: step.value.periodEnds }]
      : [],
  );
};

/** The first moment at which the act is lawful: counting first, then everything that bars it. */
export const earliest = (question: LawQuestion): Earliest => {
  const counting = countingOf(question);
  const { search, computed, from, free, moved } = settle(question);
  const steps = stepsOf(question, search);
  const answer = (part: Partial<Earliest>, trace: readonly TraceLine[] = []): Earliest => {
    const lines = [inForceLine(question), ...trace];
    const cited = citedIn(lines);
    return {
      first: null,
      on: null,
      at: null,
      periodEnds: computed.known ? (computed.value?.periodEnds ?? null) : null,
      steps,
      missing: [],
      reasons: [],
      provided: [],
      trace: lines,
      because: cited,
      confidence: weakest(cited),
      rulebooks: question.law.rulebooks,
      ...part,
    };
  };
  const unknownToLaw = unknownAct(question);
  if (unknownToLaw.length > 0) return answer({ missing: unknownToLaw });
  if (!computed.known) return answer({ missing: computed.missing });
  const trace = [...moved, ...(computed.value?.trace ?? [])];
  if (from === null || free === null)
    return answer({ missing: [`when: nothing to count ${question.act} from`] }, trace);
  if (!free.known) return answer({ missing: free.missing }, trace);
  const { moment, provided } = free.value;
  const reasons = expired(question, moment);
  const unmoved = momentOrder(moment, from, counting) === 0;
  const lines = [
    ...trace,
    ...free.value.trace,
    { step: `First lawful moment of ${question.act}`, result: momentText(moment, counting), because: null },
  ];
  if (reasons.length > 0) return answer({ reasons, provided }, lines);
  return answer(
    { first: unmoved ? from : moment, on: dayOf(moment, question.zone), at: moment, provided },
    lines,
  );
};
