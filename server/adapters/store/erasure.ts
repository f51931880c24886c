import { sql } from 'kysely';
import type { Erasure, OpenErasedNotice, ToErase } from '../../workflows/ports/erasure.js';
import { iso } from './notices.js';
import { records, uuids } from './rows.js';
import type { Scope } from './scope.js';

/** Past planned, and neither failed nor taken back. */
const BEGUN = sql.raw(`('sending', 'unknown', 'accepted', 'posted', 'delivered')`);

export const erasure = ({ db, portal }: Scope): Erasure => ({
  find: async (kind, crmId) => {
    const { rows } = await sql<ToErase>`
      with self as (select id, erased_at from party where portal = ${portal} and kind = ${kind} and crm_id = ${crmId} for update),
        who as (select p.id from party p join self s on p.id = s.id or p.merged_into = s.id where p.portal = ${portal})
      select (select jsonb_agg(id order by id) from who) as parties, s.erased_at as "erasedAt",
             exists (select from delivery d join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
                      where d.portal = ${portal} and d.state = 'sending' and cp.party_id in (select id from who)) as handing,
             exists (select from debt_case c join notice n on n.portal = c.portal and n.debt_case_id = c.id
                      where c.portal = ${portal} and c.closed_at is null and n.addressee_id in (select id from who))
               or exists (select from debt_case c join supply u on u.portal = c.portal and u.account_id = c.account_id
                            join party_role r on r.portal = u.portal and r.service_point_id = u.service_point_id and r.role = 'holder'
                           where c.portal = ${portal} and c.closed_at is null and r.party_id in (select id from who)) as "openDebt",
             (select max(n.created_at) from notice n where n.portal = ${portal} and n.addressee_id in (select id from who)) as "lastNoticeAt",
             (select coalesce(jsonb_agg(jsonb_build_object('jurisdiction', x.jurisdiction, 'zone', x.zone, 'scenario', x.scenario, 'at', ${iso('x.at')})
                order by x.jurisdiction, x.zone, x.scenario), '[]')
                from (select n.jurisdiction, n.zone, case when n.debt_case_id is not null then 'debtDisconnection' when o.kind = 'emergency' then 'emergency' else 'plannedInterruption' end as scenario,
                             max(n.created_at) as at
                        from notice n left join outage o on o.portal = n.portal and o.id = n.outage_id
                       where n.portal = ${portal} and n.addressee_id in (select id from who) group by 1, 2, 3) x) as "lastNotices"
        from self s`.execute(db);
    return rows[0] ?? null;
  },

  stop: async (parties, at) => {
    const { rows } =
      await sql`update delivery d set state = 'superseded', state_at = ${at}, reason = 'party.erased'
        from contact_point cp where d.portal = ${portal} and d.state = 'planned'
         and cp.portal = d.portal and cp.id = d.contact_point_id and cp.party_id = any(${uuids(parties)}) returning 1`.execute(
        db,
      );
    return rows.length;
  },

  openNotices: async parties => {
    const { rows } = await sql<OpenErasedNotice>`
      select n.id as notice, n.outage_id as outage, n.account_id as account, coalesce(me.merged_into, me.id) as addressee,
             exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id and d.state in ${BEGUN}) as begun,
             (select p.id from unnest(n.also_for) with ordinality a(id, place) join party p on p.portal = n.portal and p.id = a.id
               where p.erased_at is null and p.ended_at is null order by a.place limit 1) as sharer,
             exists (select from notice o join party p on p.portal = o.portal and p.id = o.addressee_id
                      where o.portal = n.portal and o.outage_id = n.outage_id and o.revision = n.revision and o.account_id = n.account_id
                        and o.kind = n.kind and o.jurisdiction = n.jurisdiction and o.zone = n.zone and p.erased_at is null
                        and not o.addressee_id = any(${uuids(parties)}) and o.state in ('open', 'served')
                        and not exists (select from notice_service_point mine where mine.portal = n.portal and mine.notice_id = n.id
                              and not exists (select from notice_service_point theirs where theirs.portal = o.portal and theirs.notice_id = o.id
                                               and theirs.service_point_id = mine.service_point_id))) as "othersTold"
        from notice n join party me on me.portal = n.portal and me.id = n.addressee_id
       where n.portal = ${portal} and n.addressee_id = any(${uuids(parties)}) and n.state = 'open' and n.outage_id is not null
       order by n.id for update of n`.execute(db);
    return rows;
  },

  readdress: async (rows, at) => {
    await sql`update notice n set addressee_id = p.id, also_for = array_remove(n.also_for, p.id), check_at = ${at},
          role = coalesce((select min(r.role) from party_role r join supply s on s.portal = r.portal and s.service_point_id = r.service_point_id
                            where r.portal = p.portal and r.party_id = p.id and s.account_id = n.account_id and s.valid_to is null), n.role),
          facts = jsonb_set(n.facts, '{addresseeName}', to_jsonb(p.name))
        from jsonb_to_recordset(${records(rows)}) as r(notice uuid, "to" uuid) join party p on p.portal = ${portal} and p.id = r."to"
       where n.portal = ${portal} and n.id = r.notice`.execute(db);
  },
  settle: async rows => {
    await sql`update notice n set state = r.state, check_at = null, asked = n.asked or r.state = 'unserved'
        from jsonb_to_recordset(${records(rows)}) as r(notice uuid, state text)
       where n.portal = ${portal} and n.id = r.notice`.execute(db);
  },

  overwrite: async (parties, { texts }, at) => {
    const ids = uuids(parties);
    await sql`update party set name = '', language = null, erased_at = coalesce(erased_at, ${at}), ended_at = coalesce(ended_at, ${at})
      where portal = ${portal} and id = any(${ids})`.execute(db);
    const notes =
      await sql`update case_act set note = null where portal = ${portal} and about && ${ids} and note is not null returning 1`.execute(
        db,
      );
    await sql`delete from party_role where portal = ${portal} and party_id = any(${ids})`.execute(db);
    const points =
      await sql`update contact_point set value = case kind when 'address' then '{}' else '' end, gone = true, problem = 'party.erased', problem_at = null
      where portal = ${portal} and party_id = any(${ids}) and (not gone or value not in ('', '{}')) returning 1`.execute(
        db,
      );
    const notices = await sql`update notice set facts = jsonb_set(facts, '{addresseeName}', '""')
      where portal = ${portal} and addressee_id = any(${ids}) and facts ->> 'addresseeName' <> '' returning 1`.execute(
      db,
    );
    await sql`update complaint set said = '' where portal = ${portal} and party_id = any(${ids}) and said <> ''`.execute(
      db,
    );
    await sql`update decision set reason = null where portal = ${portal} and party_id = any(${ids}) and reason is not null`.execute(
      db,
    );
    const told = {
      contactPoints: points.rows.length,
      notices: notices.rows.length,
      notes: notes.rows.length,
    };
    if (texts) return { ...told, renditions: 0 };
    const renditions =
      await sql`update rendition r set content = null from delivery d join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
      where r.portal = ${portal} and d.portal = r.portal and d.id = r.delivery_id and cp.party_id = any(${ids}) and r.content is not null returning 1`.execute(
        db,
      );
    return { ...told, renditions: renditions.rows.length };
  },

  files: async parties => {
    const ids = uuids(parties);
    const { rows } = await sql<{ sha256: string }>`
      select distinct a.scan as sha256 from case_act a
       where a.portal = ${portal} and a.about && ${ids} and a.scan is not null
         and not exists (select from case_act o join party p on p.portal = o.portal and p.id = any(o.about)
                          where o.portal = a.portal and o.scan = a.scan and p.erased_at is null and not p.id = any(${ids}))
      union
      select r.sha256 from rendition r join delivery d on d.portal = r.portal and d.id = r.delivery_id
        join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
       where r.portal = ${portal} and d.channel = 'letter' and cp.party_id = any(${ids})
         and not exists (select from rendition o where o.portal = r.portal and o.sha256 = r.sha256 and o.delivery_id <> r.delivery_id and o.content is not null)
       order by 1`.execute(db);
    return rows.map(row => row.sha256);
  },
});
