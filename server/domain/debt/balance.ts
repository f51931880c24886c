import { isCurrency, minus, parseMoney, type Money } from '../money.js';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import {
  addMinutes,
  civilDateIn,
  fromEpochMs,
  isCivilDate,
  parseMoment,
  type CivilDate,
  type Instant,
  type Zone,
} from '../time.js';
import type { BillingEvent } from './billing-row.js';

/** What a record of the CRM says an account owes: text, unchecked; '' where it says nothing. */
export interface SaidBalance {
  readonly amount: string;
  readonly currency: string;
  /** The last day to pay it on. */
  readonly due: string;
  readonly asOf: string;
}

export interface Balance {
  /** Never below zero: a credit in the customer's favour is no debt. */
  readonly owed: Money;
  /** Null: nothing is owed. */
  readonly due: CivilDate | null;
  readonly asOf: Instant;
}

/** What is known of the account so far, all of it said by the CRM. */
export interface BalanceBefore {
  readonly owed: Money;
  readonly due: CivilDate | null;
  readonly heardAt: Instant;
  /** How many entries there are. */
  readonly entries: number;
}

const AHEAD_MINUTES = 5;

const wrong = (code: string, message: string): Refusal => ({ code, message, because: [] });

export const saysNothing = ({ amount, currency, due, asOf }: SaidBalance): boolean =>
  [amount, currency, due, asOf].every(text => text === '');

/** HubSpot gives ISO 8601, and milliseconds where an import wrote them. */
const momentIn = (text: string): Instant | null => {
  if (/^\d{12,14}$/.test(text)) return fromEpochMs(Number(text));
  const moment = parseMoment(text);
  return moment.ok ? moment.value : null;
};
const UTC = 'UTC' as Zone;
/** A date of HubSpot's is midnight UTC where it comes as milliseconds. */
const dayIn = (text: string): CivilDate | null =>
  isCivilDate(text) ? text : /^\d{12,14}$/.test(text) ? civilDateIn(UTC, fromEpochMs(Number(text))) : null;

/** Everything wrong with it at once; it repeats nothing of what is said. */
export const readBalance = (said: SaidBalance, now: Instant): Outcome<Balance> => {
  const sum = parseMoney(said.amount, said.currency);
  const asOf = momentIn(said.asOf);
  const due = dayIn(said.due);
  const owes = sum.ok && sum.value.minor > 0;
  const [first, ...rest] = [
    ...(isCurrency(said.currency) ? [] : [wrong('balance.currency', 'The currency is no code of ISO 4217.')]),
    ...(sum.ok || !isCurrency(said.currency) ? [] : [wrong('balance.amount', 'The balance is no sum.')]),
    ...(owes && due === null ? [wrong('balance.due', 'There is no day to pay it by.')] : []),
    ...(asOf === null ? [wrong('balance.asOf', 'It is not said as of when it is.')] : []),
    ...(asOf !== null && asOf > addMinutes(now, AHEAD_MINUTES)
      ? [wrong('balance.future', 'It is as of a moment that has not come.')]
      : []),
  ];
  if (first !== undefined) return refuse(first, ...rest);
  if (!sum.ok || asOf === null) throw new Error('A balance without a mistake has its sum and its moment.');
  return accept({ owed: owes ? sum.value : { ...sum.value, minor: 0 }, due: owes ? due : null, asOf });
};

/** Of several records that speak of one account: the newest word; of two of one moment the lower one. */
export const newestOf = (a: Balance, b: Balance): Balance =>
  a.asOf !== b.asOf ? (a.asOf > b.asOf ? a : b) : a.owed.minor <= b.owed.minor ? a : b;

/**
 * What happened, told by two balances. Less is a payment, more is a further bill; a later day to pay by says that all
 * before it was paid and what is owed now was billed anew, which is the better reading for the customer. An older word
 * changes nothing, and one of the same moment only what it takes away: records that contradict each other must not let a
 * debt grow. A bill counts as issued on the day it is first heard of, and no earlier.
 */
export const movesBetween = (
  before: BalanceBefore | null,
  { owed, due, asOf }: Balance,
  zone: Zone,
): readonly BillingEvent[] => {
  const last = before?.owed ?? { ...owed, minor: 0 };
  const isSameMoment = before !== null && asOf === before.heardAt;
  if (before !== null && (asOf < before.heardAt || (isSameMoment && owed.minor >= last.minor))) return [];
  const isNew = !isSameMoment && due !== null && before?.due != null && due > before.due && last.minor > 0;
  const kept: Money = isNew ? { ...last, minor: 0 } : owed.minor < last.minor ? owed : last;
  const received = minus(last, kept);
  const billed = minus(owed, kept);
  const id = (n: number): string => `crm/${(before?.entries ?? 0) + n}`;
  return [
    ...(received.minor > 0 ? [{ type: 'paid' as const, id: id(1), at: asOf, amount: received }] : []),
    ...(billed.minor > 0 && due !== null
      ? [
          {
            type: 'billed' as const,
            id: id(2),
            at: asOf,
            amount: billed,
            issued: civilDateIn(zone, asOf),
            due,
          },
        ]
      : []),
  ];
};
