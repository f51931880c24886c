import type { Citation, Confidence } from '../outcome.js';
import { known, unknown, type Known, type TraceLine } from './counting.js';
import { applies } from './facts.js';
import { citedIn, countingOf, factsOf, weakest, type LawQuestion } from './law-question.js';
import { momentText, periodText, type Moment } from './period.js';
import type { Compensation, Deadline, Rule } from './rulebook.js';
import { asLast } from './latest.js';
import type { Last } from './serving.js';
import { endsOf } from './waiting.js';

interface Grounds {
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence;
}
const grounds = (trace: readonly TraceLine[]): Grounds => {
  const because = citedIn(trace);
  return { trace, because, confidence: weakest(because) };
};

/** What is owed for one interruption under one rule. */
export interface Due extends Grounds {
  readonly rule: string;
  /** In the major unit of the currency, to the hundredth. */
  readonly amount: number;
  readonly currency: string;
  readonly automatic: boolean;
}

const periodsOf = ({ partial, everyHours, capPeriods }: Compensation, over: number): number => {
  const exact = over / everyHours;
  const whole =
    partial === 'ignored' ? Math.floor(exact) : partial === 'roundedUp' ? Math.ceil(exact) : exact;
  return Math.min(whole, capPeriods ?? whole);
};

/** Nothing up to the free hours; then the first sum, and one for each further period, up to the cap. */
const amountOf = (rule: Compensation, hours: number, factor: number): number => {
  if (hours <= rule.freeHours) return 0;
  const sum = rule.first + rule.per * periodsOf(rule, hours - rule.freeHours) * factor;
  return Math.round(Math.min(sum, rule.cap ?? sum) * 100) / 100;
};

const dueOf = (
  question: LawQuestion,
  key: string,
  { value, because }: Rule<Compensation>,
  hours: number,
): Known<Due | null> => {
  const applicable = applies(value, factsOf(question), countingOf(question));
  if (!applicable.known) return applicable;
  if (!applicable.value) return known(null);
  const factor = value.multiplyBy === undefined ? 1 : question.facts.values[value.multiplyBy];
  if (typeof factor !== 'number') return unknown(value.multiplyBy ?? key);
  const amount = amountOf(value, hours, factor);
  const over = Math.max(0, hours - value.freeHours);
  const trace: readonly TraceLine[] = [
    { step: `${hours} h, of which ${value.freeHours} h are free`, result: `${over} h`, because },
    {
      step: `${value.first}, and ${value.per} for each ${value.everyHours} h (${value.partial === 'ignored' ? 'whole periods' : value.partial})${value.multiplyBy === undefined ? '' : ` times ${value.multiplyBy} = ${factor}`}${value.cap === undefined ? '' : `, at most ${value.cap}`}`,
      result: `${amount} ${value.currency}`,
      because,
    },
  ];
  return known({
    rule: key,
    amount,
    currency: value.currency,
    automatic: value.automatic === true,
    ...grounds(trace),
  });
};

/** What each rule of compensation that applies owes for so many hours; the facts that are missing come with them. */
export const compensation = (
  question: LawQuestion,
  hours: number,
): { readonly dues: readonly Due[]; readonly missing: readonly string[] } => {
  const found = Object.entries(question.law.rules.compensation ?? {}).map(([key, rule]) =>
    dueOf(question, key, rule, hours),
  );
  return {
    dues: found.flatMap(each => (each.known && each.value !== null ? [each.value] : [])),
    missing: [...new Set(found.flatMap(each => (each.known ? [] : each.missing)))],
  };
};

/** By when something must be done, such as a reconnection. */
export interface DueBy extends Grounds {
  readonly rule: string;
  /** By the end of this day, or at this moment. */
  readonly end: Moment;
  readonly last: Last;
}

const dueBy = (
  question: LawQuestion,
  key: string,
  { value, because }: Rule<Deadline>,
): Known<DueBy | null> => {
  const counting = countingOf(question);
  const applicable = applies(value, factsOf(question), counting);
  if (!applicable.known) return applicable;
  if (!applicable.value) return known(null);
  const since = question.facts.events[value.since];
  if (since === undefined) return unknown(value.since);
  const end = endsOf(value.within, since, counting);
  if (!end.known) return end;
  const trace: readonly TraceLine[] = [
    { step: value.since, result: momentText(since, counting), because },
    {
      step: `${key} within ${value.within.map(periodText).join(', then ')}: at the latest`,
      result: momentText(end.value, counting),
      because,
    },
  ];
  return known({ rule: key, end: end.value, last: asLast(end.value, counting), ...grounds(trace) });
};

export const deadlines = (
  question: LawQuestion,
): { readonly deadlines: readonly DueBy[]; readonly missing: readonly string[] } => {
  const found = Object.entries(question.law.rules.deadlines ?? {}).map(([key, rule]) =>
    dueBy(question, key, rule),
  );
  return {
    deadlines: found.flatMap(each => (each.known && each.value !== null ? [each.value] : [])),
    missing: [...new Set(found.flatMap(each => (each.known ? [] : each.missing)))],
  };
};
