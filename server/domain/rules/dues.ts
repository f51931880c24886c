import type { Citation, Confidence } from '../outcome.js';
import { known, unknown, type Counting, type Known, type TraceLine } from './counting.js';
import { applies, numberOf, type Facts } from './facts.js';
import { citedIn, countingOf, factsOf, weakest, withCitation, type LawQuestion } from './law-question.js';
import { momentText, periodText, type Moment } from './period.js';
import type { Amount, Compensation, Deadline, Rule } from './rulebook.js';
import { asLast } from './latest.js';
import type { Last } from './serving.js';
import { endsOf, type Ends } from './waiting.js';

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
  /** The last day or moment to claim it, counted from `supplyRestored`; null: no limit is set, or that is not known. */
  readonly claimBy: Moment | null;
}

const periodsOf = ({ partial, everyHours, capPeriods }: Compensation, over: number): number => {
  if (everyHours === undefined) return 0;
  const exact = over / everyHours;
  const whole =
    partial === 'ignored' ? Math.floor(exact) : partial === 'roundedUp' ? Math.ceil(exact) : exact;
  return Math.min(whole, capPeriods ?? whole);
};

/** The numbers of a rule in this case. */
interface Measured {
  readonly free: number | null;
  readonly factor: number;
  readonly cap: number | null;
}

const optional = (facts: Facts, amount: Amount | undefined): Known<number | null> =>
  amount === undefined ? known(null) : numberOf(facts, amount);

const measured = ({ freeHours, cap, multiplyBy }: Compensation, facts: Facts): Known<Measured> => {
  const [free, most] = [optional(facts, freeHours), optional(facts, cap)];
  const factors = (multiplyBy ?? []).map(fact => numberOf(facts, fact));
  const missing = [free, most, ...factors].flatMap(each => (each.known ? [] : each.missing));
  if (!free.known || !most.known || missing.length > 0) return { known: false, missing };
  const factor = factors.reduce((product, each) => product * (each.known ? each.value : 1), 1);
  return known({ free: free.value, factor, cap: most.value });
};

/** Nothing up to the free hours; then the first sum, and one for each further period, up to the cap. */
const amountOf = (rule: Compensation, hours: number, { free, factor, cap }: Measured): number => {
  if (free !== null && hours <= free) return 0;
  const sum = rule.first + rule.per * periodsOf(rule, hours - (free ?? 0)) * factor;
  return Math.round(Math.min(sum, cap ?? sum) * 100) / 100;
};

const sumText = ({ first, per, everyHours, partial, multiplyBy }: Compensation, part: Measured): string => {
  const periods = partial === 'ignored' ? 'whole periods' : partial;
  const further = everyHours === undefined ? '' : `, and ${per} for each ${everyHours} h (${periods})`;
  const times =
    multiplyBy === undefined
      ? ''
      : ` times ${multiplyBy.map(({ fact }) => fact).join(' × ')} = ${Number(part.factor.toFixed(6))}`;
  return `${first}${further}${times}${part.cap === null ? '' : `, at most ${part.cap}`}`;
};

const claimBy = (question: LawQuestion, { claimWithin }: Compensation): Known<Ends | null> => {
  const restored = question.facts.events['supplyRestored'];
  return claimWithin === undefined || restored === undefined
    ? known(null)
    : endsOf([claimWithin], restored, countingOf(question));
};

const sumLines = (
  rule: Compensation,
  hours: number,
  part: Measured,
  amount: number,
): readonly TraceLine[] => [
  ...(part.free === null
    ? []
    : [
        {
          step: `${hours} h, of which ${part.free} h are free`,
          result: `${Math.max(0, hours - part.free)} h`,
          because: null,
        },
      ]),
  { step: sumText(rule, part), result: `${amount} ${rule.currency}`, because: null },
];

const claimLines = (
  { claimWithin }: Compensation,
  claim: Ends | null,
  counting: Counting,
): readonly TraceLine[] =>
  claim === null || claimWithin === undefined
    ? []
    : [
        ...claim.trace,
        {
          step: `to be claimed within ${periodText(claimWithin)} after supplyRestored`,
          result: momentText(claim.end, counting),
          because: null,
        },
      ];

const dueOf = (
  question: LawQuestion,
  key: string,
  { value, because }: Rule<Compensation>,
  hours: number,
): Known<Due | null> => {
  const counting = countingOf(question);
  const applicable = applies(value, factsOf(question), counting);
  if (!applicable.known) return applicable;
  if (!applicable.value) return known(null);
  const part = measured(value, question.facts);
  if (!part.known) return part;
  const claim = claimBy(question, value);
  if (!claim.known) return claim;
  const amount = amountOf(value, hours, part.value);
  const lines = [...sumLines(value, hours, part.value, amount), ...claimLines(value, claim.value, counting)];
  return known({
    rule: key,
    amount,
    currency: value.currency,
    automatic: value.automatic === true,
    claimBy: claim.value?.end ?? null,
    ...grounds(withCitation(lines, because)),
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
  if (value.within === undefined)
    return unknown(`a number for deadlines.${key}: the law sets none, or it was not read`);
  const ends = endsOf(value.within, since, counting);
  if (!ends.known) return ends;
  const { end, trace: days } = ends.value;
  const trace = withCitation(
    [
      { step: value.since, result: momentText(since, counting), because: null },
      ...days,
      {
        step: `${key} within ${value.within.map(periodText).join(', then ')}: at the latest`,
        result: momentText(end, counting),
        because: null,
      },
    ],
    because,
  );
  return known({ rule: key, end, last: asLast(end, counting), ...grounds(trace) });
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
