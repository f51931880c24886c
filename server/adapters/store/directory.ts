import { sql, type RawBuilder } from 'kysely';
import type { AffectedAccount, ServicePoint } from '../../domain/account.js';
import type { AccountId, OutageId } from '../../domain/ids.js';
import type { Directory, Reach } from '../../workflows/ports/directory.js';
import { addresseesOf } from './addressees.js';
import { reachedEach } from './reached-each.js';
import { directoryWrites } from './directory-writes.js';
import { groupBy, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';
import { pairOf, toldOf, WAS_HEARD } from './told.js';

export const directory = (scope: Scope): Directory => {
  const { db, portal } = scope;
  /** Accounts supplied by these feeders, with the places. */
  const supplied = (feeders: readonly string[], among: RawBuilder<unknown>) => sql`
    select account_id, p.id as service_point_id
      from service_point p join supply s on s.portal = p.portal and s.service_point_id = p.id
     where p.portal = ${portal} and p.feeder = any(${texts(feeders)}) and s.valid_to is null and ${among}`;

  /** Those whom an earlier revision told, or asked a person to tell. */
  const toldBefore = (outage: OutageId, before: number, among: RawBuilder<unknown>) => sql`
    select account_id, np.service_point_id
      from notice n join notice_service_point np on np.portal = n.portal and np.notice_id = n.id
     where n.portal = ${portal} and n.outage_id = ${outage} and n.revision < ${before} and ${among}
       and ${WAS_HEARD}`;

  /** Both; `among` narrows each half by `account_id`: a page must not cost as much as the whole. */
  const touched = (
    feeders: readonly string[],
    outage: OutageId,
    before: number,
    among: RawBuilder<unknown> = sql`true`,
  ) => sql`${supplied(feeders, among)} union ${toldBefore(outage, before, among)}`;

  /** The first accounts of one half: no page needs more of it. */
  const firstOf = (half: RawBuilder<unknown>, limit: number) =>
    sql`(select distinct account_id from (${half}) half order by account_id limit ${limit})`;

  const servicePointsOf = async (
    feeders: readonly string[],
    outage: OutageId,
    before: number,
    accounts: readonly AccountId[],
  ) => {
    const { rows } = await sql<ServicePoint & { account_id: AccountId }>`
      select t.account_id, p.id, p.feeder, p.address, p.zone, p.jurisdiction,
             p.customer_class as "customerClass", p.life_support as "lifeSupport"
        from (${touched(feeders, outage, before, sql`account_id = any(${uuids(accounts)})`)}) t
        join service_point p on p.portal = ${portal} and p.id = t.service_point_id
       order by p.address ->> 'city', p.address ->> 'line1', p.id`.execute(db);
    return groupBy(rows, row => row.account_id);
  };

  return {
    ...directoryWrites(scope),

    affected: async (feeders, outage, before, after, limit) => {
      const beyond = after === null ? sql`true` : sql`account_id > ${after}::uuid`;
      const { rows } = await sql<{ id: AccountId; number: string; in_arrears: boolean }>`
        select a.id, a.number, a.in_arrears
          from (${firstOf(supplied(feeders, beyond), limit)} union ${firstOf(toldBefore(outage, before, beyond), limit)}
                 order by account_id limit ${limit}) page
          join account a on a.portal = ${portal} and a.id = page.account_id
         order by a.id`.execute(db);
      const ids = rows.map(row => row.id);
      const points = await servicePointsOf(feeders, outage, before, ids);
      const people = await addresseesOf(scope, ids);
      const told = await toldOf(scope, [{ outage, before, feeders }], sql`n.account_id = any(${uuids(ids)})`);
      return rows.map((row): AffectedAccount => ({
        id: row.id,
        number: row.number,
        inArrears: row.in_arrears,
        servicePoints: points.get(row.id) ?? [],
        addressees: people.get(row.id) ?? [],
        told: told.get(pairOf({ outage_id: outage, account_id: row.id })) ?? [],
      }));
    },

    reach: async (feeders, outage, before) => {
      const { rows } = await sql<Reach>`
        select p.jurisdiction, p.zone, p.customer_class as "customerClass", p.life_support as "lifeSupport",
               count(distinct t.account_id)::int as accounts, count(distinct p.id)::int as "servicePoints"
          from (${touched(feeders, outage, before)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
         group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4`.execute(db);
      return rows;
    },

    ...reachedEach(scope),

    feeders: async () => {
      const { rows } = await sql<{ feeder: string; servicePoints: number; accounts: number }>`
        select p.feeder, count(distinct p.id)::int as "servicePoints", count(distinct s.account_id)::int as accounts
          from service_point p join supply s on s.portal = p.portal and s.service_point_id = p.id
         where p.portal = ${portal} and s.valid_to is null group by 1 order by 1`.execute(db);
      return rows;
    },
  };
};
