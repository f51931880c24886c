import { sql, type RawBuilder } from 'kysely';
import type { RungName } from '../../domain/debt/standing.js';
import type { DebtCaseId, PortalId } from '../../domain/ids.js';
import type { CivilDate } from '../../domain/time.js';
import type { CaseRow } from '../../workflows/ports/debt.js';
import type { CaseCounts, CaseFilter, CaseListed, DebtReads } from '../../workflows/ports/debt-reads.js';
import { CASE_COLUMNS, debtCases } from './debt-cases.js';
import { uuids } from './rows.js';
import type { Scope } from './scope.js';
import { STILL_SUPPLIED } from './still-supplied.js';
import { weather } from './weather.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const LISTED =
  sql.raw(`c.id, c.ref, c.account_id as "accountId", a.number as account, p.address, p.zone, p.life_support as "lifeSupport",
  b.currency, b.heard_at as "heardAt", c.opened_at as "openedAt", c.closed_at as "closedAt", c.standing,
  coalesce(who.name, '') as holder, case when who.id is not null then jsonb_build_object('kind', who.kind, 'crmId', who.crm_id) end as "holderRecord",
  (select count(*)::int from notice n join delivery d on d.portal = n.portal and d.notice_id = n.id
    where n.portal = c.portal and n.debt_case_id = c.id and d.channel = 'letter' and d.state = 'accepted') as "lettersAtPrinter"`);
const FROM = sql.raw(`debt_case c join account a on a.portal = c.portal and a.id = c.account_id
  join service_point p on p.portal = c.portal and p.id = c.service_point_id
  join billing_account b on b.portal = c.portal and b.account_id = c.account_id
  left join lateral (select w.id, w.name, w.kind, w.crm_id from party_role r join party w on w.portal = r.portal and w.id = r.party_id
    where r.portal = c.portal and r.service_point_id = c.service_point_id and r.role = 'holder' and w.ended_at is null
      and ${STILL_SUPPLIED}
    order by w.name, w.id limit 1) who on true`);

/** Open cases with a letter at the printer, by an index of those letters alone. */
const AT_PRINTER =
  sql.raw(`select c.id from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
  join debt_case c on c.portal = n.portal and c.id = n.debt_case_id
 where d.channel = 'letter' and d.state = 'accepted' and c.closed_at is null`);

/** What is off already is not to be cut any more. */
const TO_BE_CUT = sql.raw(`c.rung is distinct from 'disconnected'`);

/** Each by an index of its own. */
const filterBy = (portal: PortalId, filter: CaseFilter, until: CivilDate): RawBuilder<unknown> => {
  switch (filter) {
    case 'all':
      return sql`true`;
    case 'unproven':
      return sql`c.unproven > 0`;
    case 'returned':
      return sql`c.returned > 0`;
    case 'held':
      return sql`c.held`;
    case 'cutThisWeek':
      return sql`c.first_day <= ${until} and ${TO_BE_CUT}`;
    case 'atRisk':
      return sql`c.first_day <= ${until} and ${TO_BE_CUT} and (c.unproven > 0 or c.returned > 0)`;
    case 'atPrinter':
      return sql`c.id in (${AT_PRINTER} and d.portal = ${portal})`;
  }
};

export const debtReads = (scope: Scope): DebtReads => {
  const { db, portal } = scope;
  const { events, places, deliveries } = debtCases(scope);
  return {
    caseEvents: events,
    caseActors: async id => {
      const { rows } = await sql<{ id: string; by: string }>`
        select id, by from case_act where portal = ${portal} and case_id = ${id}`.execute(db);
      return new Map(rows.map(({ id: act, by }) => [act, by]));
    },
    casePlaces: places,
    caseDeliveries: deliveries,
    weatherAbout: weather(scope).about,
    caseRows: async ids => {
      const { rows } = await sql<CaseRow>`
      select ${CASE_COLUMNS} from debt_case c join billing_account b on b.portal = c.portal and b.account_id = c.account_id
       where c.portal = ${portal} and c.id = any(${uuids(ids)}) order by c.id`.execute(db);
      return rows;
    },

    caseNamed: async (by, named) => {
      const found =
        by === 'record'
          ? sql`select subject::uuid as id from crm_outbox where portal = ${portal} and kind = 'debt' and crm_id = ${named} limit 1`
          : UUID.test(named)
            ? sql`select id from debt_case where portal = ${portal} and id = ${named}::uuid`
            : sql`select id from debt_case where portal = ${portal} and ref = ${named} order by opened_at desc, id desc limit 1`;
      const { rows } = await sql<{ id: DebtCaseId }>`${found}`.execute(db);
      return rows[0]?.id ?? null;
    },

    casesListed: async ({ filter, rung, text, until, after, limit }) => {
      const whose =
        text === null
          ? sql`true`
          : sql`(c.ref = ${text.toUpperCase()} or c.account_id in (select id from account where portal = ${portal} and number = ${text}))`;
      const { rows } = await sql<CaseListed>`
      with page as (select c.id from debt_case c where c.portal = ${portal} and c.closed_at is null
           and ${filterBy(portal, filter, until)} and ${rung === null ? sql`true` : sql`c.rung = ${rung}`} and ${whose}
           and ${after === null ? sql`true` : sql`c.id > ${after}::uuid`} order by c.id limit ${limit})
      select ${LISTED} from page join ${FROM} on c.portal = ${portal} and c.id = page.id order by c.id`.execute(
        db,
      );
      return rows;
    },

    casesOfAccounts: async (accounts, closedSince) => {
      const { rows } = await sql<CaseListed>`
      select ${LISTED} from ${FROM} where c.portal = ${portal} and c.account_id = any(${uuids(accounts)})
         and (c.closed_at is null or c.closed_at >= ${closedSince}) order by c.closed_at is not null, c.id`.execute(
        db,
      );
      return rows;
    },

    rungCounts: async () => {
      const { rows } = await sql<{
        rung: RungName | null;
        currency: string | null;
        cases: number;
        minor: number;
      }>`
      select rung, currency, count(*)::int as cases, coalesce(sum(overdue), 0)::float8 as minor from debt_case
       where portal = ${portal} and closed_at is null group by 1, 2 order by 1, 2`.execute(db);
      return rows.map(({ rung, currency, cases, minor }) => ({
        rung,
        cases,
        arrears: { minor, currency: currency ?? '' },
      }));
    },

    caseCounts: async until => {
      const open = sql`from debt_case c where c.portal = ${portal} and c.closed_at is null and`;
      const { rows } = await sql<CaseCounts>`select
        (select count(*)::int ${open} ${filterBy(portal, 'unproven', until)}) as unproven,
        (select count(*)::int ${open} ${filterBy(portal, 'returned', until)}) as returned,
        (select count(*)::int ${open} ${filterBy(portal, 'held', until)}) as held,
        (select count(*)::int ${open} ${filterBy(portal, 'cutThisWeek', until)}) as "cutThisWeek",
        (select count(*)::int ${open} ${filterBy(portal, 'atRisk', until)}) as "atRisk",
        (select count(*)::int from (${AT_PRINTER} and d.portal = ${portal}) letters) as "lettersAtPrinter"`.execute(
        db,
      );
      const [row] = rows;
      if (row === undefined) throw new Error('The database counts nothing.');
      return row;
    },
  };
};
