import { sql } from 'kysely';
import type { Stranded, Upkeep } from '../../workflows/ports/upkeep.js';
import { uuids } from './rows.js';
import type { Scope } from './scope.js';

type Redirections = Pick<Upkeep, 'stopTwins' | 'stranded' | 'stopDeliveries'>;

/** What is planned, when the person or the address it was planned for is another now. */
export const redirections = ({ db, portal }: Scope): Redirections => ({
  stopTwins: async (survivors, at) => {
    const { rows } = await sql<{ id: string }>`
      with ours as (
        select n.id, p.merged_into is null as own, coalesce(p.merged_into, p.id) as who,
               n.outage_id, n.debt_case_id, n.complaint_id, n.revision, n.kind, n.account_id, n.jurisdiction, n.zone,
               exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id
                         and d.state not in ('planned', 'superseded')) as begun
          from notice n join party p on p.portal = n.portal and p.id = n.addressee_id
         where n.portal = ${portal} and (p.id = any(${uuids(survivors)}) or p.merged_into = any(${uuids(survivors)}))
           and n.state <> 'replaced'),
      ranked as (select id, begun, row_number() over (
          partition by who, outage_id, debt_case_id, complaint_id, revision, kind, account_id, jurisdiction, zone order by begun desc, own desc, id) as place from ours)
      select id from ranked where place > 1 and not begun`.execute(db);
    const ids = uuids(rows.map(row => row.id));
    await sql`update delivery set state = 'superseded', state_at = ${at}, reason = 'party.merged'
      where portal = ${portal} and notice_id = any(${ids}) and state = 'planned'`.execute(db);
    await sql`update notice set state = 'replaced', check_at = null where portal = ${portal} and id = any(${ids})`.execute(
      db,
    );
    return rows.length;
  },
  stranded: async parties => {
    // A plain deletion strands nothing: a notice under way is still owed, and its address is the last one known.
    const { rows } = await sql<Stranded>`
      select d.id as delivery, n.id as notice, n.key as "noticeKey", coalesce(c.started_at, n.created_at) as "startedAt", d.channel, d.send_at as "sendAt", d.priority,
             (select t.id from contact_point t
               where t.portal = d.portal and t.party_id = coalesce(p.merged_into, p.id) and t.kind = cp.kind
                 and not t.gone and t.problem is null and not case when n.debt_case_id is null then 'outage' else 'debt' end = any(t.opted_out)
                 and not exists (select from delivery o where o.portal = d.portal and o.notice_id = d.notice_id and o.contact_point_id = t.id)
               order by t.id limit 1) as "contactPoint"
        from delivery d
        join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
        join party p on p.portal = cp.portal and p.id = cp.party_id
        join notice n on n.portal = d.portal and n.id = d.notice_id
        left join campaign c on c.portal = n.portal and c.id = n.campaign_id
       where d.portal = ${portal} and d.state = 'planned' and p.erased_at is null
         and (p.id = any(${uuids(parties)}) or p.merged_into = any(${uuids(parties)}))
         and (cp.gone or p.merged_into is not null)
       order by d.id for update of d`.execute(db);
    return rows;
  },
  stopDeliveries: async (ids, reason, at) => {
    await sql`update delivery set state = 'superseded', state_at = ${at}, reason = ${reason}
      where portal = ${portal} and id = any(${uuids(ids)}) and state = 'planned'`.execute(db);
  },
});
