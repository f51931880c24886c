import { sql, type Kysely } from 'kysely';
import type { OutageId, PortalId } from '../../domain/ids.js';
import type {
  CampaignFigures,
  CampaignReads,
  ChannelFigures,
  ExportRow,
  MissedRead,
  PacePoint,
} from '../../workflows/ports/campaign-reads.js';
import { holding } from './holding.js';
import { outages } from './outages.js';
import type { Scope } from './scope.js';

/** A step of time for which sixty points reach from the first message to the last. */
const POINTS = 60;
const STEPS = [60, 300, 900, 3600, 4 * 3600, 24 * 3600];

const MISSED = sql.raw(`n.state in ('unserved', 'unreachable')`);
const arrived = sql.raw('coalesce(d.delivered_at, d.posted_at, d.accepted_at)');

/** HubSpot's ids of the contacts a notice speaks to; of companies there are no lists and no cards of people. */
const CONTACTS = sql.raw(`(select coalesce(jsonb_agg(distinct now.crm_id), '[]') from party p
   join party now on now.portal = p.portal and now.id = coalesce(p.merged_into, p.id)
  where p.portal = n.portal and now.kind = 'contact' and now.ended_at is null and (p.id = n.addressee_id or p.id = any(n.also_for)))`);

/** The ticket of any reason about this addressee in this outage; the newest id is the one at work. */
const TICKET =
  sql.raw(`(select max(o.crm_id) from crm_outbox o where o.portal = n.portal and o.kind = 'ticket'
    and o.subject = any(array(select n.outage_id || '/' || n.account_id || '/' || n.addressee_id || '/' || reason
      from unnest(array['unreachable', 'unserved', 'lifeSupportUnconfirmed', 'outcomeUnknown']) as reason)))`);

export const campaignReads = (db: Kysely<unknown>, scope: Scope): Omit<CampaignReads, 'crmBehind'> => {
  const portal: PortalId = scope.portal;
  const channelsOf = async (campaign: string): Promise<readonly ChannelFigures[]> => {
    const { rows } = await sql<ChannelFigures>`
      select d.channel,
             (count(*) filter (where d.state in ('planned', 'sending') and not d.held))::int as planned,
             (count(*) filter (where d.state = 'planned' and d.held))::int as held,
             (count(*) filter (where d.state in ('accepted', 'posted')))::int as "withCarrier",
             (count(*) filter (where d.state = 'delivered'))::int as delivered,
             (count(*) filter (where d.state in ('failed', 'returned')))::int as failed,
             (count(*) filter (where d.state = 'unknown'))::int as unknown,
             max(${arrived}) as "lastAt"
        from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
       where n.portal = ${portal} and n.campaign_id = ${campaign} group by 1 order by 1`.execute(db);
    return rows;
  };
  return {
    outageOfRecord: async crmId => {
      const { rows } = await sql<{ id: OutageId }>`
        select subject as id from crm_outbox where portal = ${portal} and kind = 'outage' and crm_id = ${crmId} limit 1`.execute(
        db,
      );
      return rows[0]?.id ?? null;
    },
    newestCampaign: outage => outages(scope).newestCampaign(outage),
    held: campaign => holding(scope).held(campaign),

    figures: async campaign => {
      const { rows } = await sql<Omit<CampaignFigures, 'channels'>>`
        with customer as (
          select account_id, bool_or(${MISSED}) as missed, bool_or(n.state = 'open') as open, bool_or(n.life_support) as life,
                 count(*) filter (where n.service ->> 'how' = 'proof') as proof, count(*) filter (where n.service ->> 'how' = 'deemed') as rule,
                 count(*) filter (where (n.service ->> 'at')::timestamptz > n.serve_by) as late,
                 min(n.serve_by) filter (where n.state = 'open') as deadline
            from notice n where n.portal = ${portal} and n.campaign_id = ${campaign} group by 1)
        select count(*)::int as due, (count(*) filter (where not missed and not open))::int as reached,
               (count(*) filter (where not missed and open))::int as "underWay", (count(*) filter (where missed))::int as "notReached",
               (count(*) filter (where life))::int as "lifeSupport", (count(*) filter (where life and missed))::int as "lifeSupportNotReached",
               coalesce(sum(proof), 0)::int as "byProof", coalesce(sum(rule), 0)::int as "byRule", coalesce(sum(late), 0)::int as late,
               min(deadline) as deadline from customer`.execute(db);
      const [row] = rows;
      if (row === undefined) throw new Error('The database counts nothing.');
      return { ...row, channels: await channelsOf(campaign) };
    },

    launches: async outage => {
      const { rows } = await sql<{ revision: number; customers: number }>`
        select revision, affected_accounts as customers from campaign where portal = ${portal} and outage_id = ${outage} order by 1`.execute(
        db,
      );
      return rows;
    },

    pace: async campaign => {
      const { rows: ends } = await sql<{ seconds: number | null }>`
        select extract(epoch from max(${arrived}) - min(${arrived}))::float8 as seconds
          from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
         where n.portal = ${portal} and n.campaign_id = ${campaign}`.execute(db);
      const length = ends[0]?.seconds ?? 0;
      const step = STEPS.find(seconds => length / seconds <= POINTS) ?? 24 * 3600;
      const { rows } = await sql<PacePoint>`
        select to_timestamp(floor(extract(epoch from ${arrived}) / ${step}::int) * ${step}::int) as at, d.channel, count(*)::int as messages
          from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
         where n.portal = ${portal} and n.campaign_id = ${campaign} and ${arrived} is not null and d.state not in ('failed', 'returned')
         group by 1, 2 order by 1, 2`.execute(db);
      return rows;
    },

    missedCount: async outage => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from notice n where n.portal = ${portal} and n.outage_id = ${outage} and ${MISSED}`.execute(
        db,
      );
      return rows[0]?.n ?? 0;
    },
    missed: async (outage, after, limit) => {
      const { rows } = await sql<MissedRead>`
        select n.id as notice, n.revision, n.kind, n.state, n.facts ->> 'addresseeName' as addressee, n.facts -> 'premises' as premises,
               ${CONTACTS} as "contactIds", n.life_support as "lifeSupport", n.serve_by as "serveBy",
               (select coalesce(jsonb_agg(u ->> 'code'), '[]') from jsonb_array_elements(n.unreachable) u)
                 || (select coalesce(jsonb_agg(d.channel || ':' || coalesce(d.reason, d.state) order by d.id), '[]')
                       from delivery d where d.portal = n.portal and d.notice_id = n.id and d.state in ('failed', 'returned', 'unknown')) as reasons,
               ${TICKET} as ticket
          from notice n
         where n.portal = ${portal} and n.outage_id = ${outage} and ${MISSED}
           and (${after === null}::boolean or (not n.life_support, n.id) > (${!(after?.lifeSupport ?? true)}::boolean, ${after?.notice ?? null}::uuid))
         order by not n.life_support, n.id limit ${limit}`.execute(db);
      return rows;
    },
    missedContacts: async outage => {
      const { rows } = await sql<{ id: string }>`
        select distinct now.crm_id as id from notice n
         cross join lateral (select n.addressee_id as party union all select unnest(n.also_for)) who
          join party p on p.portal = n.portal and p.id = who.party
          join party now on now.portal = p.portal and now.id = coalesce(p.merged_into, p.id)
         where n.portal = ${portal} and n.outage_id = ${outage} and ${MISSED} and now.kind = 'contact' and now.ended_at is null
         order by 1`.execute(db);
      return rows.map(row => row.id);
    },

    exportPage: async (outage, after, limit) => {
      const { rows } = await sql<ExportRow>`
        with page as (select * from notice where portal = ${portal} and outage_id = ${outage}
             and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit})
        select n.id as notice, coalesce(d.id, n.id) as delivery, n.revision, n.kind, n.facts ->> 'accountNumber' as account,
               n.facts ->> 'addresseeName' as addressee, n.facts -> 'premises' as premises, n.life_support as "lifeSupport",
               n.state as "noticeState", n.serve_by as "serveBy", (n.service ->> 'at')::timestamptz as "servedAt", n.service ->> 'how' as "servedHow",
               d.channel, d.state, d.accepted_at as "sentAt", d.delivered_at as "deliveredAt",
               coalesce(d.reason, n.unreachable #>> '{0,code}') as reason
          from page n left join delivery d on d.portal = n.portal and d.notice_id = n.id
         order by n.id, d.channel, d.id`.execute(db);
      return rows;
    },
  };
};
