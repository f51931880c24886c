import { sql } from 'kysely';
import type { Instant } from '../../domain/time.js';
import type { Job, Jobs, Lane, Offer } from '../../workflows/ports/jobs.js';
import { records } from './rows.js';
import type { Scope } from './scope.js';

/** A job of a higher lane is always taken first. */
const LANES: readonly Lane[] = ['emergency', 'normal', 'bulk'];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly lane: number;
  readonly attempts: number;
}
const ROW = sql.raw('id, name, data, lane, attempts');

/** The key of a running job is freed, once however often it is tried: an index takes no key that grows with each. */
const TAKE = sql.raw(`update job set running = true, attempts = attempts + 1, offered_at = null,
  key = case when key like '% #' || id::text then key else key || ' #' || id::text end`);

const jobOf = ([row]: readonly Row[]): Job | null =>
  row === undefined ? null : ({ ...row, lane: LANES[row.lane] ?? 'normal' } as Job);

export const jobs = ({ db, portal }: Scope): Jobs => ({
  enqueue: async rows => {
    const flat = rows.map(row => ({ ...row, lane: LANES.indexOf(row.lane) }));
    // A running job's key is free, so what came in meanwhile is done after it and not lost with it.
    await sql`insert into job (portal, id, key, name, data, lane, due_at)
      select ${portal}, gen_random_uuid(), r.key, r.name, r.data, r.lane, r."dueAt"
        from jsonb_to_recordset(${records(flat)}) as r(key text, name text, data jsonb, lane smallint, "dueAt" timestamptz)
      on conflict (portal, key) do update set due_at = least(job.due_at, excluded.due_at)`.execute(db);
  },
  claim: async (at, lanes) => {
    const { rows } = await sql<Row>`${TAKE}
       where portal = ${portal} and id = (
         select id from job where portal = ${portal} and not running and due_at <= ${at}
            and lane = any(${lanes.map(lane => LANES.indexOf(lane))}::smallint[])
          order by lane, due_at, key limit 1 for update skip locked)
      returning ${ROW}`.execute(db);
    return jobOf(rows);
  },
  claimOne: async (id, at) => {
    const { rows } = await sql<Row>`${TAKE}
       where portal = ${portal} and id = ${id} and not running and due_at <= ${at} returning ${ROW}`.execute(
      db,
    );
    return jobOf(rows);
  },
  offer: async (at, now, rooms) => {
    if (rooms.length === 0) return [];
    const due = rooms.map(
      ({ lane, notSince, limit }) => sql`select id from (
        select id from job where portal = ${portal} and lane = ${LANES.indexOf(lane)} and not running and due_at <= ${at}
           and (offered_at is null or offered_at <= ${notSince})
         order by due_at, key limit ${limit} for update skip locked) due`,
    );
    const { rows } = await sql<Omit<Offer, 'lane'> & { readonly lane: number }>`
      update job set offered_at = ${now}, offers = offers + 1
       where portal = ${portal} and id in (${sql.join(due, sql` union all `)})
      returning id, lane, offers as generation`.execute(db);
    return rows.map(row => ({ ...row, lane: LANES[row.lane] ?? 'normal' }));
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
    await sql`delete from job where portal = ${portal} and id = ${id}`.execute(db);
  },
  again: async (id, dueAt, error) => {
    await sql`update job set running = false, due_at = ${dueAt}, last_error = ${error} where portal = ${portal} and id = ${id}`.execute(
      db,
    );
  },
  recover: async () => {
    const { rows } =
      await sql`update job set running = false where portal = ${portal} and running returning id`.execute(db);
    return rows.length;
  },
  nextDue: async () => {
    const { rows } = await sql<{ at: Instant | null }>`select least(
      (select min(due_at) from job where portal = ${portal} and not running),
      (select min(send_at) from delivery where portal = ${portal} and state = 'planned' and not released),
      (select min(send_at) from delivery where portal = ${portal} and state = 'unknown' and reason is distinct from 'outcome.unknown'),
      (select min(check_at) from notice where portal = ${portal} and check_at is not null),
      (select min(due_at) from crm_outbox where portal = ${portal} and state in ('pending', 'uncertain'))) as at`.execute(
      db,
    );
    return rows[0]?.at ?? null;
  },
});
