import { sql, type RawBuilder } from 'kysely';
import type { AffectedAccount, ServicePoint } from '../../domain/account.js';
import type { AccountId, OutageId } from '../../domain/ids.js';
import type { Directory, OutageReach, Reach } from '../../workflows/ports/directory.js';
import { addresseesOf } from './addressees.js';
import { groupBy, uuids } from './rows.js';
import type { Scope } from './scope.js';
import { askedFor, pairOf, toldOf, WAS_HEARD } from './told.js';

type Point = ServicePoint & { readonly outage_id: OutageId; readonly account_id: AccountId };
/** What directory.ts answers of one outage page by page, for a storm's many small ones in a few statements. */
export const reachedEach = (scope: Scope): Pick<Directory, 'affectedEach' | 'reachEach'> => {
  const { db, portal } = scope;
  const touched = (outages: readonly OutageReach[]): RawBuilder<unknown> => sql`
    select r.outage as outage_id, s.account_id, p.id as service_point_id
      from ${askedFor(outages)} cross join lateral jsonb_array_elements_text(r.feeders) as f(feeder)
      join service_point p on p.portal = ${portal} and p.feeder = f.feeder
      join supply s on s.portal = p.portal and s.service_point_id = p.id and s.valid_to is null
    union
    select r.outage, n.account_id, np.service_point_id
      from ${askedFor(outages)} join notice n on n.portal = ${portal} and n.outage_id = r.outage and n.revision < r.before
      join notice_service_point np on np.portal = n.portal and np.notice_id = n.id
     where ${WAS_HEARD}`;

  const pointsOf = async (outages: readonly OutageReach[]): Promise<readonly Point[]> => {
    const { rows } = await sql<Point>`
      select t.outage_id, t.account_id, p.id, p.feeder, p.address, p.zone, p.jurisdiction,
             p.customer_class as "customerClass", p.life_support as "lifeSupport"
        from (${touched(outages)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
       order by p.address ->> 'city', p.address ->> 'line1', p.id`.execute(db);
    return rows;
  };

  return {
    reachEach: async outages => {
      const { rows } = await sql<Reach & { outage_id: OutageId }>`
        select t.outage_id, p.jurisdiction, p.zone, p.customer_class as "customerClass", p.life_support as "lifeSupport",
               count(distinct t.account_id)::int as accounts, count(distinct p.id)::int as "servicePoints"
          from (${touched(outages)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
         group by 1, 2, 3, 4, 5 order by 6 desc, 2, 3, 4, 5`.execute(db);
      return groupBy(rows, row => row.outage_id);
    },

    affectedEach: async outages => {
      const points = await pointsOf(outages);
      const accounts = [...new Set(points.map(point => point.account_id))];
      const { rows: known } = await sql<{ id: AccountId; number: string; in_arrears: boolean }>`
        select id, number, in_arrears from account where portal = ${portal} and id = any(${uuids(accounts)})`.execute(
        db,
      );
      const account = new Map(known.map(row => [row.id, row]));
      const people = await addresseesOf(scope, accounts);
      const told = await toldOf(scope, outages);
      const answer = new Map<OutageId, AffectedAccount[]>();
      for (const [, group] of groupBy(points, pairOf)) {
        const [first] = group;
        const row = first === undefined ? undefined : account.get(first.account_id);
        if (first === undefined || row === undefined) continue;
        answer.set(first.outage_id, [
          ...(answer.get(first.outage_id) ?? []),
          {
            id: row.id,
            number: row.number,
            inArrears: row.in_arrears,
            servicePoints: group,
            addressees: people.get(row.id) ?? [],
            told: told.get(pairOf(first)) ?? [],
          },
        ]);
      }
      for (const list of answer.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
      return answer;
    },
  };
};
