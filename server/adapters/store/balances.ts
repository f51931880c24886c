import { sql, type RawBuilder } from 'kysely';
import type { AccountId } from '../../domain/ids.js';
import { money } from '../../domain/money.js';
import type { CivilDate, Instant } from '../../domain/time.js';
import type { Billing, BillingSource } from '../../workflows/ports/debt.js';
import { records, uuids } from './rows.js';
import type { Scope } from './scope.js';

type Balances = Pick<
  Billing,
  'heardAll' | 'doubt' | 'doubtAll' | 'feedHeardAt' | 'takeOver' | 'known' | 'heardInCrm'
>;

interface BalanceRow {
  readonly account: AccountId;
  readonly source: BillingSource;
  readonly currency: string;
  readonly heardAt: Instant;
  readonly minor: string | number;
  readonly due: CivilDate | null;
  readonly entries: number;
}

/** Older than any word: what the CRM said of an account is not what billing's feed says of it. */
const NEVER = '1970-01-01T00:00:00.000Z' as Instant;

/** How old what is known of each account is, who says it, and what it comes to. */
export const balances = ({ db, portal }: Scope): Balances => {
  const known = async (accounts: RawBuilder<unknown>): Promise<readonly BalanceRow[]> => {
    await sql`select 1 from billing_account where portal = ${portal} and account_id = any(${accounts})
      order by account_id for update`.execute(db);
    const { rows } = await sql<BalanceRow>`
      select b.account_id as account, b.source, b.currency, b.heard_at as "heardAt",
             coalesce(sum(case when e.type = 'billed' then e.minor
                               when e.type = 'credited' then -e.minor
                               when e.type = 'paid' and not exists (select from billing_entry r
                                 where r.portal = e.portal and r.account_id = e.account_id and r.type = 'reversed' and r.payment = e.id)
                               then -e.minor else 0 end), 0)::text as minor,
             max(e.due) as due, count(e.id)::int as entries
        from billing_account b
        left join billing_entry e on e.portal = b.portal and e.account_id = b.account_id
       where b.portal = ${portal} and b.account_id = any(${accounts})
       group by b.account_id, b.source, b.currency, b.heard_at`.execute(db);
    return rows;
  };
  return {
    heardAll: async at => {
      const { rows } =
        await sql`insert into billing_state as s (portal, heard_at) values (${portal}, ${at}::timestamptz)
        on conflict (portal) do update set heard_at = greatest(s.heard_at, excluded.heard_at)
          where s.doubted_at is null or s.doubted_at < excluded.heard_at
        returning 1`.execute(db);
      if (rows.length === 0) return false;
      await sql`update billing_account b set heard_at = ${at}::timestamptz
         where b.portal = ${portal} and b.source = 'feed' and b.heard_at < ${at}::timestamptz
           and not exists (select from billing_doubt d where d.portal = b.portal and d.account_id = b.account_id
                              and d.at >= ${at}::timestamptz)`.execute(db);
      await sql`delete from billing_doubt where portal = ${portal} and at < ${at}::timestamptz`.execute(db);
      return true;
    },
    doubt: async (accounts, at) => {
      await sql`insert into billing_doubt as d (portal, account_id, at)
        select distinct ${portal}, id, ${at}::timestamptz from unnest(${uuids(accounts)}) as t(id) order by 2
        on conflict (portal, account_id) do update set at = greatest(d.at, excluded.at)`.execute(db);
    },
    doubtAll: async at => {
      await sql`insert into billing_state as s (portal, doubted_at) values (${portal}, ${at}::timestamptz)
        on conflict (portal) do update set doubted_at = greatest(s.doubted_at, excluded.doubted_at)`.execute(
        db,
      );
    },
    feedHeardAt: async () => {
      const { rows } = await sql<{ at: Instant | null }>`
        select heard_at as at from billing_state where portal = ${portal}`.execute(db);
      return rows[0]?.at ?? null;
    },
    takeOver: async accounts => {
      const { rows } = await sql<{ account: AccountId }>`
        update billing_account set source = 'feed', heard_at = ${NEVER}::timestamptz
         where portal = ${portal} and source = 'crm' and account_id = any(${uuids(accounts)})
        returning account_id as account`.execute(db);
      if (rows.length === 0) return [];
      const before = await known(uuids(rows.map(({ account }) => account)));
      return before.flatMap(({ account, currency, minor }) =>
        Number(minor) > 0 ? [{ account, owed: money(Number(minor), currency) }] : [],
      );
    },
    known: async accounts => {
      const rows = await known(uuids(accounts));
      return new Map(
        rows.map(({ account, minor, ...row }) => [
          account,
          { ...row, owed: money(Number(minor), row.currency) },
        ]),
      );
    },
    heardInCrm: async rows => {
      await sql`insert into billing_account as b (portal, account_id, currency, heard_at, source)
        select ${portal}, r.account, r.currency, r."asOf", 'crm'
          from jsonb_to_recordset(${records(rows)}) as r(account uuid, currency text, "asOf" timestamptz) order by r.account
        on conflict (portal, account_id) do update set heard_at = excluded.heard_at
         where b.source = 'crm' and b.heard_at < excluded.heard_at`.execute(db);
    },
  };
};
