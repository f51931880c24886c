import { sql } from 'kysely';
import type { Addressee } from '../../domain/account.js';
import type { CasePlace } from '../../domain/debt/case-facts.js';
import type { DebtCaseId, NoticeId } from '../../domain/ids.js';
import type { CaseDelivery, DebtCases } from '../../workflows/ports/debt.js';
import { addresseesOf } from './addressees.js';
import { insertBeside, iso } from './notices.js';
import { groupBy, records, uuids } from './rows.js';
import type { Scope } from './scope.js';

type CaseNotices = Pick<DebtCases, 'places' | 'deliveries' | 'ofNotices' | 'planNotices'>;
type PlaceRow = Omit<CasePlace, 'addressees'> & { readonly id: DebtCaseId };

/** A case's notices, and whom they are for. */
export const caseNotices = (scope: Scope): CaseNotices => {
  const { db, portal } = scope;
  return {
    places: async ids => {
      const { rows } = await sql<PlaceRow>`
        select c.id, jsonb_build_object('id', a.id, 'number', a.number) as account,
               jsonb_build_object('id', p.id, 'feeder', p.feeder, 'address', p.address, 'zone', p.zone, 'jurisdiction', p.jurisdiction,
                 'customerClass', p.customer_class, 'lifeSupport', p.life_support, 'facts', p.facts) as "servicePoint",
               not exists (select from supply s where s.portal = c.portal and s.account_id = c.account_id
                              and s.service_point_id = c.service_point_id and s.valid_to is null) as "suppliedNoMore"
          from debt_case c
          join account a on a.portal = c.portal and a.id = c.account_id
          join service_point p on p.portal = c.portal and p.id = c.service_point_id
         where c.portal = ${portal} and c.id = any(${uuids(ids)})`.execute(db);
      const people = await addresseesOf(scope, [...new Set(rows.map(({ account }) => account.id))]);
      const none: readonly Addressee[] = [];
      return new Map(
        rows.map(({ id, ...place }) => [id, { ...place, addressees: people.get(place.account.id) ?? none }]),
      );
    },

    deliveries: async ids => {
      const { rows } = await sql<CaseDelivery & { debt_case_id: DebtCaseId }>`
        select n.debt_case_id, n.id as notice, n.state as "noticeState", n.service, n.revision, n.step, n.facts, d.id, d.channel, d.form, d.state, d.state_at as "stateAt",
               d.accepted_at as "acceptedAt", d.posted_at as "postedAt", d.delivered_at as "deliveredAt", d.proof,
               d.contact_point_id as "contactPoint",
               (select coalesce(jsonb_agg(distinct ${iso('r.at')} order by ${iso('r.at')}), '[]') from receipt r where r.portal = d.portal and r.delivery_id = d.id
                   and r.outcome = 'attempted') as attempts
          from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
         where n.portal = ${portal} and n.debt_case_id = any(${uuids(ids)}) and n.step is not null
         order by n.revision, d.id`.execute(db);
      return groupBy(rows, row => row.debt_case_id);
    },

    ofNotices: async ids => {
      const { rows } = await sql<{ id: DebtCaseId }>`
        select distinct debt_case_id as id from notice
         where portal = ${portal} and id = any(${uuids(ids)}) and debt_case_id is not null order by 1`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    },

    planNotices: async (rows, at) => {
      const flat = rows.map(({ id, notice: { deliveries: _, servicePoints: __, ...notice } }) => ({
        ...notice,
        id,
      }));
      const { rows: stored } = await sql<{ id: NoticeId }>`
        insert into notice (portal, id, key, debt_case_id, step, revision, kind, account_id, addressee_id, also_for, role,
            jurisdiction, zone, law_group, language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service, check_at)
        select ${portal}, r.id, r.key, r."debtCase", r.step, r.revision, r.kind, r.account, r.addressee, '{}', r.role,
               r.jurisdiction, r.zone, '', r.language, r.facts, r."lifeSupport", null, r.because, '[]', false, ${at}, 'open',
               '{"state":"pending"}', null
          from jsonb_to_recordset(${records(flat)}) as r(id uuid, key text, "debtCase" uuid, step text, revision int, kind text,
            account uuid, addressee uuid, role text, jurisdiction text, zone text, language text, facts jsonb, "lifeSupport" boolean,
            because jsonb)
        on conflict (portal, key) do nothing returning id`.execute(db);
      const isNew = new Set(stored.map(row => row.id));
      const fresh = rows.filter(row => isNew.has(row.id));
      await insertBeside(scope, fresh, at);
      return stored.map(row => row.id);
    },
  };
};
