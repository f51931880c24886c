import { sql } from 'kysely';
import type { CaseTaskFacts } from '../../workflows/ports/outbox.js';
import { texts } from './rows.js';
import type { Scope } from './scope.js';
import { stillSupplied } from './still-supplied.js';

export const isCaseTask = (subject: string): boolean => subject.startsWith('debt/');

/** What a person must do in a case, with those who hold the account there. */
export const caseTaskTickets = async (
  { db, portal }: Scope,
  subjects: readonly string[],
): Promise<readonly CaseTaskFacts[]> => {
  if (subjects.length === 0) return [];
  const { rows } = await sql<CaseTaskFacts>`
    select s.subject, t.reason as task, c.ref, t.details, c.standing -> 'overdue' as overdue, t.moot_at as "mootAt", a.number as "accountNumber",
           p.zone, coalesce(who.name, '') as "addresseeName", jsonb_build_array(p.address) as premises,
           p.life_support as "lifeSupport", coalesce(who.contacts, '[]') as contacts, coalesce(who.companies, '[]') as companies
      from unnest(${texts(subjects)}) as s(subject)
      join case_task t on t.portal = ${portal} and t.case_id = split_part(s.subject, '/', 2)::uuid
       and t.reason = split_part(s.subject, '/', 3)
      join debt_case c on c.portal = t.portal and c.id = t.case_id
      join account a on a.portal = c.portal and a.id = c.account_id
      join service_point p on p.portal = c.portal and p.id = c.service_point_id
      left join lateral (
        select min(h.name) as name, jsonb_agg(h.crm_id order by h.crm_id) filter (where h.kind = 'contact') as contacts,
               jsonb_agg(h.crm_id order by h.crm_id) filter (where h.kind = 'company') as companies
          from party_role r join party h on h.portal = r.portal and h.id = r.party_id
         where r.portal = c.portal and r.service_point_id = c.service_point_id and r.role = 'holder' and h.ended_at is null
           and ${stillSupplied}) who on true
     order by s.subject`.execute(db);
  return rows;
};
