import { sql } from 'kysely';
import type { Instant } from '../../domain/time.js';
import type { Job, Jobs, Lane, Offer } from '../../workflows/ports/jobs.js';
import { OUTBOX_KINDS } from '../../workflows/ports/outbox.js';
import { records, sorted, texts } from './rows.js';
import { underLease, type Scope } from './scope.js';

/** A job of a higher lane is always taken first. */
const LANES: readonly Lane[] = ['emergency', 'normal', 'bulk'];

const laneOf = (n: number): Lane => LANES[n] ?? 'normal';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly lane: number;
  readonly attempts: number;
}
const ROW = sql.raw('id, name, data, lane, attempts');

export const jobs = (scope: Scope): Jobs => {
  const { db, portal, claimant } = scope;
  const mine = sql`worker_id is not distinct from ${claimant.id}::uuid`;
  /** The key of a running job is freed, once however often it is tried: an index takes no key that grows with each. */
  const take = sql`update job set running = true, attempts = attempts + 1, worker_id = ${claimant.id}, offered_at = null,
             key = case when key like '% #' || id::text then key else key || ' #' || id::text end`;
  const taken = async ([row]: readonly Row[]): Promise<Job | null> => {
    if (row === undefined) return null;
    await underLease(scope);
    return { ...row, lane: laneOf(row.lane) } as Job;
  };
  return {
    enqueue: async rows => {
      const flat = sorted([...new Map(rows.map(row => [row.key, row])).values()], row => row.key).map(
        row => ({
          ...row,
          lane: LANES.indexOf(row.lane),
        }),
      );
      // A running job's key is free, so what came in meanwhile is done after it and not lost with it.
      await sql`insert into job (portal, id, key, name, data, lane, due_at)
      select ${portal}, gen_random_uuid(), r.key, r.name, r.data, r.lane, r."dueAt"
        from jsonb_to_recordset(${records(flat)}) as r(key text, name text, data jsonb, lane smallint, "dueAt" timestamptz)
      on conflict (portal, key) do update set due_at = least(job.due_at, excluded.due_at)`.execute(db);
    },
    claim: async (at, lanes) => {
      const { rows } = await sql<Row>`${take}
       where portal = ${portal} and id = (
         select id from job where portal = ${portal} and not running and due_at <= ${at}
            and lane = any(${lanes.map(lane => LANES.indexOf(lane))}::smallint[])
          order by lane, due_at, key limit 1 for update skip locked)
      returning ${ROW}`.execute(db);
      return taken(rows);
    },
    claimOne: async (id, at) => {
      const { rows } = await sql<Row>`${take}
       where portal = ${portal} and id = ${id} and not running and due_at <= ${at} returning ${ROW}`.execute(
        db,
      );
      return taken(rows);
    },
    offer: async (at, now, rooms) => {
      if (rooms.length === 0) return [];
      const due = rooms.map(
        ({ lane, notSince, limit }) => sql`select id from (
        select id from job where portal = ${portal} and lane = ${LANES.indexOf(lane)} and not running and due_at <= ${at}
           and (offered_at is null or offered_at <= ${notSince})
         order by due_at limit ${limit} for update skip locked) due`,
      );
      const { rows } = await sql<Omit<Offer, 'lane'> & { readonly lane: number }>`
      update job set offered_at = ${now}, offers = offers + 1
       where portal = ${portal} and id in (${sql.join(due, sql` union all `)})
      returning id, lane, offers as generation`.execute(db);
      return rows.map(row => ({ ...row, lane: laneOf(row.lane) }));
    },
    open: async at => {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from job where portal = ${portal} and (running or due_at <= ${at})`.execute(
        db,
      );
      return rows[0]?.n ?? 0;
    },
    finish: async id => {
      await sql`delete from job where portal = ${portal} and id = ${id} and running and ${mine}`.execute(db);
    },
    again: async (id, dueAt, error) => {
      await sql`update job set running = false, due_at = ${dueAt}, last_error = ${error}, worker_id = null
      where portal = ${portal} and id = ${id} and running and ${mine}`.execute(db);
    },
    nextDue: async () => {
      const { rows } = await sql<{ at: Instant | null }>`select least(
      (select min(due_at) from job where portal = ${portal} and not running),
      (select min(send_at) from delivery where portal = ${portal} and state = 'planned' and not released and not held),
      (select min(send_at) from delivery where portal = ${portal} and state = 'unknown' and reason is distinct from 'outcome.unknown'),
      (select min(check_at) from notice where portal = ${portal} and check_at is not null),
      (select min(closes_at) from complaint where portal = ${portal} and closed_at is null and outage_id is not null and closes_at is not null),
      (select min(next_at) from debt_case where portal = ${portal} and next_at is not null),
      (select min(due_at) from work_order where portal = ${portal} and state in ('pending', 'unknown')),
      (select min(o.due_at) from unnest(${texts(OUTBOX_KINDS)}) as k(kind) cross join lateral (select due_at from crm_outbox
         where portal = ${portal} and kind = k.kind and state in ('pending', 'uncertain') order by due_at limit 1) o)) as at`.execute(
        db,
      );
      return rows[0]?.at ?? null;
    },
  };
};
