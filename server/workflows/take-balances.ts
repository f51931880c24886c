import { movesBetween, newestOf, readBalance, type Balance } from '../domain/debt/balance.js';
import type { AccountId } from '../domain/ids.js';
import type { Zone } from '../domain/time.js';
import type { TakeBalances } from './ports/directory-reader.js';
import type { Deps } from './ports/work.js';

interface Said {
  readonly zone: Zone;
  readonly balance: Balance;
}

/**
 * Where no feed of the billing system speaks of an account, what its records in the CRM say it owes becomes bills and
 * payments, told by what changed since the last word; a payment wakes its case at once. What was said before adds nothing.
 */
export const takeBalances =
  ({ clock, log }: Pick<Deps, 'clock' | 'log'>): TakeBalances =>
  async (tx, said) => {
    if (said.length === 0) return;
    const now = clock.now();
    const refused: { record: string; codes: readonly string[] }[] = [];
    const newest = new Map<AccountId, Said>();
    for (const { record, account, zone, balance: text } of said) {
      const read = readBalance(text, now);
      if (!read.ok) {
        refused.push({ record, codes: read.refusals.map(({ code }) => code) });
        continue;
      }
      const other = newest.get(account);
      newest.set(account, {
        zone,
        balance: other === undefined ? read.value : newestOf(read.value, other.balance),
      });
    }
    const known = await tx.billing.known([...newest.keys()]);
    const taken = [...newest].flatMap(([account, { zone, balance }]) => {
      const before = known.get(account) ?? null;
      if (before?.source === 'feed') return [];
      const { currency } = balance.owed;
      if (before !== null && before.currency !== currency) {
        refused.push({ record: account, codes: ['balance.otherCurrency'] });
        return [];
      }
      return [{ account, currency, asOf: balance.asOf, events: movesBetween(before, balance, zone) }];
    });
    await tx.billing.heardInCrm(taken.map(({ account, currency, asOf }) => ({ account, currency, asOf })));
    const moved = taken.filter(({ events }) => events.length > 0);
    await tx.billing.add(
      moved.flatMap(({ account, events }) => events.map(event => ({ account, event }))),
      now,
    );
    await tx.debtCases.wake(
      moved.map(({ account }) => account),
      now,
    );
    if (moved.length > 0)
      await tx.jobs.enqueue([
        { name: 'openDebtCases', key: 'openDebtCases', lane: 'bulk', dueAt: now, data: {} },
      ]);
    if (refused.length > 0) log.warn('balances refused', { refused });
    if (moved.length > 0) log.info('balances taken', { accounts: moved.length });
  };
