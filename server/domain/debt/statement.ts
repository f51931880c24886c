import { minus, nothing, plus, type Money } from '../money.js';
import { civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';

interface Entered {
  /** Of the billing system; the same entry twice is one. */
  readonly id: string;
  /** When it took effect there. */
  readonly at: Instant;
}
/** What the billing system says of an account. Sums are above zero; the type says which way they go. */
export type Entry =
  | (Entered & {
      readonly type: 'billed';
      readonly amount: Money;
      readonly issued: CivilDate;
      /** The last day to pay on. */
      readonly due: CivilDate;
    })
  | (Entered & { readonly type: 'paid' | 'credited'; readonly amount: Money })
  /** The payment did not stand: a direct debit was returned, a cheque was not covered. */
  | (Entered & { readonly type: 'reversed'; readonly payment: string });

export type Bill = Extract<Entry, { readonly type: 'billed' }>;

/** What an account owes on a day. Payments and credits go to what fell due first. */
export interface Position {
  /** Of bills whose last day to pay has passed. */
  readonly overdue: Money;
  /** Overdue or not. */
  readonly owed: Money;
  /** The first bill that is overdue and not paid whole. */
  readonly oldest: Bill | null;
}

/** A payment that was taken back counts as never made. */
export const withoutReversed = (entries: readonly Entry[]): readonly Entry[] => {
  const reversed = new Set(entries.flatMap(entry => (entry.type === 'reversed' ? [entry.payment] : [])));
  return entries.filter(({ type, id }) => type !== 'reversed' && !(type === 'paid' && reversed.has(id)));
};

/** What came in, credit notes with it, after a moment (included), or ever. */
export const receivedSince = (
  entries: readonly Entry[],
  currency: string,
  since: Instant | null = null,
): Money =>
  entries.reduce<Money>(
    (sum, entry) =>
      (entry.type === 'paid' || entry.type === 'credited') && (since === null || entry.at >= since)
        ? plus(sum, entry.amount)
        : sum,
    nothing(currency),
  );

const billsByDue = (entries: readonly Entry[]): readonly Bill[] =>
  entries
    .filter((entry): entry is Bill => entry.type === 'billed')
    .sort((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1));

const atLeastNothing = (sum: Money): Money => (sum.minor < 0 ? nothing(sum.currency) : sum);

/** What is still to be paid of each bill, the first due first. Entries of payments taken back have been left out before. */
const unpaidBills = (
  entries: readonly Entry[],
  currency: string,
): readonly { readonly bill: Bill; readonly unpaid: Money }[] => {
  let left = receivedSince(entries, currency);
  return billsByDue(entries).flatMap(bill => {
    const unpaid = atLeastNothing(minus(bill.amount, left));
    left = atLeastNothing(minus(left, bill.amount));
    return unpaid.minor === 0 ? [] : [{ bill, unpaid }];
  });
};

const sumOf = (bills: ReturnType<typeof unpaidBills>, currency: string): Money =>
  bills.reduce((sum, { unpaid }) => plus(sum, unpaid), nothing(currency));

/** Bills whose last day to pay has passed, with what is still to be paid of each. */
export const overdueBills = (
  entries: readonly Entry[],
  currency: string,
  on: CivilDate,
): ReturnType<typeof unpaidBills> => unpaidBills(entries, currency).filter(({ bill }) => bill.due < on);

/** Entries of payments taken back have been left out before. */
export const positionOn = (entries: readonly Entry[], currency: string, on: CivilDate): Position => {
  const unpaid = unpaidBills(entries, currency);
  const overdue = unpaid.filter(({ bill }) => bill.due < on);
  return {
    overdue: sumOf(overdue, currency),
    owed: sumOf(unpaid, currency),
    oldest: overdue[0]?.bill ?? null,
  };
};

/** As `positionOn`, of a moment in the zone of the premises: only what had been entered by then. */
export const positionAt = (entries: readonly Entry[], currency: string, at: Instant, zone: Zone): Position =>
  positionOn(
    entries.filter(entry => entry.at <= at),
    currency,
    civilDateIn(zone, at),
  );
