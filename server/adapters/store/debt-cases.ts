import { sql } from 'kysely';
import type { CaseEvent } from '../../domain/debt/event.js';
import type { DebtCaseId } from '../../domain/ids.js';
import type { CaseRow, DebtCases } from '../../workflows/ports/debt.js';
import { caseNotices } from './case-notices.js';
import { groupBy, records, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';
import { stillSupplied } from './still-supplied.js';

export const CASE_COLUMNS =
  sql.raw(`c.id, c.ref, c.account_id as account, c.service_point_id as "servicePoint", c.opened_at as "openedAt",
  c.next_at as "nextAt", c.closed_at as "closedAt", c.closed_at is not null and exists (select from debt_case o
    where o.portal = c.portal and o.account_id = c.account_id and o.service_point_id = c.service_point_id and o.closed_at is null) as replaced,
  b.currency, b.heard_at as "heardAt"`);

interface EventRow {
  readonly case_id: DebtCaseId;
  readonly type: string;
  readonly id: string;
  readonly at: string;
  readonly body: object;
}

const wasOrdered = sql.raw(
  `exists (select from case_event e where e.portal = c.portal and e.case_id = c.id and e.type = 'ordered')`,
);

export const debtCases = (scope: Scope): DebtCases => {
  const { db, portal } = scope;
  return {
    ...caseNotices(scope),

    open: async (rows, at) => {
      const { rows: opened } = await sql<{ id: DebtCaseId }>`
      insert into debt_case (portal, id, account_id, service_point_id, ref, opened_at, next_at)
      select ${portal}, r.id, r.account, r."servicePoint", r.ref, ${at}::timestamptz, ${at}::timestamptz
        from jsonb_to_recordset(${records(rows)}) as r(id uuid, account uuid, "servicePoint" uuid, ref text) order by r.id
      on conflict do nothing returning id`.execute(db);
      const ids = opened.map(({ id }) => id);
      await sql`insert into case_event (portal, case_id, type, id, at, body, because, recorded_at)
      select ${portal}, id, 'opened', 'opened', ${at}::timestamptz, '{}', '[]', ${at}::timestamptz from unnest(${uuids(ids)}) as t(id)`.execute(
        db,
      );
      return ids;
    },

    takeDue: async (at, limit) => {
      const { rows: due } = await sql<{ id: DebtCaseId }>`
      select id from debt_case where portal = ${portal} and next_at <= ${at}
       order by next_at, id limit ${limit} for update skip locked`.execute(db);
      const ids = due.map(({ id }) => id);
      await sql`update debt_case set next_at = null where portal = ${portal} and id = any(${uuids(ids)})`.execute(
        db,
      );
      return ids;
    },

    lock: async ids => {
      const { rows } = await sql<CaseRow>`
      select ${CASE_COLUMNS} from debt_case c join billing_account b on b.portal = c.portal and b.account_id = c.account_id
       where c.portal = ${portal} and c.id = any(${uuids(ids)}) order by c.id for update of c`.execute(db);
      return rows;
    },

    events: async cases => {
      const { rows } = await sql<EventRow>`
      select case_id, type, id, at, body from case_event where portal = ${portal} and case_id = any(${uuids(cases)})
      union all
      select c.id, e.type, e.id, e.at, e.body from debt_case c
        join billing_entry e on e.portal = c.portal and e.account_id = c.account_id
       where c.portal = ${portal} and c.id = any(${uuids(cases)})
       order by 1, 4, 2, 3`.execute(db);
      const events = rows.map(({ case_id, type, id, at, body }) => ({
        case: case_id,
        // Written by `append` and `add` from the same type, and read by nobody else.
        event: { type, id, at, ...body } as CaseEvent,
      }));
      return new Map(
        [...groupBy(events, each => each.case)].map(([id, group]) => [id, group.map(({ event }) => event)]),
      );
    },

    append: async (rows, at) => {
      const given = rows.flatMap(({ id, events, because }) =>
        events.map(({ type, id: key, at: happened, ...body }) => ({
          case: id,
          type,
          id: key,
          at: happened,
          body,
          because,
        })),
      );
      if (given.length === 0) return 0;
      const { rows: added } = await sql`
      insert into case_event (portal, case_id, type, id, at, body, because, recorded_at)
      select distinct on (r."case", r.type, r.id) ${portal}, r."case", r.type, r.id, r.at, r.body, r.because, ${at}::timestamptz
        from jsonb_to_recordset(${records(given)}) as r("case" uuid, type text, id text, at timestamptz, body jsonb, because jsonb)
       order by r."case", r.type, r.id
      on conflict do nothing returning 1`.execute(db);
      return added.length;
    },

    schedule: async rows => {
      const { rows: moved } = await sql<{ id: DebtCaseId; changed: boolean }>`
      update debt_case c set standing = r.standing,
          closed_at = case when r."closedAt" is null and exists (select from debt_case o where o.portal = c.portal
              and o.account_id = c.account_id and o.service_point_id = c.service_point_id and o.closed_at is null and o.id <> c.id)
            then c.closed_at else r."closedAt" end,
          next_at = case when r."closedAt" is null then least(c.next_at, r."nextAt") end
        from jsonb_to_recordset(${records(rows)}) as r(id uuid, "nextAt" timestamptz, "closedAt" timestamptz, standing jsonb)
        join debt_case was on was.portal = ${portal} and was.id = r.id
       where c.portal = ${portal} and c.id = r.id
      returning c.id, was.standing is distinct from r.standing as changed`.execute(db);
      return moved.flatMap(({ id, changed }) => (changed ? [id] : []));
    },

    wakeAgain: async (ids, at) => {
      await sql`update debt_case set next_at = ${at}::timestamptz
       where portal = ${portal} and id = any(${uuids(ids)}) and (next_at is null or next_at > ${at})`.execute(
        db,
      );
    },

    wakeEach: async (ids, at) => {
      await sql`update debt_case set next_at = ${at}::timestamptz
       where portal = ${portal} and id = any(${uuids(ids)}) and closed_at is null and (next_at is null or next_at > ${at})`.execute(
        db,
      );
    },

    wake: async (accounts, at) => {
      await sql`update debt_case c set next_at = ${at}::timestamptz
       where c.portal = ${portal} and c.account_id = any(${uuids(accounts)}) and (c.next_at is null or c.next_at > ${at})
         and (c.closed_at is null
              or not exists (select from debt_case o where o.portal = c.portal and o.account_id = c.account_id
                                and o.service_point_id = c.service_point_id
                                and (o.closed_at is null or (o.opened_at, o.id) > (c.opened_at, c.id))))`.execute(
        db,
      );
    },

    wakeAt: async (points, at) => {
      await sql`update debt_case c set next_at = ${at}::timestamptz
       where c.portal = ${portal} and c.service_point_id = any(${uuids(points)}) and c.closed_at is null
         and (c.next_at is null or c.next_at > ${at}) and (not ${stillSupplied} or ${wasOrdered})`.execute(
        db,
      );
    },

    wakeOrdered: async (areas, at) => {
      const { rows } = await sql`update debt_case c set next_at = ${at}::timestamptz
        from service_point p
       where c.portal = ${portal} and p.portal = c.portal and p.id = c.service_point_id and c.closed_at is null
         and (c.next_at is null or c.next_at > ${at})
         and ${wasOrdered}
         and exists (select from unnest(${texts(areas)}) as t(area)
                      where p.jurisdiction = area or starts_with(p.jurisdiction, area || '-') or starts_with(p.jurisdiction, area || ':')
                         or starts_with(upper(p.address->>'country' || '/' || (p.address->>'postcode')), area))
      returning 1`.execute(db);
      return rows.length;
    },
  };
};
