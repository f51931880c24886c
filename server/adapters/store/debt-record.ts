import { sql } from 'kysely';
import type { DebtFacts } from '../../workflows/ports/outbox.js';
import { uuids } from './rows.js';
import type { Scope } from './scope.js';
import { stillSupplied } from './still-supplied.js';

/** HubSpot ids of the people of a case's place who answer for the account or are told beside it. */
const people = (kind: 'contact' | 'company') => sql`(
  select coalesce(jsonb_agg(distinct w.crm_id order by w.crm_id), '[]') from party_role r
    join party w on w.portal = r.portal and w.id = r.party_id
   where r.portal = c.portal and r.service_point_id = c.service_point_id and r.role in ('holder', 'thirdParty')
     and w.kind = ${kind} and w.ended_at is null and ${stillSupplied})`;

/** What the record of each case shows, as the ledger has it now. */
export const debtFacts = async (
  { db, portal }: Scope,
  cases: readonly string[],
): Promise<readonly DebtFacts[]> => {
  const { rows } = await sql<DebtFacts>`
    select c.id, c.ref, a.number as account, b.currency, c.closed_at as "closedAt", c.standing,
           told.facts ->> 'payBy' as "payBy", served.at as "servedAt", coalesce(told.rules, '[]') as rules,
           ${people('contact')} as contacts, ${people('company')} as companies,
           case when p.ended_at is null then jsonb_build_array(p.crm_id) else '[]' end as "servicePoints"
      from debt_case c
      join account a on a.portal = c.portal and a.id = c.account_id
      join service_point p on p.portal = c.portal and p.id = c.service_point_id
      join billing_account b on b.portal = c.portal and b.account_id = c.account_id
      left join lateral (
        select n.facts, (select jsonb_agg(distinct x ->> 'rulebook') from jsonb_array_elements(n.citations) x) as rules
          from notice n where n.portal = c.portal and n.debt_case_id = c.id and n.step is not null order by n.revision desc limit 1) told on true
      left join lateral (
        select max((n.service ->> 'at')::timestamptz) as at from notice n
         where n.portal = c.portal and n.debt_case_id = c.id and n.state = 'served') served on true
     where c.portal = ${portal} and c.id = any(${uuids(cases)}) order by c.id`.execute(db);
  return rows;
};
