import { sql, type RawBuilder } from 'kysely';
import type { BillingEvent } from '../../domain/debt/billing-row.js';
import type { AccountId } from '../../domain/ids.js';
import type { CivilDate, Zone } from '../../domain/time.js';
import type { BilledAccount, Billing, Overdue, RowTaken } from '../../workflows/ports/debt.js';
import { balances } from './balances.js';
import { records, texts } from './rows.js';
import type { Scope } from './scope.js';

/** What stands beside the body for sums. */
const columnsOf = (event: BillingEvent) => {
  const { type, id, at, ...body } = event;
  return {
    type,
    id,
    at,
    minor: 'amount' in event ? event.amount.minor : null,
    due: event.type === 'billed' ? event.due : null,
    payment: event.type === 'reversed' ? event.payment : null,
    body,
  };
};

export const billing = (scope: Scope): Billing => {
  const { db, portal } = scope;
  /**
   * More was billed with a last day to pay before `on` than came in. `offset 0`: a reversal is looked for by its account;
   * without it the planner may read every entry there is into a table of its own first.
   */
  const owing = (account: RawBuilder<unknown>, on: RawBuilder<unknown>) => sql`
    (select coalesce(sum(case when e.type = 'billed' then e.minor
                              when e.type = 'credited' then -e.minor
                              when e.type = 'paid' and not exists (select from billing_entry r
                                where r.portal = e.portal and r.account_id = e.account_id and r.type = 'reversed' and r.payment = e.id
                                offset 0)
                              then -e.minor else 0 end), 0)
       from billing_entry e where e.portal = ${portal} and e.account_id = ${account}
        and (e.type <> 'billed' or e.due < ${on})) > 0`;

  return {
    accounts: async numbers => {
      const { rows } = await sql<BilledAccount & { number: string }>`
      select a.number, a.id, b.currency from account a
        left join billing_account b on b.portal = a.portal and b.account_id = a.id
       where a.portal = ${portal} and a.number = any(${texts(numbers)})`.execute(db);
      return new Map(rows.map(({ number, id, currency }) => [number, { id, currency }]));
    },

    heard: async (accounts, at) => {
      await sql`insert into billing_account as b (portal, account_id, currency, heard_at)
      select distinct on (r.account) ${portal}, r.account, r.currency, ${at}::timestamptz
        from jsonb_to_recordset(${records(accounts)}) as r(account uuid, currency text) order by r.account
      on conflict (portal, account_id) do update set heard_at = excluded.heard_at where b.heard_at < excluded.heard_at`.execute(
        db,
      );
    },

    ...balances(scope),

    add: async (rows, at) => {
      const given = rows.map(({ account, event }, n) => ({ n, account, ...columnsOf(event) }));
      const { rows: added } = await sql<{ account: AccountId; type: string; id: string }>`
      insert into billing_entry (portal, account_id, type, id, at, minor, due, payment, body, recorded_at)
      select distinct on (r.account, r.type, r.id) ${portal}, r.account, r.type, r.id, r.at, r.minor, r.due, r.payment, r.body, ${at}::timestamptz
        from jsonb_to_recordset(${records(given)})
          as r(n int, account uuid, type text, id text, at timestamptz, minor bigint, due date, payment text, body jsonb)
       order by r.account, r.type, r.id, r.n
      on conflict do nothing returning account_id as account, type, id`.execute(db);
      const fresh = new Set(added.map(({ account, type, id }) => `${account} ${type} ${id}`));
      const { rows: kept } = await sql<{ n: number; same: boolean }>`
      select r.n, e.body = r.body and e.at = r.at as same
        from jsonb_to_recordset(${records(given)}) as r(n int, account uuid, type text, id text, at timestamptz, body jsonb)
        join billing_entry e on e.portal = ${portal} and e.account_id = r.account and e.type = r.type and e.id = r.id`.execute(
        db,
      );
      const same = new Map(kept.map(row => [row.n, row.same]));
      return given.map(({ n, account, type, id }): RowTaken => {
        if (same.get(n) !== true) return 'conflict';
        // Of two alike in one batch the first is the new one.
        return fresh.delete(`${account} ${type} ${id}`) ? 'added' : 'repeated';
      });
    },

    zones: async () => {
      const { rows } = await sql<{ zone: Zone }>`
      select distinct p.zone from billing_account b join supply s on s.portal = b.portal and s.account_id = b.account_id
        join service_point p on p.portal = s.portal and p.id = s.service_point_id
       where b.portal = ${portal} and s.valid_to is null order by 1`.execute(db);
      return rows.map(({ zone }) => zone);
    },

    overdue: async (today, after, accounts) => {
      const beyond = after === null ? sql`true` : sql`b.account_id > ${after}::uuid`;
      const page = sql`select b.account_id, b.currency from billing_account b
        where b.portal = ${portal} and ${beyond} order by b.account_id limit ${accounts}`;
      const ends = await sql<{ last: AccountId }>`
      select k.account_id as last from (${page}) k order by k.account_id desc limit 1`.execute(db);
      const { rows: places } = await sql<Overdue>`
      with days as (select r.zone, r."on" from jsonb_to_recordset(${records(today)}) as r(zone text, "on" date)),
        page as materialized (${page})
      select k.account_id as account, p.id as "servicePoint", k.currency, p.zone from page k
        join supply s on s.portal = ${portal} and s.account_id = k.account_id and s.valid_to is null
        join service_point p on p.portal = s.portal and p.id = s.service_point_id
        join days d on d.zone = p.zone
       where not exists (select from debt_case c where c.portal = ${portal} and c.account_id = k.account_id
                            and c.service_point_id = p.id and c.closed_at is null)
         and ${owing(sql`k.account_id`, sql`d."on"`)}
       order by k.account_id, p.id`.execute(db);
      return { places, last: ends.rows[0]?.last ?? null };
    },

    nextDue: async after => {
      const { rows } = await sql<{ due: CivilDate }>`
      select k.due from billing_entry k
       where k.portal = ${portal} and k.type = 'billed' and k.due >= ${after}::date
         and ${owing(sql`k.account_id`, sql`'infinity'::date`)}
       order by k.due limit 1`.execute(db);
      return rows[0]?.due ?? null;
    },
  };
};
