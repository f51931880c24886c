import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { OutageId } from '../../domain/ids.js';
import type { CarrierWork } from '../../domain/office/carrier-health.js';
import { addMinutes } from '../../domain/time.js';
import type { Lane } from '../../workflows/ports/jobs.js';
import type {
  DeadlineRow,
  MissedOutage,
  OperationsReads,
  PlaceRow,
  StandingRow,
} from '../../workflows/ports/operations-reads.js';
import type { StoredOutage } from '../../workflows/ports/outages.js';
import { outages } from './outages.js';
import { uuids } from './rows.js';
import type { Scope } from './scope.js';

const MISSED = sql.raw(`n.state in ('unserved', 'unreachable')`);
const LANES: readonly Lane[] = ['emergency', 'normal', 'bulk'];

export const operationsReads = (db: Kysely<unknown>, scope: Scope): OperationsReads => {
  const { portal } = scope;
  const inOrder = async (asked: RawBuilder<{ id: OutageId }>): Promise<readonly StoredOutage[]> => {
    const { rows } = await asked.execute(db);
    const place = new Map(rows.map(({ id }, n) => [id, n]));
    const found = await outages(scope).some(rows.map(({ id }) => id));
    return [...found].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  };
  return {
    openOutages: limit =>
      inOrder(sql<{ id: OutageId }>`
        select id from outage where portal = ${portal} and status in ('draft', 'announced') order by created_at desc, id desc limit ${limit}`),

    // An outage's id begins with the time it was made at.
    outagePage: (after, limit) =>
      inOrder(sql<{ id: OutageId }>`
        select id from outage where portal = ${portal} and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`),

    standings: async ids => {
      const { rows } = await sql<StandingRow>`
        with newest as (
          select distinct on (outage_id) id, outage_id, revision, expanded, paused_at, alarmed_at from campaign
           where portal = ${portal} and outage_id = any(${uuids(ids)}) order by outage_id, revision desc),
        customer as (
          select n.campaign_id, n.account_id, bool_or(${MISSED}) as missed, bool_or(n.state = 'open') as open,
                 min(n.serve_by) filter (where n.state = 'open') as deadline
            from newest c join notice n on n.portal = ${portal} and n.campaign_id = c.id group by 1, 2),
        counted as (
          select campaign_id, count(*)::int as customers, (count(*) filter (where not missed and not open))::int as reached,
                 (count(*) filter (where not missed and open))::int as "underWay", (count(*) filter (where missed))::int as "notReached",
                 min(deadline) as deadline from customer group by 1)
        select c.outage_id as outage, c.revision, c.expanded, c.paused_at is not null as paused, c.alarmed_at is not null as alarmed,
               coalesce(k.customers, 0) as customers, coalesce(k.reached, 0) as reached, coalesce(k."underWay", 0) as "underWay",
               coalesce(k."notReached", 0) as "notReached", k.deadline
          from newest c left join counted k on k.campaign_id = c.id`.execute(db);
      return rows;
    },

    deadlines: async limit => {
      const { rows } = await sql<DeadlineRow>`
        select d.at, d.outage_id as outage, o.ref, d.revision, d.notices
          from (select n.serve_by as at, n.outage_id, n.revision, count(*)::int as notices from notice n
                 where n.portal = ${portal} and n.state = 'open' and not n.asked and n.serve_by is not null
                 group by 1, 2, 3 order by 1 limit ${limit}) d
          join outage o on o.portal = ${portal} and o.id = d.outage_id order by d.at, o.ref`.execute(db);
      return rows;
    },

    missedOutages: async limit => {
      const { rows } = await sql<MissedOutage>`
        select m.outage_id as outage, o.ref, m.customers, m."lifeSupport", m.at
          from (select n.outage_id, count(distinct n.account_id)::int as customers,
                       (count(distinct n.account_id) filter (where n.life_support))::int as "lifeSupport", max(n.created_at) as at
                  from notice n where n.portal = ${portal} and ${MISSED} group by 1 order by 4 desc limit ${limit}) m
          join outage o on o.portal = ${portal} and o.id = m.outage_id order by m.at desc, o.ref`.execute(db);
      return rows;
    },

    carrierWork: async (since, now) => {
      // One under way for less than a minute may still be answered.
      const { rows } = await sql<CarrierWork>`
        select carrier, count(*)::int as attempts, (count(*) filter (where result = 'accepted'))::int as accepted,
               (count(*) filter (where result = 'rejected'))::int as rejected, (count(*) filter (where result = 'retry'))::int as "putOff",
               (count(*) filter (where result = 'unknown' or (result is null and started_at < ${addMinutes(now, -1)})))::int as unanswered,
               max(ended_at) filter (where result = 'accepted') as "lastAcceptedAt"
          from attempt where portal = ${portal} and started_at >= ${since} group by 1 order by 1`.execute(db);
      return rows;
    },

    lanes: async now => {
      const { rows } = await sql<{ lane: number; jobs: number; oldestAt: string | null }>`
        select lane, count(*)::int as jobs, min(due_at) as "oldestAt" from job
         where portal = ${portal} and (running or due_at <= ${now}) group by 1`.execute(db);
      return LANES.map((lane, n) => {
        const row = rows.find(each => each.lane === n);
        return { lane, jobs: row?.jobs ?? 0, oldestAt: (row?.oldestAt ?? null) as never };
      });
    },

    writeBack: async () => {
      const { rows } = await sql<Awaited<ReturnType<OperationsReads['writeBack']>>>`
        select count(*)::int as waiting, min(due_at) as "oldestAt" from (
          select due_at from crm_outbox where portal = ${portal} and state in ('pending', 'uncertain')
          union all select due_at from crm_outbox where portal = ${portal} and state = 'sending') o`.execute(
        db,
      );
      return rows[0] ?? { waiting: 0, oldestAt: null };
    },

    places: async () => {
      const { rows } = await sql<PlaceRow>`
        select jurisdiction, count(*)::int as "servicePoints" from service_point
         where portal = ${portal} and ended_at is null group by 1 order by 2 desc, 1`.execute(db);
      return rows;
    },
  };
};
