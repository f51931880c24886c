import type { AccountId, DebtCaseId } from '../domain/ids.js';
import { LONG_REF, refOf } from '../domain/outage/ref.js';
import { addDays, civilDateIn, startOfDay, type Instant, type Zone } from '../domain/time.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'log'>;

/** Accounts looked at in one transaction. */
const PAGE = 1000;

/** The next moment at which somewhere a bill becomes overdue; null: none is open. */
const nextOverdue = async (tx: Tx, zones: readonly Zone[], now: Instant): Promise<Instant | null> => {
  const todays = zones.map(zone => civilDateIn(zone, now)).sort();
  const [first] = todays;
  const due = first === undefined ? null : await tx.billing.nextDue(first);
  if (due === null) return null;
  const begins = zones.map(zone => startOfDay(zone, addDays(due, 1))).filter(at => at > now);
  return begins.sort()[0] ?? null;
};

/**
 * Opens a case at every place whose account owes something overdue and has none: one page a transaction. Run after what
 * billing says, and at the beginning of each day on which a bill may have become overdue.
 */
export const openDebtCases =
  ({ store, clock, ids, log }: Needs) =>
  async (_: { readonly none?: never }): Promise<void> => {
    const now = clock.now();
    const zones = await store.transact(tx => tx.billing.zones());
    const today = zones.map(zone => ({ zone, on: civilDateIn(zone, now) }));
    let after: AccountId | null = null;
    let opened = 0;
    for (;;) {
      const from: AccountId | null = after;
      const { last, fresh } = await store.transact(async tx => {
        const found = await tx.billing.overdue(today, from, PAGE);
        const rows = found.places.map(({ account, servicePoint }) => {
          const id = ids.ofKey(now, `${store.portal}/debt/${account}/${servicePoint}/${now}`) as DebtCaseId;
          return { id, account, servicePoint, ref: refOf(ids.sha256(id), LONG_REF) };
        });
        return { last: found.last, fresh: await tx.debtCases.open(rows, now) };
      });
      opened += fresh.length;
      after = last;
      if (after === null) break;
    }
    await store.transact(async tx => {
      const dueAt = await nextOverdue(tx, zones, now);
      if (dueAt !== null)
        await tx.jobs.enqueue([
          { name: 'openDebtCases', key: 'openDebtCases', lane: 'bulk', dueAt, data: {} },
        ]);
    });
    if (opened > 0) log.info('debt cases opened', { opened });
  };
