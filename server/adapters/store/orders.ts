import { sql } from 'kysely';
import type {
  ClaimedOrder,
  DueOrder,
  KnownOrder,
  Orders,
  UnansweredOrder,
} from '../../workflows/ports/orders.js';
import { records, sorted, uuids } from './rows.js';
import { underLease, type Scope } from './scope.js';

/** Those of a claim that is still ours, or that was given up and turns out to have been answered after all. */
export const orders = (scope: Scope): Orders => {
  const { db, portal, claimant } = scope;
  const mine = sql`(o.state = 'unknown' or (o.state = 'sending' and o.worker_id is not distinct from ${claimant.id}::uuid))`;
  const lock = (ids: readonly string[]): Promise<unknown> =>
    sql`select 1 from work_order where portal = ${portal} and id = any(${uuids(ids)}) order by id for no key update`.execute(
      db,
    );
  return {
    put: async (rows, at) => {
      const { rows: added } = await sql`
        insert into work_order (portal, id, case_id, kind, recalls, act, on_day, not_before, not_after, reasons, state, made_at, due_at)
        select ${portal}, r.id, r."case", r.kind, r.recalls, r.act, r."on", r."notBefore", r."notAfter", r.reasons, 'pending', ${at}, ${at}
          from jsonb_to_recordset(${records(sorted(rows, row => row.id))}) as r(id uuid, "case" uuid, kind text, recalls uuid,
            act text, "on" date, "notBefore" timestamptz, "notAfter" timestamptz, reasons jsonb)
        on conflict do nothing returning 1`.execute(db);
      return added.length;
    },
    due: async (at, limit) => {
      const { rows } = await sql<DueOrder>`
        select id, case_id as "case", kind from work_order
         where portal = ${portal} and state in ('pending', 'unknown') and due_at <= ${at} order by due_at, id limit ${limit}`.execute(
        db,
      );
      return rows;
    },
    claim: async ids => {
      await lock(ids);
      const { rows } = await sql<ClaimedOrder>`
        with o as (update work_order set state = 'sending', attempts = attempts + 1, worker_id = ${claimant.id}
                    where portal = ${portal} and id = any(${uuids(ids)}) and state in ('pending', 'unknown') returning *)
        select o.id, o.case_id as "case", o.kind, o.recalls, o.act, o.on_day as "on", o.not_before as "notBefore",
               o.not_after as "notAfter", o.reasons, o.attempts, c.ref, a.number as account, p.crm_id as "servicePoint",
               p.feeder, p.address, p.zone
          from o join debt_case c on c.portal = o.portal and c.id = o.case_id
          join account a on a.portal = c.portal and a.id = c.account_id
          join service_point p on p.portal = c.portal and p.id = c.service_point_id
         order by o.kind <> 'recall', o.id`.execute(db);
      if (rows.length > 0) await underLease(scope);
      return rows;
    },
    sent: async (ids, at) => {
      await lock(ids);
      await sql`update work_order o set state = 'sent', sent_at = coalesce(o.sent_at, ${at}), last_error = null, worker_id = null
        where o.portal = ${portal} and o.id = any(${uuids(ids)}) and ${mine}`.execute(db);
    },
    again: async rows => {
      await lock(rows.map(({ id }) => id));
      await sql`update work_order o set state = case when r.unknown then 'unknown' else 'pending' end, due_at = r."dueAt",
          last_error = r.error, worker_id = null
        from jsonb_to_recordset(${records(rows)}) as r(id uuid, "dueAt" timestamptz, error text, unknown boolean)
       where o.portal = ${portal} and o.id = r.id and ${mine}`.execute(db);
    },
    giveUp: async (id, error, at) => {
      await sql`update work_order o set state = 'withdrawn', last_error = ${error}, ended = 'refused', ended_at = ${at}, worker_id = null
        where o.portal = ${portal} and o.id = ${id} and ${mine}`.execute(db);
    },
    putOff: async (ids, dueAt, error) => {
      await lock(ids);
      await sql`update work_order set due_at = ${dueAt}, last_error = ${error}
        where portal = ${portal} and id = any(${uuids(ids)}) and state in ('pending', 'unknown')`.execute(db);
    },
    withdraw: async (id, at) => {
      await lock([id]);
      const { rows } = await sql<{ left: boolean }>`
        select state <> 'pending' and ended is distinct from 'refused' as left from work_order
         where portal = ${portal} and id = ${id}`.execute(db);
      await sql`update work_order set state = 'withdrawn', ended = coalesce(ended, 'recalled'), ended_at = coalesce(ended_at, ${at}), worker_id = null
        where portal = ${portal} and id = ${id}`.execute(db);
      return rows[0]?.left ?? false;
    },
    known: async ids => {
      const { rows } = await sql<KnownOrder>`
        select id, case_id as "case", kind, act, recalls from work_order
         where portal = ${portal} and id = any(${uuids(ids)}) order by id`.execute(db);
      return rows;
    },
    note: async words => {
      await lock(words.map(({ order }) => order));
      await sql`update work_order o set
          received_at = coalesce(o.received_at, r.at), sent_at = coalesce(o.sent_at, r.at),
          state = case when o.state in ('unknown', 'sending') then 'sent' else o.state end,
          ended = case when r.event = 'received' then o.ended else coalesce(nullif(o.ended, 'recalled'), r.event) end,
          ended_at = case when r.event = 'received' then o.ended_at else coalesce(o.ended_at, r.at) end
        from jsonb_to_recordset(${records(words)}) as r("order" uuid, event text, at timestamptz)
       where o.portal = ${portal} and o.id = r."order"`.execute(db);
    },
    unanswered: async at => {
      const { rows } = await sql<UnansweredOrder>`
        update work_order set unanswered_at = ${at}
         where portal = ${portal} and kind <> 'recall' and received_at is null and unanswered_at is null and not_after <= ${at}
           and attempts > 0 and (ended is null or ended = 'recalled')
        returning id, case_id as "case", kind, act, on_day as "on"`.execute(db);
      return rows;
    },
  };
};
