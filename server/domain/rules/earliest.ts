import type { Citation, Confidence } from '../outcome.js';
import { addDays, type CivilDate } from '../time.js';
import { firstFree, onWorkingDay, type Bars } from './bars.js';
import { known, unknown, type Known, type TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import {
  barsOf,
  citedIn,
  countingOf,
  isNotice,
  serviceRule,
  splitEvent,
  waitsOf,
  waitsThatApply,
  weakest,
  type LawQuestion,
} from './law-question.js';
import { momentText, startOf, type Moment } from './period.js';
import { LEGAL_CHANNELS, type Rule, type Wait } from './rulebook.js';
import { deemed } from './serving.js';
import { boundOf, firstAfter, limitOf, momentOrder } from './waiting.js';
import { inForceLine, type Reason } from './finding.js';

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

interface Computed {
  readonly first: Moment;
  readonly periodEnds: CivilDate | null;
  readonly trace: readonly TraceLine[];
}

const LONGEST_DAYS = 400;

const onWorkingDayFrom = (question: LawQuestion, computed: Computed, because: Citation): Known<Computed> => {
  const counting = countingOf(question);
  let moment = computed.first;
  for (let tries = 0; tries < LONGEST_DAYS; tries += 1) {
    const working = onWorkingDay(moment, counting);
    if (!working.known) return working;
    if (working.value)
      return known(
        moment === computed.first
          ? computed
          : {
              ...computed,
              first: moment,
              trace: [
                ...computed.trace,
                { step: 'On working days only: the next is', result: momentText(moment, counting), because },
              ],
            },
      );
    moment = { on: addDays(dayOf(moment, question.zone), 1) };
  }
  return unknown('a working day within a year');
};

/** What is known to have happened, or the day it can happen at the earliest. */
const happened = (question: LawQuestion, event: string): boolean => {
  const { name } = splitEvent(event);
  return isNotice(question, event)
    ? (question.facts.notices[name]?.length ?? 0) > 0
    : question.facts.events[event] !== undefined;
};

/** A notice that is still to be given counts as served by its quickest channel that needs no proof. */
const servedAtOnce = (question: LawQuestion, event: string, sent: Moment): Known<Moment> => {
  const { name, sent: sending } = splitEvent(event);
  const rules = question.law.rules.notices?.[name];
  if (sending || rules === undefined) return known(sent);
  const counting = countingOf(question);
  const allowed =
    rules.form?.value.groups.flatMap(({ oneOf }) => oneOf) ?? question.law.rules.writtenForm?.value ?? [];
  const moments: Moment[] = [];
  for (const channel of LEGAL_CHANNELS) {
    const rule = serviceRule(question, rules, channel)?.value;
    if (rule === undefined || !allowed.includes(channel)) continue;
    if (rule.event === 'delivered') return known(sent);
    const served = deemed(rule, sent, counting);
    if (!served.known) return served;
    moments.push(served.value.moment);
  }
  return known(moments.sort((a, b) => momentOrder(a, b, counting))[0] ?? sent);
};

const makeSearch = (question: LawQuestion) => {
  const counting = countingOf(question);
  const steps = new Map<string, Known<Computed | null>>();

  /** The first lawful moment of an event by the waits that end with it; null: no wait does. */
  const stepOf = (event: string, deep: number): Known<Computed | null> => {
    const before = steps.get(event);
    if (before !== undefined) return before;
    const step = compute(event, deep);
    steps.set(event, step);
    return step;
  };

  const compute = (event: string, deep: number): Known<Computed | null> => {
    if (deep > 20) return unknown(`a beginning of the chain of waits to ${event}`);
    const { name } = splitEvent(event);
    const isEvent = (to: string): boolean =>
      to === event || (isNotice(question, event) && splitEvent(to).name === name);
    const { waits, missing } = waitsThatApply(question, wait => isEvent(wait.to));
    if (missing.length > 0) return { known: false, missing };
    let best: Computed | null = null;
    for (const [key, rule] of waits) {
      if (rule.value.inGoodTime === true) return unknown(`a number for waits.${key}`);
      const bound = boundFor(rule, deep);
      if (!bound.known) return bound;
      if (bound.value === null) continue;
      const rolled =
        rule.value.onlyOn === 'workingDay'
          ? onWorkingDayFrom(question, bound.value, rule.because)
          : known(bound.value);
      if (!rolled.known) return rolled;
      if (best === null || momentOrder(rolled.value.first, best.first, counting) > 0) best = rolled.value;
    }
    return known(best);
  };

  const boundFor = (rule: Rule<Wait>, deep: number): Known<Computed | null> => {
    const { value: wait, because } = rule;
    if (wait.atLeast === undefined && wait.byChannel === undefined) return known(null);
    if (happened(question, wait.from)) return boundOf(question, rule);
    const start = beginning(wait.from, deep + 1);
    if (!start.known) return start;
    const periods = wait.atLeast ?? [];
    const bound = firstAfter(periods, wait, start.value, counting);
    if (!bound.known) return bound;
    const lines: TraceLine[] = [
      { step: `${wait.from}, at the earliest`, result: momentText(start.value, counting), because },
      ...bound.value.trace,
      { step: `${wait.to} from`, result: momentText(bound.value.first, counting), because },
    ];
    return known({ ...bound.value, trace: lines });
  };

  /** When an event that has not happened can happen at the earliest. */
  const beginning = (event: string, deep: number): Known<Moment> => {
    const step = stepOf(event, deep);
    if (!step.known) return step;
    const { now } = question;
    const candidates = [
      ...(step.value === null ? [] : [step.value.first]),
      ...(now === null || (!isNotice(question, event) && step.value === null) ? [] : [{ at: now }]),
    ];
    const first = candidates.sort((a, b) => momentOrder(b, a, counting))[0];
    if (first === undefined) return unknown(event);
    const free = firstFree(barsOf(question), event, first, {
      facts: question.facts,
      counting,
      factsOn: null,
    });
    return free.known ? servedAtOnce(question, event, free.value.moment) : free;
  };

  return { stepOf, steps };
};

const expired = (question: LawQuestion, moment: Moment): readonly Reason[] => {
  const counting = countingOf(question);
  const { waits } = waitsThatApply(question, wait => wait.to === question.act && wait.atMost !== undefined);
  return waits.flatMap(([, rule]) => {
    const limit = limitOf(question, rule);
    if (!limit.known || limit.value === null) return [];
    const last = limit.value;
    const late =
      'at' in last ? momentOrder(moment, last, counting) > 0 : dayOf(moment, question.zone) > last.on;
    return late
      ? [
          {
            code: 'notice.expired',
            about: splitEvent(rule.value.from).name,
            message: `"${rule.value.from}" serves until ${momentText(last, counting)} only; it must be given again.`,
            because: rule.because,
          },
        ]
      : [];
  });
};

/** The first moment at which the act is lawful: counting first, then everything that bars it. */
export const earliest = (question: LawQuestion): Earliest => {
  const counting = countingOf(question);
  const { stepOf, steps } = makeSearch(question);
  // Every event has its own first day, also where it has happened already.
  for (const [, { value }] of waitsOf(question)) stepOf(value.to, 0);
  const computed = stepOf(question.act, 0);
  const listed = [...steps].flatMap(([event, step]): readonly Step[] =>
    step.known && step.value !== null
      ? [{ event, first: step.value.first, periodEnds: step.value.periodEnds }]
      : [],
  );
  const answer = (part: Partial<Earliest>, trace: readonly TraceLine[] = []): Earliest => {
    const lines = [inForceLine(question), ...trace];
    const cited = citedIn(lines);
    return {
      first: null,
      on: null,
      at: null,
      periodEnds: computed.known ? (computed.value?.periodEnds ?? null) : null,
      steps: listed,
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
  if (!computed.known) return answer({ missing: computed.missing });
  const { now } = question;
  const counted = computed.value?.first ?? null;
  const from =
    counted === null || (now !== null && momentOrder(counted, { at: now }, counting) < 0)
      ? now === null
        ? null
        : { at: now }
      : counted;
  const trace = computed.value?.trace ?? [];
  if (from === null) return answer({ missing: [`when: nothing to count ${question.act} from`] }, trace);
  const begins: Moment = { at: startOf(from, counting) };
  const free = firstFree(barsOf(question), question.act, begins, {
    facts: question.facts,
    counting,
    factsOn: question.at === null ? null : dayOf(question.at, question.zone),
  });
  if (!free.known) return answer({ missing: free.missing }, trace);
  const { moment, provided } = free.value;
  const reasons = expired(question, moment);
  const unmoved = momentOrder(moment, begins, counting) === 0;
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
