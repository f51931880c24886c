import { isCurrency, isOwed, parseMoney, type Money } from '../money.js';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import { isCivilDate, parseMoment, startOfDay, type CivilDate, type Instant, type Zone } from '../time.js';
import type { CaseEvent } from './event.js';
import { HOLD_REASONS, type HoldReason } from './hold.js';
import type { Entry } from './statement.js';

/** What billing knows of an account: bills and money, and the plans, promises and disputes that hold its cases. */
export type BillingEvent = Entry | Extract<CaseEvent, { readonly type: 'held' | 'released' | 'broken' }>;

/** A row of a billing feed, as text; a field that is not there is empty. */
export type BillingFields = Readonly<Record<string, string>>;

/** The columns of a billing feed. Which of them a row needs depends on its `kind`. */
export const BILLING_COLUMNS = [
  'kind',
  'id',
  'account',
  'amount',
  'currency',
  'date',
  'due',
  'payment',
  'reason',
  'until',
] as const;
export const BILLING_KINDS = [
  'account',
  'bill',
  'payment',
  'credit',
  'reversal',
  'hold',
  'release',
  'broken',
] as const;
type Kind = (typeof BILLING_KINDS)[number];

export interface BillingRead {
  /** The billing number. */
  readonly account: string;
  /** Null where the row names none. */
  readonly currency: string | null;
  /** Null: the row only names the account. */
  readonly event: BillingEvent | null;
}

const wrong = (code: string, message: string, lawful?: string): Refusal => ({
  code,
  message,
  because: [],
  ...(lawful === undefined ? {} : { lawful }),
});

const NEEDED: Readonly<Record<Kind, readonly string[]>> = {
  account: ['account', 'currency'],
  bill: ['id', 'account', 'amount', 'currency', 'date', 'due'],
  payment: ['id', 'account', 'amount', 'currency', 'date'],
  credit: ['id', 'account', 'amount', 'currency', 'date'],
  reversal: ['id', 'account', 'payment', 'date'],
  hold: ['id', 'account', 'reason', 'date', 'until'],
  release: ['id', 'account', 'date'],
  broken: ['id', 'account', 'date'],
};

/** Collects what is wrong with the fields of a row, so that all of it comes at once. */
const makeMistakes = () => {
  const found: Refusal[] = [];
  return {
    found,
    add: (refusal: Refusal): void => {
      found.push(refusal);
    },
    take: <T>(outcome: Outcome<T>, otherwise: T): T => {
      if (outcome.ok) return outcome.value;
      found.push(...outcome.refusals);
      return otherwise;
    },
  };
};
type Mistakes = ReturnType<typeof makeMistakes>;

const dayIn = (field: string, text: string): Outcome<CivilDate> =>
  isCivilDate(text)
    ? accept(text)
    : refuse(wrong('row.notADay', `${field}: that is not a day.`, 'Write it as 2026-11-25.'));

/** A moment, or a day, which is its first moment: a payment of that day counts from its beginning. */
const momentIn = (text: string, zone: Zone): Outcome<Instant> => {
  if (isCivilDate(text)) return accept(startOfDay(zone, text));
  const moment = parseMoment(text, zone);
  if (moment.ok || moment.refusals[0].code !== 'time.unreadable') return moment;
  return refuse(
    wrong('time.unreadable', 'date: that is not a moment or a day.', 'Write it as 2026-11-25T09:00+01:00.'),
  );
};

const sumIn = (amount: string, currency: string): Outcome<Money> => {
  const sum = parseMoney(amount, currency);
  if (!sum.ok)
    return refuse(
      wrong('money.unreadable', `amount: that is not a sum in ${currency}.`, sum.refusals[0].lawful),
    );
  if (isOwed(sum.value)) return sum;
  return refuse(
    wrong(
      'row.notPositive',
      `amount: ${amount} is not above zero.`,
      'The kind says which way a sum goes: money back is a credit, a payment that did not stand a reversal.',
    ),
  );
};

const NO_DAY = '' as CivilDate;
const NO_MOMENT = '' as Instant;

/** Of fields that are all there; what is wrong with them is added to `mistakes`. */
const eventOf = (kind: Kind, fields: BillingFields, zone: Zone, mistakes: Mistakes): BillingEvent | null => {
  const of = (name: string): string => fields[name] ?? '';
  const id = of('id');
  const at = (): Instant => mistakes.take(momentIn(of('date'), zone), NO_MOMENT);
  const day = (name: string): CivilDate => mistakes.take(dayIn(name, of(name)), NO_DAY);
  const amount = (): Money =>
    mistakes.take(sumIn(of('amount'), of('currency')), { minor: 0, currency: of('currency') });
  switch (kind) {
    case 'account':
      return null;
    case 'bill': {
      const issued = day('date');
      const due = day('due');
      if (mistakes.found.length === 0 && due < issued)
        mistakes.add(wrong('row.dueBeforeIssue', `due: ${due} is before ${issued}, the day of the bill.`));
      const issuedAt = issued === NO_DAY ? NO_MOMENT : startOfDay(zone, issued);
      return { type: 'billed', id, at: issuedAt, amount: amount(), issued, due };
    }
    case 'payment':
      return { type: 'paid', id, at: at(), amount: amount() };
    case 'credit':
      return { type: 'credited', id, at: at(), amount: amount() };
    case 'reversal':
      return { type: 'reversed', id, at: at(), payment: of('payment') };
    case 'hold': {
      const reason = HOLD_REASONS.find(each => each === of('reason'));
      if (reason === undefined)
        mistakes.add(
          wrong(
            'row.unknownReason',
            'reason: that is no reason to hold.',
            `It is one of: ${HOLD_REASONS.join(', ')}.`,
          ),
        );
      return { type: 'held', id, at: at(), hold: holdOf(id, reason ?? 'manual', day('until')) };
    }
    case 'release':
      return { type: 'released', id, at: at(), hold: id, by: BILLING };
    case 'broken':
      return { type: 'broken', id, at: at(), hold: id };
  }
};

const BILLING = 'billing';
const holdOf = (id: string, reason: HoldReason, day: CivilDate) => ({
  id,
  reason,
  by: BILLING,
  until: { day },
  effect: 'stopsClock' as const,
});

const COLUMNS: ReadonlySet<string> = new Set(BILLING_COLUMNS);

/**
 * Reads one row. Days and wall-clock times are those of `zone`, which is the billing system's own. What is wrong with a
 * row is said all at once, and nothing of it is taken. What is said repeats nothing of the row: a column that has slipped
 * may hold a name, and reports are kept.
 */
export const readBillingRow = (fields: BillingFields, zone: Zone): Outcome<BillingRead> => {
  const kind = BILLING_KINDS.find(each => each === fields['kind']);
  if (kind === undefined)
    return refuse(
      wrong('row.unknownKind', 'kind: that is not known.', `It is one of: ${BILLING_KINDS.join(', ')}.`),
    );
  const mistakes = makeMistakes();
  // A misspelt field must not be taken for one that was left out.
  if (Object.keys(fields).some(name => !COLUMNS.has(name)))
    mistakes.add(
      wrong('row.unknownField', 'A field is not known.', `They are: ${BILLING_COLUMNS.join(', ')}.`),
    );
  for (const name of NEEDED[kind])
    if ((fields[name] ?? '') === '')
      mistakes.add(wrong('row.missing', `${name}: a row of kind ${kind} needs it.`));
  const currency = fields['currency'] ?? '';
  if (currency !== '' && !isCurrency(currency))
    mistakes.add(wrong('row.notACurrency', 'currency: that is not a code of ISO 4217.'));
  const event = mistakes.found.length === 0 ? eventOf(kind, fields, zone, mistakes) : null;
  const [first, ...rest] = mistakes.found;
  if (first !== undefined) return refuse(first, ...rest);
  return accept({ account: fields['account'] ?? '', currency: currency === '' ? null : currency, event });
};
