import { sql } from 'kysely';
import { iso } from './notices.js';

/** A notice `n` as cards and lists read it. */
export const NOTICE = sql`
  n.id, n.outage_id as outage, n.debt_case_id as "debtCase", n.facts ->> 'ref' as ref, n.revision, n.kind, n.state, n.service, n.serve_by as "serveBy", n.late,
  n.facts ->> 'addresseeName' as addressee, n.facts -> 'premises' as premises, n.language, n.zone, n.life_support as "lifeSupport",
  (select coalesce(jsonb_agg(u ->> 'code'), '[]') from jsonb_array_elements(n.unreachable) u) as unreachable,
  n.created_at as "createdAt", n.citations as because,
  (select coalesce(jsonb_agg(distinct now.crm_id order by now.crm_id), '[]') from party p
     join party now on now.portal = p.portal and now.id = coalesce(p.merged_into, p.id)
    where p.portal = n.portal and (p.id = n.addressee_id or p.id = any(n.also_for))) as "contactIds",
  (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel, 'state', d.state, 'stateAt', ${iso('d.state_at')},
     'sendAt', ${iso('d.send_at')}, 'acceptedAt', ${iso('d.accepted_at')}, 'postedAt', ${iso('d.posted_at')}, 'deliveredAt', ${iso('d.delivered_at')},
     'reason', d.reason, 'attempts', d.attempts, 'again', d.key !~ '/1$' or exists (select from decision x
        where x.portal = d.portal and x.notice_id = d.notice_id and x.delivery_id = d.id)) order by d.channel, d.id), '[]') from delivery d where d.portal = n.portal and d.notice_id = n.id) as deliveries`;
