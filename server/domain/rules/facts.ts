import { civilDateIn, type CivilDate, type Zone } from '../time.js';
import { known, unknown, type Counting, type Known } from './counting.js';
import { endOf, inSeason, type Moment, type Period, type Season } from './period.js';
import type { Amount, Condition, FactValue, LegalChannel, Operand, Proof } from './rulebook.js';

/** One notice as it was given on one channel. */
export interface Given {
  /** Null: the question is not about a channel. */
  readonly channel: LegalChannel | null;
  readonly sent: Moment | null;
  /** When it counts as served, where that is known already; else it follows from `sent` and the rules of the channel. */
  readonly served: Moment | null;
  readonly delivered: Moment | null;
  readonly proof: Proof | null;
  readonly failedAttempts: readonly Moment[];
}

/** Days, both included, on which the clock of a case stands still, such as those of a dispute. */
export interface Standstill {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly why: string;
}

/** What is known of a case. A notice that is not listed was not given; a fact that is not listed is not known. */
export interface Facts {
  readonly notices: Readonly<Record<string, readonly Given[]>>;
  /** Other events: `billMailed`, `paymentDue`, `detected`. */
  readonly events: Readonly<Record<string, Moment>>;
  readonly values: Readonly<Record<string, FactValue>>;
  /** Days without customer or reconnection service; null: not known. */
  readonly noServiceDays: {
    readonly weekdays: readonly number[];
    readonly dates: readonly CivilDate[];
  } | null;
  /** Not counted in what must be waited; what grows too old, and what we owe, goes on. */
  readonly standstills?: readonly Standstill[] | undefined;
}

export const NO_FACTS: Facts = { notices: {}, events: {}, values: {}, noServiceDays: null };

/** The facts, and when an event that is only asked about would be: for conditions, which may ask for its season. */
export const supposing = (facts: Facts, event: string, moment: Moment | null): Facts =>
  moment === null ? facts : { ...facts, events: { ...facts.events, [event]: moment } };

export const dayOf = (moment: Moment, zone: Zone): CivilDate =>
  'at' in moment ? civilDateIn(zone, moment.at) : moment.on;

const scalar = (facts: Facts, operand: Operand): Known<number | string | boolean> => {
  if (typeof operand !== 'object') return known(operand);
  const value = facts.values[operand.fact];
  if (typeof value === 'number') return known(value * (operand.times ?? 1));
  return typeof value === 'string' || typeof value === 'boolean' ? known(value) : unknown(operand.fact);
};

/** A number of the law, or of the case. */
export const numberOf = (facts: Facts, amount: Amount): Known<number> => {
  const value = scalar(facts, amount);
  if (!value.known) return value;
  return typeof value.value === 'number'
    ? known(value.value)
    : unknown(`${typeof amount === 'number' ? amount : amount.fact} as a number`);
};

/** Money and measures: equal to a millionth is equal, so that 3 × 0.1 is 0.3. */
const compare = (left: number, right: number): number => Math.round((left - right) * 1e6);

type Comparison = Extract<Condition, { readonly fact: string }>;
const TESTS = {
  atLeast: (left: number, right: number) => compare(left, right) >= 0,
  over: (left: number, right: number) => compare(left, right) > 0,
  atMost: (left: number, right: number) => compare(left, right) <= 0,
  below: (left: number, right: number) => compare(left, right) < 0,
} as const;

/** Right-hand numbers of a comparison, for people who ask what would have been needed. */
export const operandsOf = (condition: Condition, facts: Facts): readonly number[] => {
  if ('all' in condition) return condition.all.flatMap(each => operandsOf(each, facts));
  if ('any' in condition) return condition.any.flatMap(each => operandsOf(each, facts));
  if (!('fact' in condition)) return [];
  return [condition.atLeast, condition.over].flatMap(operand => {
    const value = operand === undefined ? unknown('') : scalar(facts, operand);
    return value.known && typeof value.value === 'number' ? [value.value] : [];
  });
};

const compared = (condition: Comparison, facts: Facts): Known<boolean> => {
  const left = facts.values[condition.fact];
  if (left === undefined) return unknown(condition.fact);
  if (condition.oneOf !== undefined && !condition.oneOf.some(each => each === left)) return known(false);
  if (condition.is !== undefined) {
    const right = scalar(facts, condition.is);
    if (!right.known) return right;
    if (right.value !== left) return known(false);
  }
  for (const [name, test] of Object.entries(TESTS)) {
    const operand = condition[name as keyof typeof TESTS];
    if (operand === undefined) continue;
    const right = scalar(facts, operand);
    if (!right.known) return right;
    if (typeof left !== 'number' || typeof right.value !== 'number')
      return unknown(`${condition.fact} as a number`);
    if (!test(left, right.value)) return known(false);
  }
  return known(true);
};

const cameWithin = (
  { event, within, after }: Extract<Condition, { readonly within: Period }>,
  facts: Facts,
  counting: Counting,
): Known<boolean> => {
  const came = facts.events[event];
  const [notice] = facts.notices[after] ?? [];
  const since = facts.events[after] ?? notice?.served ?? notice?.delivered ?? null;
  if (came === undefined) return unknown(event);
  if (since === null) return unknown(after);
  const end = endOf(within, dayOf(since, counting.zone), counting);
  return end.known ? known(dayOf(came, counting.zone) <= end.value.end) : end;
};

const cameIn = (
  { event, in: season }: Extract<Condition, { readonly in: Season }>,
  facts: Facts,
  { zone }: Counting,
): Known<boolean> => {
  const came = facts.events[event];
  return came === undefined ? unknown(event) : known(inSeason(season, dayOf(came, zone)));
};

/** What decides wins over what is not known: one false part settles `all`, one true part settles `any`. */
const folded = (parts: readonly Known<boolean>[], decisive: boolean): Known<boolean> => {
  if (parts.some(part => part.known && part.value === decisive)) return known(decisive);
  const missing = parts.flatMap(part => (part.known ? [] : part.missing));
  return missing.length > 0 ? { known: false, missing } : known(!decisive);
};

export const holds = (condition: Condition, facts: Facts, counting: Counting): Known<boolean> => {
  if ('all' in condition)
    return folded(
      condition.all.map(each => holds(each, facts, counting)),
      false,
    );
  if ('any' in condition)
    return folded(
      condition.any.map(each => holds(each, facts, counting)),
      true,
    );
  if ('not' in condition) {
    const inner = holds(condition.not, facts, counting);
    return inner.known ? known(!inner.value) : inner;
  }
  if ('in' in condition) return cameIn(condition, facts, counting);
  return 'within' in condition ? cameWithin(condition, facts, counting) : compared(condition, facts);
};

/** Whether a rule with this condition applies; one without a condition does. */
export const applies = (
  { when }: { readonly when?: Condition | undefined },
  facts: Facts,
  counting: Counting,
): Known<boolean> => (when === undefined ? known(true) : holds(when, facts, counting));
