import { readBillingRow, type BillingEvent } from '../domain/debt/billing-row.js';
import type { AccountId } from '../domain/ids.js';
import type { Refusal } from '../domain/outcome.js';
import { latest, type Instant, type Zone } from '../domain/time.js';
import type { BillingReport, FeedLine, LineRefused, TakeBilling } from './ports/billing-feed.js';
import type { BilledAccount, RowTaken } from './ports/debt.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

const BATCH = 500;
const ERRORS_TOLD = 1000;

/** Before anything: an account that billing names for the first time has no balance yet that could be relied on. */
const NEVER = '1970-01-01T00:00:00.000Z' as Instant;

interface Row {
  readonly line: number;
  readonly account: string;
  readonly currency: string | null;
  readonly event: BillingEvent | null;
}

/** What came of some lines. */
interface Tally extends Omit<BillingReport, 'balancesAsOf'> {
  /** Something among them may leave an account owing: payments and credit notes never do. */
  readonly mayOwe: boolean;
}
const NOTHING: Tally = { lines: 0, added: 0, repeated: 0, refused: 0, errors: [], mayOwe: false };
const OWING: readonly BillingEvent['type'][] = ['billed', 'reversed'];

const sum = (a: Tally, b: Tally): Tally => ({
  lines: a.lines + b.lines,
  added: a.added + b.added,
  repeated: a.repeated + b.repeated,
  refused: a.refused + b.refused,
  errors: b.errors.length === 0 ? a.errors : [...a.errors, ...b.errors].slice(0, ERRORS_TOLD),
  mayOwe: a.mayOwe || b.mayOwe,
});

type Told = readonly Pick<Refusal, 'code' | 'message'>[];
interface Refused {
  readonly line: number;
  readonly why: Told;
  /** Where it is known. */
  readonly account: AccountId | null;
}
const errorsOf = (all: readonly Refused[]): readonly LineRefused[] =>
  all
    .flatMap(({ line, why }) => why.map(({ code, message }) => ({ line, code, message })))
    .sort((a, b) => a.line - b.line);

const unread = { code: 'row.fields', message: 'The line does not have the fields of the first row.' };
const unknownAccount = { code: 'row.unknownAccount', message: 'account: the directory has no such number.' };
const conflict = {
  code: 'row.conflict',
  message: 'id: another row was taken under this id before, and stays. A correction needs an id of its own.',
};
const noCurrency = {
  code: 'row.noCurrency',
  message: 'currency: nothing says in which one this account is kept.',
};
const otherCurrency = (currency: string) => ({
  code: 'row.otherCurrency',
  message: `currency: this account is kept in ${currency}.`,
});

interface Placed extends Row {
  readonly id: AccountId;
  readonly kept: string;
}

/** The rows of known accounts in their own currency, which is that of the first row: in the ledger or in this batch. */
const place = (rows: readonly Row[], accounts: ReadonlyMap<string, BilledAccount>) => {
  const first = new Map<string, string>();
  for (const { account, currency } of rows)
    if (currency !== null && !first.has(account)) first.set(account, currency);
  const placed: Placed[] = [];
  const refused: Refused[] = [];
  for (const row of rows) {
    const account = accounts.get(row.account);
    const kept = account?.currency ?? first.get(row.account) ?? null;
    if (account === undefined) refused.push({ line: row.line, why: [unknownAccount], account: null });
    else if (kept === null) refused.push({ line: row.line, why: [noCurrency], account: account.id });
    else if (row.currency !== null && row.currency !== kept)
      refused.push({ line: row.line, why: [otherCurrency(kept)], account: account.id });
    else placed.push({ ...row, id: account.id, kept });
  }
  return { placed, refused };
};

/** The rows that can be read, and what is wrong with the others, whose accounts are left in doubt. */
const read = (lines: readonly FeedLine[], zone: Zone) => {
  const rows: Row[] = [];
  const wrong: { readonly line: number; readonly why: Told; readonly number: string }[] = [];
  for (const { line, fields, why } of lines) {
    const found = fields === null ? null : readBillingRow(fields, zone);
    if (found === null) wrong.push({ line, why: [why ?? unread], number: '' });
    else if (found.ok) rows.push({ line, ...found.value });
    else wrong.push({ line, why: found.refusals, number: fields?.['account'] ?? '' });
  }
  return { rows, wrong };
};

/** What the CRM's properties came to is no debt any more once billing's feed speaks of the account. */
const takeOver = async (tx: Tx, accounts: readonly AccountId[], at: Instant): Promise<void> => {
  const before = await tx.billing.takeOver(accounts);
  const ends = before.map(({ account, owed }) => ({
    account,
    event: { type: 'credited', id: 'crm/feed', at, amount: owed } as const,
  }));
  if (ends.length > 0) await tx.billing.add(ends, at);
};

interface How {
  readonly zone: Zone;
  readonly at: Instant;
  /** Of the word that a refused line is missing from. */
  readonly asOf: Instant | null;
}

/** One batch in one transaction; what it brings wakes the cases it is about. */
const store = async (tx: Tx, lines: readonly FeedLine[], { zone, at, asOf }: How): Promise<Tally> => {
  const { rows, wrong } = read(lines, zone);
  const numbers = new Set([...rows.map(({ account }) => account), ...wrong.map(({ number }) => number)]);
  const accounts = await tx.billing.accounts([...numbers]);
  const { placed, refused } = place(rows, accounts);
  const named = [...new Set(placed.map(({ id }) => id))];
  await takeOver(tx, named, at);
  await tx.billing.heard(
    placed.map(({ id, kept }) => ({ account: id, currency: kept })),
    NEVER,
  );
  const events = placed.flatMap(({ line, id, event }) =>
    event === null ? [] : [{ line, account: id, event }],
  );
  const taken = await tx.billing.add(events, at);
  const as = (how: RowTaken) => events.filter((_, index) => taken[index] === how);
  const added = as('added');
  await tx.debtCases.wake([...new Set(added.map(({ account }) => account))], at);
  const all: readonly Refused[] = [
    ...wrong.map(({ number, ...each }) => ({ ...each, account: accounts.get(number)?.id ?? null })),
    ...refused,
    ...as('conflict').map(({ line, account }) => ({ line, account, why: [conflict] })),
  ];
  const since = latest(at, asOf ?? at);
  const doubtful = all.flatMap(({ account }) => account ?? []);
  if (doubtful.length > 0) await tx.billing.doubt(doubtful, since);
  if (lines.some(({ fields }) => fields === null)) await tx.billing.doubtAll(since);
  return {
    lines: lines.length,
    added: added.length,
    repeated: as('repeated').length,
    refused: all.length,
    errors: errorsOf(all),
    // Repeated lines too, for an earlier reading of them may have been broken off.
    mayOwe: events.some(({ event }) => OWING.includes(event.type)),
  };
};

/** Only now: a payment may have stood behind the bill it is for. */
const end = async (tx: Tx, { mayOwe }: Tally, asOf: Instant | null, at: Instant): Promise<boolean> => {
  if (mayOwe)
    await tx.jobs.enqueue([
      { name: 'openDebtCases', key: 'openDebtCases', lane: 'bulk', dueAt: at, data: {} },
    ]);
  return asOf !== null && (await tx.billing.heardAll(asOf));
};

/**
 * Takes what billing says, line by line and of any length: what can be read is kept, what cannot is told with its line
 * and reason. A line under a key that is there already adds nothing, so a feed may be sent again whole. Once it has been
 * read to its end the balances are as of `asOf`, where it is given; of an account with a refused line, and of all where
 * a line could not be split into fields, they stay as old as they were until a word of a later moment, whatever came
 * between, and nobody is disconnected on them.
 */
export const takeBilling =
  ({ store: ledger, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): TakeBilling =>
  async (lines, { zone, asOf, onRefused }) => {
    let tally = NOTHING;
    for await (const batch of batches(lines)) {
      const taken = await ledger.transact(tx => store(tx, batch, { zone, asOf, at: clock.now() }));
      tally = sum(tally, taken);
      if (taken.errors.length > 0) await onRefused?.(taken.errors);
    }
    const heard = await ledger.transact(tx => end(tx, tally, asOf, clock.now()));
    const { errors, mayOwe: _, ...counts } = tally;
    log.info('billing taken', { ...counts, asOf, heard });
    return { ...counts, errors, balancesAsOf: heard ? asOf : null };
  };

async function* batches(lines: AsyncIterable<FeedLine>): AsyncGenerator<readonly FeedLine[]> {
  let batch: FeedLine[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
