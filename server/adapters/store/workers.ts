import { sql, type Transaction } from 'kysely';
import type { PortalId } from '../../domain/ids.js';
import { addSeconds, type Instant } from '../../domain/time.js';
import { LEASE_SECONDS, type LiveWorker, type Workers } from '../../workflows/ports/workers.js';
import { giveBackOrphans } from './give-back.js';
import type { Claimant } from './scope.js';

export interface WorkersParts {
  readonly transact: <T>(work: (db: Transaction<unknown>) => Promise<T>) => Promise<T>;
  readonly portal: PortalId;
  readonly host: string;
  /** No other process can be alive: the lock of the embedded engine's folder says so. */
  readonly exclusive: boolean;
}

/** This process's own place among them. */
export interface OwnWorker {
  readonly workers: Workers;
  claimant(): Claimant;
  /** Nobody knows whether a claim of ours was committed: all of them are given up, and the next renewal begins anew. */
  giveUp(): void;
}

/** One process's place among the workers of a portal, and the name its claims go under. */
export const makeWorkers = ({ transact, portal, host, exclusive }: WorkersParts): OwnWorker => {
  let lease: { readonly id: string; readonly until: Instant } | null = null;
  /** The name before this one, while its row may still stand. */
  let former: string | null = null;
  const holds = (realNow: Instant): boolean => exclusive || (lease !== null && realNow < lease.until);
  const giveUp = (): void => {
    former = lease?.id ?? former;
    lease = null;
  };

  /** One at a time: who joins later sees all who joined before, so that two never both come out as the first. */
  const queueUp = (db: Transaction<unknown>): Promise<unknown> =>
    sql`select pg_advisory_xact_lock(hashtextextended('forewarn/worker/' || ${portal}::text, 0))`.execute(db);

  const forget = async (db: Transaction<unknown>): Promise<void> => {
    await sql`delete from worker where portal = ${portal} and id in (${lease?.id ?? null}::uuid, ${former}::uuid)`.execute(
      db,
    );
  };

  const join = async (db: Transaction<unknown>, realNow: Instant, until: Instant): Promise<string> => {
    await queueUp(db);
    // Under a new name: what an earlier one claimed is not ours any more, even if nobody has taken it over yet.
    await forget(db);
    const { rows } = await sql<{ id: string }>`
      insert into worker (portal, id, host, started_at, lease_until)
      values (${portal}, gen_random_uuid(), ${host}, ${realNow}, ${until}) returning id`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error('The worker just stored has no id.');
    return row.id;
  };

  /** Still ours: neither run out by our own reckoning nor taken over. */
  const prolonged = async (
    db: Transaction<unknown>,
    realNow: Instant,
    until: Instant,
  ): Promise<string | null> => {
    if (lease === null || !holds(realNow)) return null;
    const { rows } = await sql<{ id: string }>`
      update worker set lease_until = greatest(lease_until, ${until}::timestamptz)
       where portal = ${portal} and id = ${lease.id} returning id`.execute(db);
    return rows[0]?.id ?? null;
  };

  const live = async (db: Transaction<unknown>, realNow: Instant): Promise<readonly LiveWorker[]> => {
    const { rows } = await sql<LiveWorker>`
      select id, host, started_at as "startedAt", lease_until as "leaseUntil" from worker
       where portal = ${portal} and lease_until > ${realNow} order by n`.execute(db);
    return rows;
  };

  return {
    claimant: () => ({ id: lease?.id ?? null, exclusive }),
    giveUp,
    workers: {
      holds,
      renew: async realNow => {
        const until = addSeconds(realNow, LEASE_SECONDS);
        const before = lease?.id ?? former;
        const { id, all } = await transact(async db => ({
          id: (await prolonged(db, realNow, until)) ?? (await join(db, realNow, until)),
          all: await live(db, realNow),
        }));
        lease = { id, until };
        former = null;
        return {
          leader: exclusive || all[0]?.id === id,
          others: all.filter(worker => worker.id !== id),
          lapsed: before !== null && before !== id,
        };
      },
      takeOver: (realNow, now) =>
        transact(async db => {
          await queueUp(db);
          // Locked by a claim of its own at this moment, a worker is alive after all, however late its renewal.
          await sql`delete from worker where portal = ${portal} and id in (
            select id from worker where portal = ${portal} and id is distinct from ${lease?.id ?? null}::uuid
               and (${exclusive}::boolean or lease_until <= ${realNow}) for update skip locked)`.execute(db);
          return giveBackOrphans(db, portal, now);
        }),
      leave: async now => {
        await transact(async db => {
          await queueUp(db);
          await forget(db);
          await giveBackOrphans(db, portal, now);
        });
        lease = null;
        former = null;
      },
      live: realNow => transact(db => live(db, realNow)),
    },
  };
};
