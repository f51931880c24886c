import { sql } from 'kysely';
import type { DeliveryId } from '../../domain/ids.js';
import type { Lane } from '../../workflows/ports/jobs.js';
import type {
  ClaimedDelivery,
  Deliveries,
  ReceiptTarget,
  UnknownDelivery,
} from '../../workflows/ports/notices.js';
import { giveBackDeliveries } from './give-back.js';
import { holding } from './holding.js';
import { records, uuids } from './rows.js';
import { underLease, type Scope } from './scope.js';

const CLAIMED = sql.raw(`
  d.id, d.key, d.notice_id as notice, d.channel, d.attempts, d.contact_point_id as "contactPoint", cp.value as to,
  case when cp.kind = 'address' then cp.value::jsonb end as address, p.name as "toName",
  n.kind, n.language, n.zone, n.facts, coalesce(c.emergency, false) as emergency, n.debt_case_id as "debtCase", d.form`);
const CLAIMED_FROM = sql.raw(`
  join notice n on n.portal = d.portal and n.id = d.notice_id
  left join campaign c on c.portal = n.portal and c.id = n.campaign_id
  join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
  join party p on p.portal = cp.portal and p.id = cp.party_id`);

/** A later revision of the notice's outage has been launched. */
export const outdated = sql.raw(`exists (select from outage_revision later
  where later.portal = n.portal and later.outage_id = n.outage_id and later.n > n.revision and later.launched_at is not null)`);

/** Taken over and about to go again, a delivery is accepted after all if the late answer says so. */
const undecided = sql.raw(
  `(d.state in ('sending', 'unknown') or (d.state = 'planned' and r.result = 'accepted'))`,
);

/** The outcome stays unknown and a person was asked: it is not asked of the carrier again. */
const ASKED_A_PERSON = 'outcome.unknown';

export const deliveries = (scope: Scope): Deliveries => {
  const { db, portal, claimant } = scope;
  const mine = sql`d.worker_id is not distinct from ${claimant.id}::uuid`;
  /** In the order of their ids, as everybody locks them; deliveries before their notices. */
  const lock = (ids: readonly DeliveryId[]): Promise<unknown> =>
    sql`select id from delivery where portal = ${portal} and id = any(${uuids(ids)}) order by id for no key update`.execute(
      db,
    );

  const { holdIfPaused, ...pauses } = holding(scope);

  return {
    ...pauses,
    release: async (at, limit) => {
      // Two statements, here and wherever rows are taken: the planner knows how many ids it is given, but not how many
      // a locking query will find, and on a table too new for statistics it takes ten thousand for one.
      const { rows: due } = await sql<{ id: DeliveryId }>`
        select id from delivery where portal = ${portal} and state = 'planned' and not released and not held and send_at <= ${at}
         order by priority, send_at, id limit ${limit} for update skip locked`.execute(db);
      const { rows } = await sql<{
        id: DeliveryId;
        channel: ClaimedDelivery['channel'];
        lane: Lane;
        priority: number;
        send_at: string;
      }>`update delivery set released = true where portal = ${portal} and id = any(${uuids(due.map(row => row.id))})
        returning id, channel, lane, priority, send_at`.execute(db);
      return rows
        .sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
        .map(({ id, channel, lane }) => ({ id, channel, lane }));
    },

    claim: async (ids, at) => {
      await holdIfPaused(ids);
      await lock(ids);
      // A retry, or a hand-over that turned out not to have happened, must not tell old news after newer.
      await sql`update delivery d set state = 'superseded', state_at = ${at} from notice n
      where d.portal = ${portal} and d.id = any(${uuids(ids)}) and d.state = 'planned' and n.portal = d.portal and n.id = d.notice_id and ${outdated}`.execute(
        db,
      );
      await sql`update delivery d set state = 'superseded', state_at = ${at}, reason = 'party.erased' from contact_point cp, party p
      where d.portal = ${portal} and d.id = any(${uuids(ids)}) and d.state = 'planned' and cp.portal = d.portal and cp.id = d.contact_point_id
        and p.portal = cp.portal and p.id = cp.party_id and p.erased_at is not null`.execute(db);
      const { rows } = await sql<ClaimedDelivery>`
      with d as (update delivery set state = 'sending', state_at = ${at}, worker_id = ${claimant.id}
                  where portal = ${portal} and id = any(${uuids(ids)}) and state = 'planned' and not held returning *)
      select ${CLAIMED} from d ${CLAIMED_FROM} order by d.priority, d.id`.execute(db);
      if (rows.length > 0) await underLease(scope);
      return rows;
    },

    saveRenditions: async rows => {
      await sql`insert into rendition (portal, delivery_id, template, at, content, sha256)
      select ${portal}, r.delivery, r.template, r.at, r.content, r.sha256
        from jsonb_to_recordset(${records(rows)}) as r(delivery uuid, template text, at timestamptz, content jsonb, sha256 text)
      on conflict (portal, delivery_id) do update set template = excluded.template, at = excluded.at, content = excluded.content, sha256 = excluded.sha256`.execute(
        db,
      );
    },

    startAttempts: async rows => {
      await lock(rows.map(row => row.delivery));
      const started = await sql<{ id: DeliveryId }>`
      with started as (
        update delivery d set attempts = r.n, carrier = r.carrier
          from jsonb_to_recordset(${records(rows)}) as r(delivery uuid, n int, carrier text, at timestamptz)
         where d.portal = ${portal} and d.id = r.delivery and d.state = 'sending' and ${mine} and d.attempts = r.n - 1
        returning d.id, r.n, r.carrier, r.at)
      insert into attempt (portal, delivery_id, n, carrier, started_at)
      select ${portal}, s.id, s.n, s.carrier, s.at from started s returning delivery_id as id`.execute(db);
      return started.rows.map(row => row.id);
    },

    endAttempts: async rows => {
      await lock(rows.map(row => row.delivery));
      await sql`update attempt a set result = r.result, ended_at = r.at, reference = r.reference, reason = r.reason
        from jsonb_to_recordset(${records(rows)}) as r(delivery uuid, n int, result text, at timestamptz, reference text, reason text)
       where a.portal = ${portal} and a.delivery_id = r.delivery and a.n = r.n and a.result is null`.execute(
        db,
      );
      // A receipt may have come before our own record of the hand-over: what is further on is left as it is. So is a
      // delivery that was taken over and has a newer attempt, or one never started here that another is sending now.
      await sql`update delivery d set
          state = case when ${undecided} then r.state else d.state end,
          state_at = case when ${undecided} then r.at else d.state_at end,
          accepted_at = coalesce(d.accepted_at, case when r.result = 'accepted' then r.at end),
          reference = coalesce(r.reference, d.reference), reason = coalesce(r.reason, d.reason),
          send_at = coalesce(r."sendAt", d.send_at), released = d.released and r."sendAt" is null, worker_id = null
        from jsonb_to_recordset(${records(rows)}) as r(delivery uuid, n int, result text, at timestamptz, reference text, reason text, state text, "sendAt" timestamptz)
       where d.portal = ${portal} and d.id = r.delivery
         and (d.attempts = r.n or (d.attempts = r.n - 1 and d.state = 'sending' and ${mine}))`.execute(db);
    },

    withdraw: async (rows, at) => {
      await lock(rows.map(row => row.id));
      await sql`update delivery d set state = 'superseded', state_at = ${at}, reason = r.reason, worker_id = null
          from jsonb_to_recordset(${records(rows)}) as r(id uuid, reason text)
         where d.portal = ${portal} and d.id = r.id and (d.state = 'planned' or (d.state = 'sending' and ${mine}))`.execute(
        db,
      );
    },

    giveBack: async (ids, at) => {
      await lock(ids);
      const { rows } = await sql<{ id: DeliveryId }>`select d.id from delivery d
      where d.portal = ${portal} and d.id = any(${uuids(ids)}) and d.state = 'sending' and ${mine}`.execute(
        db,
      );
      await giveBackDeliveries(
        db,
        portal,
        rows.map(row => row.id),
        at,
      );
    },

    unknown: async (at, limit) => {
      const { rows } = await sql<UnknownDelivery>`
      select ${CLAIMED}, a.carrier, a.n from delivery d ${CLAIMED_FROM}
        join attempt a on a.portal = d.portal and a.delivery_id = d.id and a.n = d.attempts
       where d.portal = ${portal} and d.state = 'unknown' and d.reason is distinct from ${ASKED_A_PERSON} and d.send_at <= ${at}
       order by d.priority, d.id limit ${limit}`.execute(db);
      return rows;
    },

    targets: async receipts => {
      const { rows } = await sql<ReceiptTarget & { i: number }>`
      select r.i, d.id, d.notice_id as notice, d.contact_point_id as "contactPoint", d.channel, d.state
        from jsonb_to_recordset(${records(receipts.map((receipt, i) => ({ i, ...receipt })))})
          as r(i int, delivery uuid, carrier text, reference text)
        join delivery d on d.portal = ${portal} and (d.id = r.delivery or (r.delivery is null and d.carrier = r.carrier and d.reference = r.reference))
       order by d.id for update of d`.execute(db);
      const found = new Map(rows.map(({ i, ...target }) => [i, target]));
      return receipts.map((_, i) => found.get(i) ?? null);
    },

    saveReceipts: async rows => {
      const flat = rows.map(({ delivery, receipt, state, at }) => ({
        delivery,
        state,
        receivedAt: at,
        carrier: receipt.carrier,
        outcome: receipt.outcome,
        raw: receipt.raw,
        reason: receipt.reason,
        proof: receipt.proof ?? null,
        at: receipt.at,
      }));
      await sql`insert into receipt (portal, delivery_id, carrier, outcome, raw, reason, at, received_at)
      select ${portal}, r.delivery, r.carrier, r.outcome, r.raw, r.reason, r.at, r."receivedAt"
        from jsonb_to_recordset(${records(flat)}) as r(delivery uuid, carrier text, outcome text, raw text, reason text, at timestamptz, "receivedAt" timestamptz)
      on conflict do nothing`.execute(db);
      await sql`update delivery d set state = r.state, state_at = case when d.state <> r.state then r."receivedAt" else d.state_at end,
          accepted_at = case when r.outcome in ('sent', 'posted', 'attempted', 'delivered') then coalesce(d.accepted_at, r.at) else d.accepted_at end,
          posted_at = case when r.outcome in ('posted', 'attempted') then coalesce(d.posted_at, r.at) else d.posted_at end,
          delivered_at = case when r.outcome = 'delivered' then coalesce(d.delivered_at, r.at) else d.delivered_at end,
          reason = case when r.outcome in ('failed', 'returned') then coalesce(r.reason, d.reason) else d.reason end,
          proof = case when r.outcome = 'delivered' then coalesce(r.proof, d.proof) else d.proof end
        from jsonb_to_recordset(${records(flat)}) as r(delivery uuid, state text, outcome text, reason text, proof text, at timestamptz, "receivedAt" timestamptz)
       where d.portal = ${portal} and d.id = r.delivery`.execute(db);
    },
  };
};
