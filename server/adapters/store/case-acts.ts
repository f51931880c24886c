import { sql } from 'kysely';
import type { DebtCaseId } from '../../domain/ids.js';
import type { AskedTask, CaseActs, OpenCase } from '../../workflows/ports/case-acts.js';
import { json, records, sorted, uuids } from './rows.js';
import type { Scope } from './scope.js';
import { stillSupplied } from './still-supplied.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const caseActs = ({ db, portal }: Scope): CaseActs => ({
  find: async named => {
    const { rows } = await sql<{ id: DebtCaseId }>`
      select id from debt_case where portal = ${portal}
         and ${UUID.test(named) ? sql`id = ${named}::uuid` : sql`ref = ${named.toUpperCase()}`}
       order by opened_at desc, id desc limit 1`.execute(db);
    return rows[0]?.id ?? null;
  },
  openOf: async (kind, crmId, account) => {
    const { rows } = await sql<OpenCase>`
      select distinct c.id, c.ref from party told
        join party_role r on r.portal = told.portal and r.party_id = coalesce(told.merged_into, told.id) and r.role = 'holder'
        join debt_case c on c.portal = r.portal and c.service_point_id = r.service_point_id and c.closed_at is null and ${stillSupplied}
        join account a on a.portal = c.portal and a.id = c.account_id
       where told.portal = ${portal} and told.kind = ${kind} and told.crm_id = ${crmId} and told.erased_at is null
         and (${account}::text is null or a.number = ${account})
       order by c.id`.execute(db);
    return rows;
  },
  done: async id => {
    const { rows } = await sql<{ answer: unknown }>`
      select answer from case_act where portal = ${portal} and id = ${id}`.execute(db);
    return rows[0] ?? null;
  },
  add: async ({ id, case: of, at, by, act, note, about, scan, answer }) => {
    await sql`insert into case_act (portal, id, case_id, at, by, act, note, about, scan, answer)
      values (${portal}, ${id}, ${of}, ${at}, ${by}, ${act}, ${note}, ${uuids(about)}, ${scan}, ${json(answer)})
      on conflict do nothing`.execute(db);
  },
  ask: async (rows, at) => {
    // One statement asks for one reason of a case once: what was said last.
    const keyOf = (row: AskedTask): string => `${row.case}/${row.reason}`;
    const distinct = sorted([...new Map(rows.map(row => [keyOf(row), row])).values()], keyOf);
    if (distinct.length === 0) return [];
    const { rows: told } = await sql<Pick<AskedTask, 'case' | 'reason'>>`
      insert into case_task as t (portal, case_id, reason, asked_at, details)
      select ${portal}, r."case", r.reason, ${at}, r.details
        from jsonb_to_recordset(${records(distinct)}) as r("case" uuid, reason text, details jsonb)
      on conflict (portal, case_id, reason) do update set asked_at = excluded.asked_at, details = excluded.details, moot_at = null
       where t.details is distinct from excluded.details or t.moot_at is not null returning case_id as "case", reason`.execute(
      db,
    );
    return told;
  },
  settle: async (rows, at) => {
    const given = rows.filter(({ reasons }) => reasons.length > 0);
    if (given.length === 0) return [];
    const { rows: told } = await sql<Pick<AskedTask, 'case' | 'reason'>>`
      update case_task t set moot_at = ${at} from jsonb_to_recordset(${records(given)}) as r("case" uuid, reasons jsonb, "order" text)
       where t.portal = ${portal} and t.case_id = r."case" and r.reasons ? t.reason and t.moot_at is null
         and (r."order" is null or t.details ->> 'order' = r."order")
      returning t.case_id as "case", t.reason`.execute(db);
    return told;
  },
});
