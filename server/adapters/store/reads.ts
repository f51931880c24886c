import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AffectedGroup } from '../../domain/account.js';
import type { PortalId } from '../../domain/ids.js';
import type { CustomerReads } from '../../workflows/ports/customer-reads.js';
import type {
  Backlog,
  DeliveryProof,
  FeedRead,
  NoticeRead,
  ProgressRow,
  Reads,
} from '../../workflows/ports/reads.js';
import { campaignReads } from './campaign-reads.js';
import { customerReads } from './customer-reads.js';
import { debtReads } from './debt-reads.js';
import { directory } from './directory.js';
import { iso } from './notices.js';
import { NOTICE } from './notice-columns.js';
import { operationsReads } from './operations-reads.js';
import { outages } from './outages.js';
import { people } from './people.js';
import { texts, uuids } from './rows.js';
import { settings } from './settings.js';
import { upkeep } from './upkeep.js';

/** Each of the two states by an index of its own: nearly all rows of the outbox are done. */
const NOT_IN_CRM = (portal: RawBuilder<unknown>) => sql`(
  (select count(*)::int from crm_outbox o where o.portal = ${portal} and o.state in ('pending', 'uncertain')) +
  (select count(*)::int from crm_outbox o where o.portal = ${portal} and o.state = 'sending'))`;

/** Notices to somebody in the CRM, or to their household's other member for them. */
const toContact = (portal: PortalId, contact: string | null) => {
  if (contact === null) return sql`true`;
  const party = sql`select id from party where portal = ${portal} and kind in ('contact', 'company') and crm_id = ${contact}
    union all select former.id from party now join party former on former.portal = now.portal and former.merged_into = now.id
     where now.portal = ${portal} and now.kind in ('contact', 'company') and now.crm_id = ${contact}`;
  return sql`n.id in (
    select id from notice where portal = ${portal} and addressee_id in (${party})
    union all select id from notice where portal = ${portal} and also_for <> '{}' and also_for && array(${party}))`;
};

export const reads = (db: Kysely<unknown>, portal: PortalId): Reads & CustomerReads => {
  // The same rows as in a transaction, without one: a Transaction is a Kysely with more duties.
  const scope = {
    db: db as Parameters<typeof outages>[0]['db'],
    portal,
    claimant: { id: null, exclusive: false },
    onClaim: () => undefined,
  };
  return {
    ...campaignReads(db, scope),
    ...operationsReads(db, scope),
    ...debtReads(scope),
    crmBehind: async () => {
      const { rows } = await sql<{ n: number }>`select ${NOT_IN_CRM(sql`${portal}::text`)} as n`.execute(db);
      return rows[0]?.n ?? 0;
    },
    feeders: () => directory(scope).feeders(),
    reach: (feeders, outage, before) => directory(scope).reach(feeders, outage, before),
    outages: limit => outages(scope).list(limit),
    outage: id => outages(scope).find(id),

    progress: async ids => {
      const { rows } = await sql<ProgressRow>`
        select c.outage_id as outage, c.revision, c.expanded, t.notices, t."servedByProof", t."servedByRule", t.late,
          (select coalesce(jsonb_agg(jsonb_build_object('channel', s.channel, 'state', s.state, 'count', s.n) order by s.channel, s.state), '[]')
             from (select d.channel, d.state, count(*)::int as n from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
                    where n.portal = c.portal and n.campaign_id = c.id group by 1, 2) s) as deliveries,
          (select ${NOT_IN_CRM(sql`c.portal`)}) as "crmBehind"
        from campaign c cross join lateral (
          select coalesce(jsonb_object_agg(s.state, s.n), '{}') as notices, coalesce(sum(s.proof), 0)::int as "servedByProof",
                 coalesce(sum(s.deemed), 0)::int as "servedByRule", coalesce(sum(s.late), 0)::int as late
            from (select n.state, count(*)::int as n, count(*) filter (where n.service ->> 'how' = 'proof') as proof,
                         count(*) filter (where n.service ->> 'how' = 'deemed') as deemed,
                         count(*) filter (where (n.service ->> 'at')::timestamptz > n.serve_by) as late
                    from notice n where n.portal = c.portal and n.campaign_id = c.id group by 1) s) t
        where c.portal = ${portal} and c.outage_id = any(${uuids(ids)}) order by c.revision`.execute(db);
      return rows;
    },

    notices: async f => {
      const { rows } = await sql<NoticeRead>`select ${NOTICE} from notice n
        where n.portal = ${portal} and (${f.outage}::uuid is null or n.outage_id = ${f.outage}::uuid)
          and (${f.revision}::int is null or n.revision = ${f.revision}::int)
          and (${f.state}::text is null or n.state = ${f.state}::text)
          and (${f.channel}::text is null or exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id and d.channel = ${f.channel}::text))
          and ${toContact(portal, f.contact)}
          and (${f.after}::uuid is null or n.id < ${f.after}::uuid)
        order by n.id desc limit ${f.limit}`.execute(db);
      return rows;
    },
    notice: async id => {
      const { rows } =
        await sql<NoticeRead>`select ${NOTICE} from notice n where n.portal = ${portal} and n.id = ${id}`.execute(
          db,
        );
      return rows[0] ?? null;
    },
    proofs: async id => {
      const { rows } = await sql<DeliveryProof>`
        select d.id, coalesce(cp.value, '') as to, r.template, r.sha256, r.content,
          (select coalesce(jsonb_agg(jsonb_build_object('n', a.n, 'carrier', a.carrier, 'startedAt', ${iso('a.started_at')}, 'endedAt', ${iso('a.ended_at')},
             'result', a.result, 'reason', a.reason) order by a.n), '[]') from attempt a where a.portal = d.portal and a.delivery_id = d.id) as attempts,
          (select coalesce(jsonb_agg(jsonb_build_object('outcome', x.outcome, 'at', ${iso('x.at')}, 'receivedAt', ${iso('x.received_at')},
             'reason', x.reason, 'raw', x.raw) order by x.at), '[]') from receipt x where x.portal = d.portal and x.delivery_id = d.id) as receipts
        from delivery d left join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
        left join rendition r on r.portal = d.portal and r.delivery_id = d.id
        where d.portal = ${portal} and d.notice_id = ${id} order by d.channel, d.id`.execute(db);
      return rows;
    },
    backlog: async at => {
      const { rows } = await sql<Backlog>`select
        (select count(*)::int from notice where portal = ${portal} and state = 'open' and not asked and serve_by < ${at}) as overdue,
        (select count(*)::int from job where portal = ${portal}) as jobs,
        (select count(*)::int from job where portal = ${portal} and attempts > 3) as "failingJobs",
        (select count(*)::int from delivery where portal = ${portal} and state = 'unknown') as unknown,
        (select count(*)::int from campaign c where c.portal = ${portal} and c.paused_at is not null and c.alarmed_at is not null
           and not exists (select from campaign later where later.portal = c.portal and later.outage_id = c.outage_id
                            and later.revision > c.revision)) as "pausedTooLong",
        ${NOT_IN_CRM(sql`${portal}::text`)} as "crmPending"`.execute(db);
      const [row] = rows;
      if (row === undefined) throw new Error('The database counts nothing.');
      return row;
    },
    keptLaw: async ({ rulebooks, calendars }) => {
      const books = await sql<{ body: unknown }>`select body from rulebook_version
        where portal = ${portal} and id || '@' || version = any(${texts(rulebooks)}) order by id, version`.execute(
        db,
      );
      const years = await sql<{ sha256: string; body: unknown }>`select sha256, body from calendar_version
        where portal = ${portal} and id || '@' || sha256 = any(${texts(calendars)}) order by id, sha256`.execute(
        db,
      );
      return { rulebooks: books.rows.map(row => row.body), calendars: years.rows };
    },
    ...customerReads(db, portal),
    roles: () => people(scope).held(),
    roleHistory: limit => people(scope).history(limit),
    settings: () => settings(scope).current(),
    settingHistory: (name, limit) => settings(scope).history(name, limit),
    placesOf: async (kind, crmId) => {
      const { rows } = await sql<AffectedGroup>`
        select distinct p.jurisdiction, p.zone, p.customer_class as "customerClass", p.life_support as "lifeSupport"
          from party w join party_role r on r.portal = w.portal and r.party_id = coalesce(w.merged_into, w.id)
          join service_point p on p.portal = r.portal and p.id = r.service_point_id
         where w.portal = ${portal} and w.kind = ${kind} and w.crm_id = ${crmId} and p.ended_at is null order by 1, 2, 3, 4`.execute(
        db,
      );
      return rows;
    },
    directory: async () => {
      const state = await upkeep(scope).state();
      const { rows } = await sql<{
        hints: number;
      }>`select count(*)::int as hints from directory_hint where portal = ${portal}`.execute(db);
      return { ...state, hints: rows[0]?.hints ?? 0 };
    },
    feeds: async () => {
      const { rows } = await sql<FeedRead>`
        select f.name, f.at, f.size,
          (select coalesce(jsonb_object_agg(s.alarm, s.n), '{}') from (
             select a.alarm, count(*)::int as n from feed_snapshot x cross join lateral jsonb_array_elements_text(x.body -> 'alarms') as a(alarm)
              where x.portal = f.portal and x.feed = f.name group by 1) s) as alarms,
          (select coalesce(sum(u.value::int), 0)::int from feed_snapshot x cross join lateral jsonb_each_text(x.body -> 'unknownCauses') as u
            where x.portal = f.portal and x.feed = f.name) as "unknownCauses",
          (select coalesce(sum(u.value::int), 0)::int from feed_snapshot x cross join lateral jsonb_each_text(x.body -> 'acts') as u
            where x.portal = f.portal and x.feed = f.name and u.key like 'refused %') as refused
          from feed f where f.portal = ${portal} order by f.name`.execute(db);
      return rows;
    },
    ping: async () => {
      await sql`select 1`.execute(db);
    },
  };
};
