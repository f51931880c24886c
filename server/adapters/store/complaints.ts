import { sql } from 'kysely';
import { ENDS_WITH_OUTAGE, type Complainant, type OpenComplaint } from '../../domain/customer/complaint.js';
import type { DecisionId, NoticeId } from '../../domain/ids.js';
import type { Complaints } from '../../workflows/ports/complaints.js';
import type { ComplaintProgress } from '../../workflows/ports/customers.js';
import { insertBeside, iso } from './notices.js';
import { records, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';

interface ComplainantRow {
  readonly addressee: Complainant['addressee'];
  readonly place: Complainant['place'];
  readonly account: Complainant['account'];
}
const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

export const complaints = (scope: Scope): Complaints => {
  const { db, portal } = scope;
  return {
    complainant: async (party, place) => {
      const { rows } = await sql<ComplainantRow>`
        select jsonb_build_object('party', p.id, 'name', p.name, 'language', p.language, 'noInternet', p.no_internet, 'role', r.role,
                 'servicePoints', jsonb_build_array(sp.id),
                 'contactPoints', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', c.value,
                     'optedOut', c.opted_out, 'problem', c.problem) order by c.id), '[]')
                   from contact_point c where c.portal = p.portal and c.party_id = p.id and not c.gone)) as addressee,
               jsonb_build_object('id', sp.id, 'feeder', sp.feeder, 'address', sp.address, 'zone', sp.zone, 'jurisdiction', sp.jurisdiction,
                 'customerClass', sp.customer_class, 'lifeSupport', sp.life_support) as place,
               jsonb_build_object('id', a.id, 'number', a.number, 'inArrears', sp.in_arrears) as account
          from party told join party p on p.portal = told.portal and p.id = coalesce(told.merged_into, told.id)
          join party_role r on r.portal = p.portal and r.party_id = p.id
          join service_point sp on sp.portal = r.portal and sp.id = r.service_point_id and sp.ended_at is null
          join supply s on s.portal = sp.portal and s.service_point_id = sp.id and s.valid_to is null
          join account a on a.portal = s.portal and a.id = s.account_id
         where told.portal = ${portal} and told.id = ${party} and p.erased_at is null and p.ended_at is null
         order by sp.id = ${place}::uuid desc nulls last, sp.id, a.id limit 1`.execute(db);
      return rows[0] ?? null;
    },

    reply: async (rows, at) => {
      const flat = rows.map(({ id, notice: { deliveries: _, place, facts, ...notice } }) => ({
        ...{ ...notice, id, facts, role: facts.role, lifeSupport: place.lifeSupport },
        ...{ jurisdiction: place.jurisdiction, zone: place.zone },
      }));
      const { rows: stored } = await sql<{ id: NoticeId }>`
        insert into notice (portal, id, key, complaint_id, revision, kind, account_id, addressee_id, also_for, role, jurisdiction,
            zone, law_group, language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service, check_at)
        select ${portal}, r.id, r.key, r.complaint, r.revision, r.kind, r.account, r.addressee, '{}', r.role, r.jurisdiction,
               r.zone, '', r.language, r.facts, r."lifeSupport", null, '[]', '[]', false, ${at}, 'open', '{"state":"pending"}', null
          from jsonb_to_recordset(${records(flat)}) as r(id uuid, key text, complaint uuid, revision int, kind text, account uuid,
            addressee uuid, role text, jurisdiction text, zone text, language text, facts jsonb, "lifeSupport" boolean)
        on conflict (portal, key) do nothing returning id`.execute(db);
      const isNew = new Set(stored.map(row => row.id));
      const fresh = rows
        .filter(({ id }) => isNew.has(id))
        .map(({ id, notice: { place }, deliveries }) => ({
          id,
          notice: { servicePoints: [place.id] },
          deliveries,
        }));
      await insertBeside(scope, fresh, at);
    },

    replies: async notices => {
      const { rows } = await sql<Awaited<ReturnType<Complaints['replies']>>[number]>`
        select n.id, jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'acceptedAt', ${iso('d.accepted_at')},
                 'postedAt', ${iso('d.posted_at')}, 'deliveredAt', ${iso('d.delivered_at')}) order by d.id) as ways
          from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
         where n.portal = ${portal} and n.id = any(${uuids(notices)}) and n.complaint_id is not null group by n.id order by n.id`.execute(
        db,
      );
      return rows;
    },

    toAsk: async limit => {
      const { rows } = await sql<OpenComplaint>`
        select c.id, c.ref, c.about, c.asked, c.party_id as party, c.outage_id as outage, c.service_point_id as place
          from complaint c join outage o on o.portal = c.portal and o.id = c.outage_id and o.status = 'restored'
         where c.portal = ${portal} and c.closed_at is null and c.asked_at is null
           and c.at < (select max(r.launched_at) from outage_revision r where r.portal = o.portal and r.outage_id = o.id)
           and c.about = any(${texts(ENDS_WITH_OUTAGE)})
         order by c.id limit ${limit} for no key update of c`.execute(db);
      return rows;
    },
    ask: async (asked, at, closesAt) => {
      await sql`update complaint set asked = asked + 1, asked_at = ${at}, closes_at = ${closesAt}
        where portal = ${portal} and id = any(${uuids(asked)})`.execute(db);
    },
    takeUp: async () => {
      const { rows } = await sql<{ id: string }>`
        update complaint c set asked_at = null, closes_at = null from outage o
         where c.portal = ${portal} and c.closed_at is null and c.asked_at is not null and c.outage_id is not null
           and o.portal = c.portal and o.id = c.outage_id and o.status <> 'restored' returning c.id`.execute(
        db,
      );
      return ids(rows);
    },
    closeSilent: async (at, later) => {
      const due = sql`c.closed_at is null and c.outage_id is not null and c.closes_at <= ${at}`;
      const { rows } = await sql<{ id: string }>`
        update complaint c set closed_at = ${at}, closes_at = null
         where c.portal = ${portal} and ${due} and not exists (select from complaint anew where anew.portal = c.portal and anew.party_id = c.party_id
                                       and anew.at > c.asked_at and anew.closed_at is null) returning c.id`.execute(
        db,
      );
      await sql`update complaint c set closes_at = ${later} where c.portal = ${portal} and ${due}`.execute(
        db,
      );
      return ids(rows);
    },
    progress: async id => {
      const { rows } = await sql<ComplaintProgress & { readonly closing: DecisionId | null }>`
        select asked_at as "askedAt", closes_at as "closesAt", closed_at as "closedAt", closed_by as "closedBy", closing
          from complaint where portal = ${portal} and id = ${id} for no key update`.execute(db);
      return rows[0] ?? null;
    },
    close: async (id, closing, by, at) => {
      await sql`update complaint set closed_at = ${at}, closed_by = ${by}, closing = ${closing}, closes_at = null
        where portal = ${portal} and id = ${id} and closed_at is null`.execute(db);
    },
  };
};
