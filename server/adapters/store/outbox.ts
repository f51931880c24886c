import { sql, type RawBuilder } from 'kysely';
import type { OutageId } from '../../domain/ids.js';
import { MOST_LINKS } from '../../domain/outage/links.js';
import {
  complaintSubject,
  OUTBOX_KINDS,
  type ActivityFacts,
  type ClaimedEntry,
  type ComplaintFacts,
  type LinkFacts,
  type Outbox,
  type OutboxKind,
  type OutageFacts,
  type TicketFacts,
} from '../../workflows/ports/outbox.js';
import { caseTaskTickets, isCaseTask } from './case-task-tickets.js';
import { iso } from './notices.js';
import { debtFacts } from './debt-record.js';
import { outages } from './outages.js';
import { records, sorted, texts, uuids } from './rows.js';
import { underLease, type Scope } from './scope.js';
import { newestOfTicket } from './ticket-notice.js';

const CLAIMED = sql.raw(`o.kind, o.subject, o.version, o.crm_id as "crmId", o.attempts, o.due_at as "dueAt"`);
/** HubSpot ids of everyone a notice speaks to, by kind of party: of those it still has, and of whom they were merged into. */
const people = (
  kind: 'contact' | 'company',
) => sql`(select coalesce(jsonb_agg(distinct now.crm_id order by now.crm_id), '[]') from party p
    join party now on now.portal = p.portal and now.id = coalesce(p.merged_into, p.id)
  where p.portal = n.portal and now.kind = ${kind} and now.ended_at is null and (p.id = n.addressee_id or p.id = any(n.also_for)))`;

/** How people tried to tell the addressee of the notice `n` of its outage, the oldest first. */
const TRIES = sql`(select coalesce(jsonb_agg(jsonb_build_object('act', x.act, 'way', x.details ->> 'way', 'by', x.by, 'at', ${iso('x.at')}, 'ofNewest', m.id = n.id)
         order by x.at, x.id), '[]')
     from notice m join decision x on x.portal = m.portal and x.notice_id = m.id and x.act in ('reached', 'notReached')
    where m.portal = n.portal and m.outage_id = n.outage_id and m.account_id = n.account_id and m.addressee_id = n.addressee_id)`;

/** Of an outage itself: its promise, in the zone of those it was made to. */
const outageTickets = async (
  { db, portal }: Scope,
  subjects: readonly string[],
): Promise<readonly TicketFacts[]> => {
  const { rows } = await sql<TicketFacts>`
    select s.subject, null as notice, split_part(s.subject, '/', 3) as reason, o.ref, 'etr_update' as kind, false as "lifeSupport",
           (r.body ->> 'nextUpdateBy')::timestamptz as "serveBy", coalesce(z.zone, 'UTC') as zone, '' as "addresseeName",
           '[]'::jsonb as premises, '[]'::jsonb as tried, '[]'::jsonb as tries, '[]'::jsonb as contacts, '[]'::jsonb as companies
      from unnest(${texts(subjects)}) as s(subject)
      join outage o on o.portal = ${portal} and o.id = split_part(s.subject, '/', 1)::uuid
      join outage_revision r on r.portal = o.portal and r.outage_id = o.id and r.n = split_part(s.subject, '/', 2)::int
      left join lateral (select zone from notice where portal = o.portal and outage_id = o.id limit 1) z on true
     order by s.subject`.execute(db);
  return rows;
};

/** One column of HubSpot ids as a list, in order; null where there are more than a record is linked with. */
const few = (ids: RawBuilder<unknown>) => sql`(
  select case when count(*) <= ${sql.lit(MOST_LINKS)} then coalesce(jsonb_agg(x.crm_id order by x.crm_id), '[]') end
    from (${ids} limit ${sql.lit(MOST_LINKS + 1)}) x)`;

const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }): string =>
  `${kind}/${subject}`;

const isComplaint = (subject: string): boolean => subject.startsWith(complaintSubject(''));

/** With the place it is about or, where none was named, all places of whoever complains. */
const complaintsOf = async (
  { db, portal }: Scope,
  subjects: readonly string[],
): Promise<readonly ComplaintFacts[]> => {
  if (subjects.length === 0) return [];
  const { rows } = await sql<ComplaintFacts>`
    select s.subject, c.ref as complaint, c.about, c.said, c.at, c.by, p.name as "addresseeName", o.ref,
           c.asked_at as "askedAt", c.closed_at as "closedAt", c.closed_by as "closedBy",
           coalesce(places.zone, 'UTC') as zone, coalesce(places.premises, '[]') as premises, coalesce(places."lifeSupport", false) as "lifeSupport",
           case when p.kind = 'contact' and p.ended_at is null then jsonb_build_array(p.crm_id) else '[]' end as contacts,
           case when p.kind = 'company' and p.ended_at is null then jsonb_build_array(p.crm_id) else '[]' end as companies
      from unnest(${texts(subjects)}) as s(subject)
      join complaint c on c.portal = ${portal} and c.id = split_part(s.subject, '/', 2)::uuid
      join party told on told.portal = c.portal and told.id = c.party_id
      join party p on p.portal = c.portal and p.id = coalesce(told.merged_into, told.id)
      left join outage o on o.portal = c.portal and o.id = c.outage_id
      left join lateral (
        select min(sp.zone) as zone, jsonb_agg(sp.address order by sp.id) as premises, bool_or(sp.life_support) as "lifeSupport"
          from service_point sp where sp.portal = c.portal and sp.ended_at is null
           and (sp.id = c.service_point_id or (c.service_point_id is null and sp.id in (
                 select r.service_point_id from party_role r where r.portal = c.portal and r.party_id = p.id)))) places on true
     order by s.subject`.execute(db);
  return rows;
};

export const outbox = (scope: Scope): Outbox => {
  const { db, portal, claimant } = scope;
  const mine = sql`o.state = 'sending' and o.worker_id is not distinct from ${claimant.id}::uuid`;
  /** In one order, whoever puts and whoever ends: otherwise two of them could wait for one another. */
  const lock = (rows: readonly { readonly kind: string; readonly subject: string }[]): Promise<unknown> =>
    sql`select 1 from crm_outbox o join jsonb_to_recordset(${records(rows)}) as r(kind text, subject text)
          on o.portal = ${portal} and o.kind = r.kind and o.subject = r.subject order by o.kind collate "C", o.subject collate "C" for no key update of o`.execute(
      db,
    );
  const take = async (
    from: 'pending' | 'uncertain',
    kind: OutboxKind,
    at: string,
    limit: number,
  ): Promise<readonly ClaimedEntry[]> => {
    const { rows: due } = await sql<{ subject: string }>`
      select subject from crm_outbox where portal = ${portal} and kind = ${kind} and state = ${sql.lit(from)} and due_at <= ${at}
       order by due_at, subject limit ${limit} for update skip locked`.execute(db);
    const { rows } = await sql<ClaimedEntry>`
      update crm_outbox o set state = 'sending', worker_id = ${claimant.id}, attempts = attempts + ${from === 'pending' ? 1 : 0}::int
       where o.portal = ${portal} and o.kind = ${kind} and o.subject = any(${texts(due.map(row => row.subject))})
      returning ${CLAIMED}`.execute(db);
    if (rows.length > 0) await underLease(scope);
    return rows.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  };

  /** People an outage's notices speak to. */
  const linked = (kind: 'contact' | 'company') =>
    few(sql`select distinct now.crm_id from notice n
      cross join lateral unnest(array_append(n.also_for, n.addressee_id)) as who(id)
      join party p on p.portal = n.portal and p.id = who.id
      join party now on now.portal = p.portal and now.id = coalesce(p.merged_into, p.id)
     where n.portal = ${portal} and n.outage_id = s.id and now.kind = ${kind} and now.ended_at is null`);

  return {
    put: async entries => {
      const latestFirst = [...sorted(entries, entry => entry.dueAt)].reverse();
      const earliest = new Map(latestFirst.map(entry => [keyOf(entry), entry]));
      const distinct = sorted([...earliest.values()], keyOf);
      await sql`insert into crm_outbox (portal, kind, subject, version, state, due_at)
      select ${portal}, r.kind, r.subject, 1, 'pending', r."dueAt"
        from jsonb_to_recordset(${records(distinct)}) as r(kind text, subject text, "dueAt" timestamptz)
      on conflict (portal, kind, subject) do update set version = crm_outbox.version + 1,
        due_at = case when crm_outbox.state = 'pending' then least(crm_outbox.due_at, excluded.due_at) else excluded.due_at end,
        state = case when crm_outbox.state = 'done' then 'pending' else crm_outbox.state end`.execute(db);
    },
    claim: (kind, at, limit) => take('pending', kind, at, limit),
    done: async rows => {
      await lock(rows);
      // Changed while it was being written: it waits for the next round, with the id it has now. A process that was given
      // up for dead still knows best what it wrote, as long as nobody else is at it.
      await sql`update crm_outbox o set crm_id = r."crmId", attempts = 0, last_error = null, worker_id = null,
          state = case when o.version > r.version then 'pending' else 'done' end
        from jsonb_to_recordset(${records(rows)}) as r(kind text, subject text, version int, "crmId" text)
       where o.portal = ${portal} and o.kind = r.kind and o.subject = r.subject and (${mine} or o.state = 'uncertain')`.execute(
        db,
      );
    },
    again: async rows => {
      await lock(rows);
      await sql`update crm_outbox o set state = case when r.uncertain then 'uncertain' else 'pending' end, due_at = r."dueAt", last_error = r.error,
          worker_id = null
        from jsonb_to_recordset(${records(rows)}) as r(kind text, subject text, "dueAt" timestamptz, error text, uncertain boolean)
       where o.portal = ${portal} and o.kind = r.kind and o.subject = r.subject and ${mine}`.execute(db);
    },
    giveUp: async rows => {
      await lock(rows);
      await sql`update crm_outbox o set state = 'done', last_error = r.error, worker_id = null
          from jsonb_to_recordset(${records(rows)}) as r(kind text, subject text, error text)
       where o.portal = ${portal} and o.kind = r.kind and o.subject = r.subject and ${mine}`.execute(db);
    },
    claimUncertain: (kind, at, limit) => take('uncertain', kind, at, limit),
    due: async at => {
      const { rows } = await sql<{
        kind: OutboxKind;
      }>`select k.kind from unnest(${texts(OUTBOX_KINDS)}) as k(kind)
      where exists (select from crm_outbox o where o.portal = ${portal} and o.kind = k.kind and o.state in ('pending', 'uncertain')
                     and o.due_at <= ${at}) order by k.kind`.execute(db);
      return rows.map(row => row.kind);
    },
    activities: async deliveries => {
      const { rows } = await sql<ActivityFacts>`
      select d.id as delivery, d.channel, d.state, d.state_at as "stateAt", coalesce(d.accepted_at, d.send_at) as "sentAt", d.reason,
             n.facts ->> 'ref' as ref, n.kind, coalesce(cp.value, '') as to, r.content,
             ${people('contact')} as contacts, ${people('company')} as companies,
             (select coalesce(jsonb_agg(distinct c ->> 'rulebook'), '[]') from jsonb_array_elements(n.citations) c) as rules
        from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
        left join contact_point cp on cp.portal = d.portal and cp.id = d.contact_point_id
        left join rendition r on r.portal = d.portal and r.delivery_id = d.id
       where d.portal = ${portal} and d.id = any(${uuids(deliveries)}) order by d.id`.execute(db);
      return rows;
    },
    tickets: async all => {
      const tasks = await caseTaskTickets(scope, all.filter(isCaseTask));
      const subjects = all.filter(subject => !isCaseTask(subject));
      const complaints = await complaintsOf(scope, subjects.filter(isComplaint));
      const ofOutages = await outageTickets(
        scope,
        subjects.filter(subject => subject.split('/').length === 3),
      );
      const { rows } = await sql<TicketFacts>`
      select s.subject, n.id as notice, split_part(s.subject, '/', 4) as reason, n.facts ->> 'ref' as ref, n.kind,
             n.life_support as "lifeSupport", n.serve_by as "serveBy", n.zone, n.facts ->> 'addresseeName' as "addresseeName",
             n.facts -> 'premises' as premises,
             (select coalesce(jsonb_agg(u ->> 'code'), '[]') from jsonb_array_elements(n.unreachable) u)
               || (select coalesce(jsonb_agg(d.channel || ':' || coalesce(d.reason, d.state) order by d.id), '[]') from delivery d
                    where d.portal = n.portal and d.notice_id = n.id) as tried,
             ${TRIES} as tries, ${people('contact')} as contacts, ${people('company')} as companies
        from unnest(${texts(subjects.filter(subject => subject.split('/').length > 3))}) as s(subject)
        cross join lateral (${newestOfTicket(sql`${portal}`, sql`s.subject`)}) n
       order by s.subject`.execute(db);
      return [...ofOutages, ...rows, ...complaints, ...tasks];
    },
    links: async ids => {
      const { rows } = await sql<LinkFacts>`
      select s.id as outage, o.crm_id as "crmId", ${linked('contact')} as contacts, ${linked('company')} as companies,
             ${few(sql`select distinct p.crm_id from notice n
               join notice_service_point np on np.portal = n.portal and np.notice_id = n.id
               join service_point p on p.portal = np.portal and p.id = np.service_point_id
              where n.portal = ${portal} and n.outage_id = s.id and p.ended_at is null`)} as "servicePoints"
        from unnest(${uuids(ids)}) as s(id)
        left join crm_outbox o on o.portal = ${portal} and o.kind = 'outage' and o.subject = s.id::text order by s.id`.execute(
        db,
      );
      return rows;
    },
    debts: ids => debtFacts(scope, ids),
    outages: async ids => {
      const counts = await sql<{ id: OutageId; affected: number; served: number; unreachable: number }>`
      select n.outage_id as id, count(distinct n.account_id)::int as affected,
             count(distinct n.account_id) filter (where n.state = 'served')::int as served,
             count(distinct n.account_id) filter (where n.state in ('unreachable', 'unserved'))::int as unreachable
        from notice n where n.portal = ${portal} and n.outage_id = any(${uuids(ids)})
         and n.revision = (select max(m.revision) from notice m where m.portal = n.portal and m.outage_id = n.outage_id)
       group by 1`.execute(db);
      const found = await outages(scope).some(ids);
      return found.map((outage): OutageFacts => {
        const {
          affected = 0,
          served = 0,
          unreachable = 0,
        } = counts.rows.find(row => row.id === outage.id) ?? {};
        return { id: outage.id, outage, affected, served, unreachable };
      });
    },
  };
};
