import { sql } from 'kysely';
import type { DeliveryId, NoticeId } from '../../domain/ids.js';
import type { ContactPoint } from '../../domain/contact-point.js';
import type { Delivery } from '../../domain/notice/notice.js';
import type { Lane } from '../../workflows/ports/jobs.js';
import type { NoticeAtWork, Notices } from '../../workflows/ports/notices.js';
import { outdated } from './deliveries.js';
import { records, uuids } from './rows.js';
import type { Scope } from './scope.js';

type AtWorkRow = Omit<NoticeAtWork, 'deliveries' | 'addressee' | 'lane'> & {
  readonly deliveries: (Delivery & { readonly value: string })[];
  readonly party: {
    readonly id: NoticeAtWork['addressee']['party'];
    readonly name: string;
    readonly language: string | null;
    readonly noInternet: boolean;
  };
  readonly role: NoticeAtWork['addressee']['role'];
  readonly contactPoints: ContactPoint[];
  readonly points: NoticeAtWork['addressee']['servicePoints'][number][];
};

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
/** An instant inside JSON, as the domain writes it. */
export const iso = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', ${ISO})`;

const insertDeliveries = async (
  { db, portal }: Scope,
  rows: readonly object[],
  at: string,
): Promise<void> => {
  await sql`insert into delivery (portal, id, key, notice_id, channel, form, contact_point_id, priority, lane, state, send_at, state_at, held)
    select ${portal}, r.id, r.key, r.notice, r.channel, r.form, r."contactPoint", r.priority,
           case when c.emergency then 'emergency' else 'normal' end, 'planned', r."sendAt", ${at}, coalesce(c.paused_at is not null, false)
      from jsonb_to_recordset(${records(rows)}) as r(id uuid, key text, notice uuid, channel text, form text, "contactPoint" uuid, priority smallint, "sendAt" timestamptz)
      join notice n on n.portal = ${portal} and n.id = r.notice left join campaign c on c.portal = n.portal and c.id = n.campaign_id
    on conflict (portal, key) do nothing`.execute(db);
};

/** By whom the addressee of the notice `n` was told by word of mouth. */
const TOLD = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'way', x.details ->> 'way', 'at', ${iso('x.at')}) order by x.at, x.id), '[]')
     from decision x where x.portal = n.portal and x.notice_id = n.id and x.act = 'reached')`;

/** The places a notice speaks of, and its deliveries. */
export const insertBeside = async (
  scope: Scope,
  rows: readonly {
    readonly id: NoticeId;
    readonly notice: { readonly servicePoints: readonly string[] };
    readonly deliveries: readonly object[];
  }[],
  at: string,
): Promise<void> => {
  const points = rows.flatMap(({ id, notice }) => notice.servicePoints.map(point => ({ notice: id, point })));
  await sql`insert into notice_service_point (portal, notice_id, service_point_id)
    select ${scope.portal}, r.notice, r.point from jsonb_to_recordset(${records(points)}) as r(notice uuid, point uuid)
    on conflict do nothing`.execute(scope.db);
  const deliveries = rows.flatMap(({ id, deliveries: own }) => own.map(each => ({ ...each, notice: id })));
  await insertDeliveries(scope, deliveries, at);
};

export const notices = (scope: Scope): Notices => {
  const { db, portal } = scope;
  /** In the order of their ids, as everybody locks them; after their deliveries, if both. */
  const lock = (ids: readonly NoticeId[]): Promise<unknown> =>
    sql`select id from notice where portal = ${portal} and id = any(${uuids(ids)}) order by id for no key update`.execute(
      db,
    );

  return {
    plan: async (rows, at) => {
      const flat = rows.map(({ id, notice, checkAt }) => {
        const { deliveries: _, servicePoints: __, ...rest } = notice;
        return {
          ...rest,
          id,
          checkAt,
          state: notice.unreachable.length > 0 ? 'unreachable' : 'open',
          service: { state: notice.unreachable.length > 0 ? 'failed' : 'pending' },
        };
      });
      const stored = await sql<{ id: NoticeId }>`
        insert into notice (portal, id, key, campaign_id, outage_id, revision, kind, account_id, addressee_id, also_for, role,
            jurisdiction, zone, law_group, language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service, check_at, asked)
        select ${portal}, r.id, r.key, r.campaign, r.outage, r.revision, r.kind, r.account, r.addressee,
               array(select jsonb_array_elements_text(r."alsoFor"))::uuid[], r.role, r.jurisdiction, r.zone, r."lawGroup", r.language, r.facts,
               r."lifeSupport", r."serveBy", r.because, r.unreachable, r.late, ${at}, r.state, r.service, r."checkAt", r.state = 'unreachable'
          from jsonb_to_recordset(${records(flat)}) as r(id uuid, key text, campaign uuid, outage uuid, revision int, kind text, account uuid,
            addressee uuid, "alsoFor" jsonb, role text, jurisdiction text, zone text, "lawGroup" text, language text, facts jsonb, "lifeSupport" boolean,
            "serveBy" timestamptz, because jsonb, unreachable jsonb, late boolean, state text, service jsonb, "checkAt" timestamptz)
        on conflict (portal, key) do nothing returning id`.execute(db);
      const isNew = new Set(stored.rows.map(row => row.id));
      const fresh = rows.filter(row => isNew.has(row.id));
      await insertBeside(scope, fresh, at);
      return stored.rows.map(row => row.id);
    },

    supersedeEach: async (outages, at) => {
      const asked = sql`jsonb_to_recordset(${records(outages)}) as r(outage uuid, before int)`;
      const { rows } = await sql`
        update delivery d set state = 'superseded', state_at = ${at}
          from notice n join ${asked} on n.outage_id = r.outage and n.revision < r.before
         where n.portal = ${portal} and n.id = d.notice_id and d.portal = ${portal} and d.state = 'planned'
        returning d.id`.execute(db);
      await sql`update notice n set check_at = null, state = case when state = 'open' then 'replaced' else state end
         from ${asked}
        where n.portal = ${portal} and n.outage_id = r.outage and n.revision < r.before
          and not exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id and d.state <> 'superseded')`.execute(
        db,
      );
      return rows.length;
    },

    supersede: async (outage, before, at) => {
      const earlier = sql`n.portal = ${portal} and n.outage_id = ${outage} and n.revision < ${before}`;
      // Those being claimed at this moment we wait for: they leave with the old words, and the new ones tell them so.
      const { rows: waiting } = await sql<{ id: DeliveryId }>`
        select d.id from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
         where ${earlier} and d.state = 'planned' order by d.id for no key update of d`.execute(db);
      const { rows } = await sql`
        update delivery set state = 'superseded', state_at = ${at}
         where portal = ${portal} and id = any(${uuids(waiting.map(row => row.id))}) and state = 'planned' returning 1`.execute(
        db,
      );
      await sql`select n.id from notice n where ${earlier} order by n.id for no key update`.execute(db);
      await sql`update notice n set check_at = null, state = case when state = 'open' then 'replaced' else state end
        where n.portal = ${portal} and n.outage_id = ${outage} and n.revision < ${before}
          and not exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id and d.state <> 'superseded')`.execute(
        db,
      );
      return rows.length;
    },

    atWork: async ids => {
      // A statement of its own: one that waits for a lock and reads at once sees the deliveries from before the wait.
      await lock(ids);
      const { rows } = await sql<AtWorkRow>`
        select n.id, n.key, n.campaign_id as campaign, n.outage_id as outage, n.account_id as account, n.kind, n.jurisdiction, n.zone, n.law_group as "lawGroup", n.state, n.service, n.role, ${outdated} as outdated, c.paused_at is not null as paused,
               n.created_at as "createdAt", n.serve_by as "serveBy", n.life_support as "lifeSupport", n.asked, ${TOLD} as told, c.emergency,
               case when c.emergency or n.kind in ('etr_update', 'restored') then null else (n.facts #>> '{windows,0,from}') end as "usefulUntil",
               jsonb_build_object('id', p.id, 'name', p.name, 'language', p.language, 'noInternet', p.no_internet) as party,
               (select coalesce(jsonb_agg(np.service_point_id), '[]') from notice_service_point np
                 where np.portal = n.portal and np.notice_id = n.id) as points,
               (select coalesce(jsonb_agg(jsonb_build_object('id', cp.id, 'kind', cp.kind, 'value', cp.value, 'optedOut', cp.opted_out,
                  'problem', cp.problem) order by cp.id), '[]') from contact_point cp where cp.portal = n.portal and cp.party_id = p.id and not cp.gone) as "contactPoints",
               (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'key', d.key, 'notice', d.notice_id, 'channel', d.channel,
                  'contactPoint', d.contact_point_id, 'state', d.state, 'sendAt', ${iso('d.send_at')}, 'stateAt', ${iso('d.state_at')},
                  'acceptedAt', ${iso('d.accepted_at')}, 'postedAt', ${iso('d.posted_at')}, 'deliveredAt', ${iso('d.delivered_at')},
                  'reason', d.reason, 'attempts', d.attempts,
                  'value', coalesce((select cp.value from contact_point cp where cp.portal = d.portal and cp.id = d.contact_point_id), ''))
                  order by d.id), '[]') from delivery d where d.portal = n.portal and d.notice_id = n.id) as deliveries
          from notice n
          join campaign c on c.portal = n.portal and c.id = n.campaign_id
          join party told on told.portal = n.portal and told.id = n.addressee_id
          join party p on p.portal = n.portal and p.id = coalesce(told.merged_into, told.id)
         where n.portal = ${portal} and n.id = any(${uuids(ids)})
         order by n.id`.execute(db);
      return rows.map(({ party, role, contactPoints, points, ...row }) => ({
        ...row,
        lane: row.emergency ? 'emergency' : 'normal',
        addressee: {
          party: party.id,
          name: party.name,
          language: party.language,
          noInternet: party.noInternet,
          role,
          contactPoints,
          servicePoints: points,
        },
      }));
    },

    takeDue: async (at, limit) => {
      const { rows: due } = await sql<{ id: NoticeId }>`
        select id from notice where portal = ${portal} and check_at <= ${at} order by check_at, id limit ${limit}
           for update skip locked`.execute(db);
      const { rows } = await sql<{ id: NoticeId; ofDebt: boolean; lane: Lane }>`
        update notice n set check_at = null from notice m left join campaign c on c.portal = m.portal and c.id = m.campaign_id
         where n.portal = ${portal} and n.id = any(${uuids(due.map(row => row.id))}) and m.portal = n.portal and m.id = n.id
        returning n.id, n.debt_case_id is not null as "ofDebt", case when c.emergency then 'emergency' else 'normal' end as lane`.execute(
        db,
      );
      return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    checkAt: async (ids, at) => {
      await lock(ids);
      await sql`update notice set check_at = least(check_at, ${at}::timestamptz)
        where portal = ${portal} and id = any(${uuids(ids)}) and state not in ('replaced', 'unreachable')`.execute(
        db,
      );
    },

    missedOf: async (campaign, after, limit) => {
      const { rows } = await sql<{ id: NoticeId }>`select id from notice
        where portal = ${portal} and campaign_id = ${campaign} and state in ('unserved', 'unreachable')
          and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(db);
      return rows.map(row => row.id);
    },

    checkAll: async (campaign, at) => {
      const { rows } = await sql<{ id: NoticeId }>`select id from notice
        where portal = ${portal} and campaign_id = ${campaign} and check_at is null
          and (state = 'open' or (state = 'served' and life_support)) order by id for no key update`.execute(
        db,
      );
      await sql`update notice set check_at = ${at} where portal = ${portal} and id = any(${uuids(rows.map(row => row.id))})`.execute(
        db,
      );
    },

    update: async rows => {
      await sql`update notice n set state = r.state, service = r.service, check_at = least(n.check_at, r."checkAt"), asked = n.asked or r.asked
          from jsonb_to_recordset(${records(rows)}) as r(id uuid, state text, service jsonb, "checkAt" timestamptz, asked boolean)
         where n.portal = ${portal} and n.id = r.id`.execute(db);
    },

    addDeliveries: (rows, at) => insertDeliveries(scope, rows, at),
  };
};
