import type { Channel } from '../domain/contact-point.js';
import type { DeliveryId } from '../domain/ids.js';
import type { Lane, NewJob } from './ports/store.js';
import type { Deps } from './ports/work.js';

const BATCH = 50;
const AT_ONCE = 2000;

/**
 * Turns what the ledger says is due into jobs: deliveries in batches, notices to look at, unknown outcomes, the CRM's
 * mirror. Called again and again; the ledger, not a timer, remembers what is due. Returns how many jobs it made.
 */
export const releaseDue =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  (): Promise<number> =>
    store.transact(async tx => {
      const now = clock.now();
      const due = await tx.deliveries.release(now, AT_ONCE);
      const jobs: NewJob[] = batches(due).map(batch => ({
        name: 'deliverNotices', key: `deliver/${batch.ids[0] ?? ''}/${now}`, lane: batch.lane, dueAt: now, data: { deliveries: batch.ids },
      }));
      const notices = await tx.notices.takeDue(now, 500);
      for (let i = 0; i < notices.length; i += BATCH) {
        const ids = notices.slice(i, i + BATCH);
        jobs.push({ name: 'escalateUnserved', key: `escalate/due/${ids[0] ?? ''}`, lane: 'normal', dueAt: now, data: { notices: ids } });
      }
      if ((await tx.deliveries.unknown(now, 1)).length > 0)
        jobs.push({ name: 'resolveUnknown', key: 'resolveUnknown', lane: 'normal', dueAt: now, data: {} });
      for (const kind of await tx.outbox.due(now))
        jobs.push({ name: 'mirrorToCrm', key: `mirror/${kind}`, lane: 'bulk', dueAt: now, data: { kind } });
      await tx.jobs.enqueue(jobs);
      return jobs.length;
    });

interface Batch {
  readonly lane: Lane;
  readonly ids: DeliveryId[];
}

/** Batches of one lane and channel, in the order of their priority. */
const batches = (due: readonly { readonly id: DeliveryId; readonly channel: Channel; readonly lane: Lane }[]): readonly Batch[] => {
  const open = new Map<string, Batch>();
  const all: Batch[] = [];
  for (const { id, channel, lane } of due) {
    const key = `${lane}/${channel}`;
    const batch = open.get(key);
    if (batch !== undefined && batch.ids.length < BATCH) batch.ids.push(id);
    else {
      const next: Batch = { lane, ids: [id] };
      open.set(key, next);
      all.push(next);
    }
  }
  return all;
};
