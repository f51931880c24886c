import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ToldOutage } from '../../domain/customer/situation.js';
import type { PartyKind } from '../../domain/directory.js';
import type { PartyId, PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type {
  ComplaintRead,
  CustomerCounts,
  CustomerRead,
  CustomerReads,
  DecisionRead,
  HistoryFilter,
  HistoryRead,
  PlaceRead,
  Whose,
} from '../../workflows/ports/customer-reads.js';
import { outdated } from './deliveries.js';
import { NOTICE } from './notice-columns.js';
import { texts, uuids } from './rows.js';

const HISTORY = sql`${NOTICE}, n.account_id as account, n.facts -> 'windows' as windows, n.facts ->> 'since' as since,
  n.facts ->> 'restoredAt' as "restoredAt", n.facts -> 'etr' as etr,
  (select coalesce(jsonb_agg(np.service_point_id), '[]') from notice_service_point np
    where np.portal = n.portal and np.notice_id = n.id) as points`;

const COMPLAINT =
  sql.raw(`c.id, c.ref, c.at, c.by, c.about, o.crm_id as ticket, c.asked_at as "askedAt", c.closes_at as "closesAt",
  c.closed_at as "closedAt", c.closed_by as "closedBy"`);
const COMPLAINT_FROM =
  sql.raw(`from complaint c left join crm_outbox o on o.portal = c.portal and o.kind = 'ticket'
  and o.subject = 'complaint/' || c.id`);

type HistoryRow = Omit<HistoryRead, 'windows' | 'since' | 'restoredAt' | 'etr'> & {
  readonly windows: HistoryRead['windows'] | null;
  readonly since: HistoryRead['since'] | null;
  readonly restoredAt: HistoryRead['restoredAt'] | null;
  readonly etr: HistoryRead['etr'] | null;
};
const toHistory = ({ windows, ...row }: HistoryRow): HistoryRead => ({ ...row, windows: windows ?? [] });

/**
 * Somebody's notices `n`, and what is asked of them. Each half goes by an index of its own, and nothing is joined to the
 * table again: asked for a page of the newest, the planner would rather read all notices there are from the end.
 */
const noticesOf = (
  portal: PortalId,
  whose: Whose,
  columns: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  'accounts' in whose
    ? sql`select ${columns} from notice n where n.portal = ${portal} and n.account_id = any(${uuids(whose.accounts)}) and ${where}`
    : sql`select ${columns} from notice n where n.portal = ${portal} and n.addressee_id = any(${uuids(whose.parties)}) and ${where}
        union select ${columns} from notice n where n.portal = ${portal} and n.also_for <> '{}' and n.also_for && ${uuids(whose.parties)} and ${where}`;

/** `_` and `%` stand for themselves. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const matching = (filter: HistoryFilter): RawBuilder<unknown> => {
  const { place, kinds, states, text, between } = filter;
  const parts = [
    place === null
      ? null
      : sql`exists (select from notice_service_point np where np.portal = n.portal and np.notice_id = n.id and np.service_point_id = ${place}::uuid)`,
    kinds === null ? null : sql`n.kind = any(${texts(kinds)})`,
    states === null ? null : sql`n.state = any(${texts(states)})`,
    between === null
      ? null
      : sql`n.created_at >= ${between.from}::timestamptz and n.created_at < ${between.to}::timestamptz`,
    text === null
      ? null
      : sql`(n.facts ->> 'ref' ilike ${containing(text)} or n.facts ->> 'premises' ilike ${containing(text)})`,
  ].filter(part => part !== null);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
};

interface PartyRow extends Omit<CustomerRead, 'places'> {
  readonly party: PartyId;
}

export const customerReads = (db: Kysely<unknown>, portal: PortalId): CustomerReads => ({
  customer: async (kind, crmId) => {
    const { rows } = await sql<PartyRow>`
      select p.id as party, p.kind, p.crm_id as "crmId", p.name, p.language, p.no_internet as "noInternet", p.erased_at as "erasedAt",
        (select jsonb_agg(f.id order by f.id) from party f where f.portal = p.portal and (f.id = p.id or f.merged_into = p.id)) as parties,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', c.value, 'optedOut', c.opted_out,
            'problem', c.problem) order by c.kind, c.id), '[]')
           from contact_point c where c.portal = p.portal and c.party_id = p.id and not c.gone) as "contactPoints"
        from party asked join party p on p.portal = asked.portal and p.id = coalesce(asked.merged_into, asked.id)
       where asked.portal = ${portal} and asked.kind = ${kind} and asked.crm_id = ${crmId}`.execute(db);
    const [found] = rows;
    if (found === undefined) return null;
    const places = await sql<PlaceRead>`
      select distinct on (p.id) p.id, p.crm_id as "crmId", p.address, p.zone, p.feeder, p.life_support as "lifeSupport",
             p.customer_class as "customerClass", p.in_arrears as "inArrears", r.role,
             jsonb_build_object('id', a.id, 'number', a.number) as account
        from party_role r
        join service_point p on p.portal = r.portal and p.id = r.service_point_id and p.ended_at is null
        join supply s on s.portal = p.portal and s.service_point_id = p.id and s.valid_to is null
        join account a on a.portal = s.portal and a.id = s.account_id
       where r.portal = ${portal} and r.party_id = ${found.party} order by p.id, a.id`.execute(db);
    return { ...found, places: places.rows };
  },

  outagesAt: async (feeders, since) => {
    const { rows } = await sql<ToldOutage>`
      with touched as (
        select distinct outage_id from outage_revision
         where portal = ${portal} and launched_at is not null and body -> 'feeders' ?| ${texts(feeders)})
      select o.id, o.ref, o.kind, o.status, newest.body as revision, former.body as former
        from touched t join outage o on o.portal = ${portal} and o.id = t.outage_id
       cross join lateral (select body, n, launched_at from outage_revision r where r.portal = o.portal and r.outage_id = o.id
                             and r.launched_at is not null order by r.n desc limit 1) newest
        left join lateral (select body from outage_revision r where r.portal = o.portal and r.outage_id = o.id
                             and r.launched_at is not null and r.n < newest.n order by r.n desc limit 1) former on true
       where newest.launched_at >= ${since} or (newest.body #>> '{windows,-1,to}')::timestamptz >= ${since}
          or (former.body #>> '{windows,-1,to}')::timestamptz >= ${since}
          or (o.status = 'announced' and newest.body -> 'windows' = '[]')
       order by newest.launched_at desc, o.id`.execute(db);
    return rows;
  },

  told: async (whose, outages) => {
    if (outages.length === 0) return [];
    const { rows } = await sql<HistoryRow>`
      with newest as (
        select distinct on (m.outage_id, m.addressee_id, np.service_point_id) m.id
          from (${noticesOf(
            portal,
            whose,
            sql`n.id, n.outage_id, n.addressee_id, n.revision`,
            sql`n.outage_id = any(${uuids(outages)})`,
          )}) m
          join notice_service_point np on np.portal = ${portal} and np.notice_id = m.id
         order by m.outage_id, m.addressee_id, np.service_point_id, m.revision desc, m.id)
      select ${HISTORY} from notice n where n.portal = ${portal} and n.id in (select id from newest) order by n.id desc`.execute(
      db,
    );
    return rows.map(toHistory);
  },

  history: async (whose, filter) => {
    const mine = noticesOf(portal, whose, sql`n.id`, matching(filter));
    const { rows: count } = await sql<{ total: number }>`
      select count(*)::int as total from (${mine}) m`.execute(db);
    const { rows } = await sql<HistoryRow>`
      select ${HISTORY} from (select id from (${mine}) mine order by id desc limit ${filter.limit} offset ${filter.offset}) page
        join notice n on n.portal = ${portal} and n.id = page.id order by n.id desc`.execute(db);
    return { total: count[0]?.total ?? 0, rows: rows.map(toHistory) };
  },

  counts: async (whose, since) => {
    const { rows } = await sql<CustomerCounts>`
      select count(*)::int as notices, (count(*) filter (where m.state in ('unserved', 'unreachable')))::int as "notReached",
             (count(*) filter (where m.state = 'open'))::int as "underWay"
        from (${noticesOf(portal, whose, sql`n.id, n.state`, sql`n.created_at >= ${since}::timestamptz`)}) m`.execute(
      db,
    );
    return rows[0] ?? { notices: 0, notReached: 0, underWay: 0 };
  },

  decisions: async notice => {
    const { rows } = await sql<DecisionRead>`
      select at, by, act, delivery_id as delivery, reason, details ->> 'way' as way from decision
       where portal = ${portal} and notice_id = ${notice} order by at, id`.execute(db);
    return rows;
  },

  addresseeOf: async notice => {
    const { rows } = await sql<{ kind: 'contact' | 'company'; crmId: string; outdated: boolean }>`
      select p.kind, p.crm_id as "crmId", ${outdated} as outdated
        from notice n join party told on told.portal = n.portal and told.id = n.addressee_id
        join party p on p.portal = n.portal and p.id = coalesce(told.merged_into, told.id)
       where n.portal = ${portal} and n.id = ${notice}`.execute(db);
    return rows[0] ?? null;
  },

  feedTimes: async () => {
    const { rows } = await sql<{
      at: Instant | null;
    }>`select at from feed where portal = ${portal}`.execute(db);
    return rows;
  },

  complaints: async (parties, limit) => {
    const { rows } = await sql<ComplaintRead>`
      select ${COMPLAINT} ${COMPLAINT_FROM}
       where c.portal = ${portal} and c.party_id = any(${uuids(parties)}) order by c.at desc, c.id limit ${limit}`.execute(
      db,
    );
    return rows;
  },

  complaint: async id => {
    const { rows } = await sql<ComplaintRead>`
      select ${COMPLAINT} ${COMPLAINT_FROM} where c.portal = ${portal} and c.id = ${id}`.execute(db);
    return rows[0] ?? null;
  },

  recordOf: async party => {
    const { rows } = await sql<{ kind: PartyKind; crmId: string }>`
      select p.kind, p.crm_id as "crmId" from party told join party p on p.portal = told.portal and p.id = coalesce(told.merged_into, told.id)
       where told.portal = ${portal} and told.id = ${party}`.execute(db);
    return rows[0] ?? null;
  },

  ticketSubject: async crmId => {
    const { rows } = await sql<{ subject: string }>`
      select subject from crm_outbox where portal = ${portal} and kind = 'ticket' and crm_id = ${crmId}`.execute(
      db,
    );
    return rows[0]?.subject ?? null;
  },
});
