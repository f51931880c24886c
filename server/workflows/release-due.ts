import type { Channel } from '../domain/contact-point.js';
import type { Lane, NewJob } from './ports/jobs.js';
import type { Deps } from './ports/work.js';

const BATCH = 50;
const AT_ONCE = 2000;

/**
 * Turns what the ledger says is due into jobs: deliveries in batches, notices and debt cases to look at, unknown outcomes,
 * the CRM's mirror. Called again and again; the ledger, not a timer, remembers what is due. Returns how many jobs it made.
 */
export const releaseDue =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  (): Promise<number> =>
    store.transact(async tx => {
      const now = clock.now();
      // Of the whole batch: a job that waits under the same key holds the same rows, never one row less.
      const batchKey = (name: string, rows: readonly string[]): string =>
        `${name}/${ids.sha256(rows.join()).slice(0, 32)}`;
      const due = await tx.deliveries.release(now, AT_ONCE);
      const jobs: NewJob[] = batches(due).map(batch => ({
        name: 'deliverNotices',
        key: batchKey('deliver', batch.ids),
        lane: batch.lane,
        dueAt: now,
        data: { deliveries: batch.ids },
      }));
      const notices = await tx.notices.takeDue(now, AT_ONCE);
      for (const batch of batches(notices.filter(({ ofDebt }) => !ofDebt)))
        jobs.push({
          name: 'escalateUnserved',
          key: batchKey('escalate', batch.ids),
          lane: batch.lane,
          dueAt: now,
          data: { notices: batch.ids },
        });
      for (const batch of batches(notices.filter(({ ofDebt }) => ofDebt)))
        jobs.push({
          name: 'followDebtNotices',
          key: batchKey('follow', batch.ids),
          lane: batch.lane,
          dueAt: now,
          data: { notices: batch.ids },
        });
      const cases = await tx.debtCases.takeDue(now, AT_ONCE);
      for (const batch of batches(cases.map(id => ({ id, lane: 'normal' }))))
        jobs.push({
          name: 'advanceDebtCases',
          key: batchKey('advance', batch.ids),
          lane: batch.lane,
          dueAt: now,
          data: { cases: batch.ids },
        });
      if ((await tx.orders.due(now, 1)).length > 0)
        jobs.push({ name: 'handOverOrders', key: 'handOverOrders', lane: 'emergency', dueAt: now, data: {} });
      if ((await tx.deliveries.unknown(now, 1)).length > 0)
        jobs.push({ name: 'resolveUnknown', key: 'resolveUnknown', lane: 'normal', dueAt: now, data: {} });
      for (const kind of await tx.outbox.due(now))
        jobs.push({ name: 'mirrorToCrm', key: `mirror/${kind}`, lane: 'bulk', dueAt: now, data: { kind } });
      await tx.jobs.enqueue(jobs);
      return jobs.length;
    });

interface Batch<Id> {
  readonly lane: Lane;
  readonly ids: Id[];
}

/** Batches of one lane, and of one channel where there is one, in the order they came: by priority. */
const batches = <Id>(
  due: readonly { readonly id: Id; readonly channel?: Channel; readonly lane: Lane }[],
): readonly Batch<Id>[] => {
  const open = new Map<string, Batch<Id>>();
  const all: Batch<Id>[] = [];
  for (const { id, channel, lane } of due) {
    const key = `${lane}/${channel ?? ''}`;
    const batch = open.get(key);
    if (batch !== undefined && batch.ids.length < BATCH) batch.ids.push(id);
    else {
      const next: Batch<Id> = { lane, ids: [id] };
      open.set(key, next);
      all.push(next);
    }
  }
  return all;
};
