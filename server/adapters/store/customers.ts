import { sql } from 'kysely';
import type { ContactPointId, NoticeId, PartyId } from '../../domain/ids.js';
import type { ReachTry } from '../../domain/customer/reach.js';
import { PERSON_REASONS } from '../../domain/notice/notice.js';
import type { Complaint, Customers, Linked, SentAgain } from '../../workflows/ports/customers.js';
import { json, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';
import { ABOUT_SOMEBODY, newestOfTicket } from './ticket-notice.js';

export const customers = ({ db, portal }: Scope): Customers => ({
  sentBy: async decision => {
    const { rows } = await sql<SentAgain>`
      select d.id as delivery, d.notice_id as notice, d.channel, d.send_at as "sendAt"
        from decision x join delivery d on d.portal = x.portal and d.id = x.delivery_id
       where x.portal = ${portal} and x.id = ${decision}`.execute(db);
    return rows[0] ?? null;
  },
  decide: async ({ id, at, by, act, party, notice, delivery, reason, details }) => {
    await sql`insert into decision (portal, id, at, by, act, party_id, notice_id, delivery_id, reason, details)
      values (${portal}, ${id}, ${at}, ${by}, ${act}, ${party}, ${notice}, ${delivery}, ${reason}, ${json(details)})
      on conflict do nothing`.execute(db);
  },
  newest: async notice => {
    const { rows } = await sql<{ id: NoticeId }>`
      select later.id from notice n join notice later on later.portal = n.portal and later.account_id = n.account_id
         and later.outage_id = n.outage_id and later.addressee_id = n.addressee_id and later.revision > n.revision
       where n.portal = ${portal} and n.id = ${notice} order by later.revision desc, later.id desc limit 1`.execute(
      db,
    );
    return rows[0]?.id ?? null;
  },
  besidesCampaigns: async notice => {
    const { rows } = await sql<NonNullable<Awaited<ReturnType<Customers['besidesCampaigns']>>>>`
      select debt_case_id as "debtCase", zone, facts from notice
       where portal = ${portal} and id = ${notice} and campaign_id is null`.execute(db);
    return rows[0] ?? null;
  },
  reopen: async notices => {
    await sql`update notice set state = 'open', service = '{"state":"pending"}'
      where portal = ${portal} and id = any(${uuids(notices)}) and state in ('unreachable', 'unserved')`.execute(
      db,
    );
  },
  party: async (kind, crmId) => {
    const { rows } = await sql<{ id: PartyId }>`
      select coalesce(merged_into, id) as id from party
       where portal = ${portal} and kind = ${kind} and crm_id = ${crmId} and erased_at is null`.execute(db);
    return rows[0]?.id ?? null;
  },
  contactPoint: async (party, kind, value) => {
    // Of an address the words decide, not how they were written down.
    const same = kind === 'address' ? sql`value::jsonb = ${value}::jsonb` : sql`value = ${value}`;
    const { rows } = await sql<{ id: ContactPointId }>`
      select id from contact_point where portal = ${portal} and party_id = ${party} and kind = ${kind} and not gone and ${same}`.execute(
      db,
    );
    return rows[0]?.id ?? null;
  },
  noticeOfTicket: async ticket => {
    const { rows } = await sql<{ id: NoticeId }>`
      select n.id from crm_outbox o cross join lateral (${newestOfTicket(sql`o.portal`, sql`o.subject`)}) n
       where o.portal = ${portal} and o.kind = 'ticket' and o.crm_id = ${ticket} and ${ABOUT_SOMEBODY}`.execute(
      db,
    );
    return rows[0]?.id ?? null;
  },
  ticketsOf: async notice => {
    const { rows } = await sql<{ subject: string }>`
      select o.subject from notice n join crm_outbox o on o.portal = n.portal and o.kind = 'ticket'
         and o.subject = any(array(select n.outage_id || '/' || n.account_id || '/' || told.id || '/' || reason
           from unnest(${texts(PERSON_REASONS)}) as reason, party told
          where told.portal = n.portal and (told.id = n.addressee_id or told.merged_into = n.addressee_id)))
       where n.portal = ${portal} and n.id = ${notice} order by 1`.execute(db);
    return rows.map(({ subject }) => subject);
  },
  tries: async notice => {
    const { rows } = await sql<ReachTry>`
      select id, act, details ->> 'way' as way, by, at from decision
       where portal = ${portal} and notice_id = ${notice} and act in ('reached', 'notReached') order by at, id`.execute(
      db,
    );
    return rows;
  },
  told: async notice => {
    await sql`update notice set state = 'told', asked = true, check_at = null
      where portal = ${portal} and id = ${notice} and state in ('open', 'unserved', 'unreachable')`.execute(
      db,
    );
  },
  complaint: async id => {
    const { rows } = await sql<Complaint>`
      select id, ref, at, by, party_id as party, outage_id as outage, service_point_id as place, about, said
        from complaint where portal = ${portal} and id = ${id}`.execute(db);
    return rows[0] ?? null;
  },
  addComplaint: async ({ id, ref, at, by, party, outage, place, about, said }) => {
    await sql`insert into complaint (portal, id, ref, at, by, party_id, outage_id, service_point_id, about, said)
      values (${portal}, ${id}, ${ref}, ${at}, ${by}, ${party}, ${outage}, ${place}, ${about}, ${said})
      on conflict do nothing`.execute(db);
  },
  addLink: async ({ sha256, what, expiresAt }) => {
    await sql`delete from one_use_link where portal = ${portal} and expires_at < ${expiresAt}::timestamptz - interval '1 hour'`.execute(
      db,
    );
    await sql`insert into one_use_link (portal, sha256, what, expires_at)
      values (${portal}, ${sha256}, ${json(what)}, ${expiresAt}) on conflict do nothing`.execute(db);
  },
  takeLink: async (sha256, at) => {
    const { rows } = await sql<{ what: Linked; alive: boolean }>`
      delete from one_use_link where portal = ${portal} and sha256 = ${sha256} returning what, expires_at > ${at} as alive`.execute(
      db,
    );
    const [row] = rows;
    return row?.alive === true ? row.what : null;
  },
});
