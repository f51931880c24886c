import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { GivenBack } from '../../workflows/ports/workers.js';
import { uuids } from './rows.js';

/** Claimed by nobody who is at work: the claim carries no name, or one that is not among the workers any more. */
const orphaned = (row: string): RawBuilder<unknown> =>
  sql.raw(
    `(${row}.worker_id is null or not exists (select from worker w where w.portal = ${row}.portal and w.id = ${row}.worker_id))`,
  );

/** What the dead had claimed waits again; what they had handed over without an answer is not known. */
export const giveBackOrphans = async (
  db: Transaction<unknown>,
  portal: PortalId,
  now: Instant,
): Promise<GivenBack> => {
  const { rows: sending } = await sql<{ id: string }>`
    select d.id from delivery d where d.portal = ${portal} and d.state = 'sending' and ${orphaned('d')}
     order by d.id for update`.execute(db);
  const deliveries = await giveBackDeliveries(
    db,
    portal,
    sending.map(row => row.id),
    now,
  );
  const outbox = await sql`update crm_outbox o set state = 'uncertain', due_at = ${now}, worker_id = null
    where o.portal = ${portal} and o.state = 'sending' and ${orphaned('o')} returning 1`.execute(db);
  await sql`update work_order o set state = 'unknown', due_at = ${now}, worker_id = null
    where o.portal = ${portal} and o.state = 'sending' and ${orphaned('o')}`.execute(db);
  const jobs = await sql`update job j set running = false, worker_id = null
    where j.portal = ${portal} and j.running and ${orphaned('j')} returning 1`.execute(db);
  return { ...deliveries, uncertain: outbox.rows.length, jobs: jobs.rows.length };
};

/** `sending` without an open attempt goes back to `planned`, with one to `unknown`. The rows must be locked. */
export const giveBackDeliveries = async (
  db: Transaction<unknown>,
  portal: PortalId,
  ids: readonly string[],
  now: Instant,
): Promise<Pick<GivenBack, 'again' | 'unknown'>> => {
  const unknown = await sql`update delivery d set state = 'unknown', state_at = ${now}, worker_id = null
    where d.portal = ${portal} and d.id = any(${uuids(ids)}) and d.state = 'sending'
      and exists (select from attempt a where a.portal = d.portal and a.delivery_id = d.id and a.n = d.attempts and a.result is null)
    returning 1`.execute(db);
  const again =
    await sql`update delivery set state = 'planned', state_at = ${now}, released = false, worker_id = null
    where portal = ${portal} and id = any(${uuids(ids)}) and state = 'sending' returning 1`.execute(db);
  return { again: again.rows.length, unknown: unknown.rows.length };
};
