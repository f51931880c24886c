import { addDays, type CivilDate } from '../time.js';
import type { Citation } from '../outcome.js';
import { onWorkingDay } from './bars.js';
import { known, unknown, type Known, type TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import { firstFree } from './first-free.js';
import {
  barsOf,
  countingOf,
  factsOf,
  isNotice,
  serviceRule,
  splitEvent,
  waitsThatApply,
  withCitation,
  type LawQuestion,
} from './law-question.js';
import { momentText, type Moment } from './period.js';
import { LEGAL_CHANNELS, type Rule, type Wait } from './rulebook.js';
import { deemed } from './serving.js';
import { boundOf, countedFrom, firstAfter, momentOrder } from './waiting.js';

/** The first lawful moment of an event by counting alone, and its arithmetic. */
export interface Computed {
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

/**
 * Counts forward from what is known. With `at` null, waits that depend on the moment of the act are left out, and
 * `open` says that there are such: what is found is then only the least.
 */
export const makeSearch = (question: LawQuestion) => {
  const counting = countingOf(question);
  const steps = new Map<string, Known<Computed | null>>();
  const state = { open: false };

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
    const isOpen = (name: string): boolean => question.at === null && name === question.act;
    state.open ||= missing.some(isOpen);
    const facts = missing.filter(name => !isOpen(name));
    if (facts.length > 0) return { known: false, missing: facts };
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
    const from = countedFrom(question, { ...wait, from: `${wait.from}, at the earliest` }, start.value);
    const bound = firstAfter(periods, wait, from.moment, counting);
    if (!bound.known) return bound;
    // How the beginning was found is part of the arithmetic, and of how sure it is.
    const before = stepOf(wait.from, deep + 1);
    const lines: TraceLine[] = [
      ...(before.known ? (before.value?.trace ?? []) : []),
      ...withCitation(from.trace, because),
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
      facts: factsOf(question),
      counting,
      factsOn: null,
    });
    return free.known ? servedAtOnce(question, event, free.value.moment) : free;
  };

  return { stepOf, steps, state };
};
