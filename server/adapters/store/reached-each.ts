import { sql, type RawBuilder } from 'kysely';
import type { AffectedAccount, ServicePoint, Told } from '../../domain/account.js';
import type { AccountId, OutageId } from '../../domain/ids.js';
import type { Directory, OutageReach, Reach } from '../../workflows/ports/directory.js';
import { addresseesOf } from './addressees.js';
import { groupBy, records, uuids } from './rows.js';
import type { Scope } from './scope.js';

type Point = ServicePoint & { readonly outage_id: OutageId; readonly account_id: AccountId };
type Heard = Told & { readonly outage_id: OutageId; readonly account_id: AccountId };

const pair = (row: { readonly outage_id: OutageId; readonly account_id: AccountId }): string =>
  `${row.outage_id}/${row.account_id}`;

/** What directory.ts answers of one outage page by page, for a storm's many small ones in a few statements. */
export const reachedEach = ({ db, portal }: Scope): Pick<Directory, 'affectedEach' | 'reachEach'> => {
  const asked = (outages: readonly OutageReach[]): RawBuilder<unknown> =>
    sql`jsonb_to_recordset(${records(outages)}) as r(outage uuid, before int, feeders jsonb)`;
  const heardOf = sql`(n.asked or exists (select from delivery d where d.portal = n.portal and d.notice_id = n.id
                                          and d.state not in ('planned', 'superseded')))`;

  const touched = (outages: readonly OutageReach[]): RawBuilder<unknown> => sql`
    select r.outage as outage_id, s.account_id, p.id as service_point_id
      from ${asked(outages)} cross join lateral jsonb_array_elements_text(r.feeders) as f(feeder)
      join service_point p on p.portal = ${portal} and p.feeder = f.feeder
      join supply s on s.portal = p.portal and s.service_point_id = p.id and s.valid_to is null
    union
    select r.outage, n.account_id, np.service_point_id
      from ${asked(outages)} join notice n on n.portal = ${portal} and n.outage_id = r.outage and n.revision < r.before
      join notice_service_point np on np.portal = n.portal and np.notice_id = n.id
     where ${heardOf}`;

  const pointsOf = async (outages: readonly OutageReach[]): Promise<readonly Point[]> => {
    const { rows } = await sql<Point>`
      select t.outage_id, t.account_id, p.id, p.feeder, p.address, p.zone, p.jurisdiction,
             p.customer_class as "customerClass", p.life_support as "lifeSupport"
        from (${touched(outages)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
       order by p.address ->> 'city', p.address ->> 'line1', p.id`.execute(db);
    return rows;
  };

  const toldOf = async (outages: readonly OutageReach[]): Promise<ReadonlyMap<string, readonly Heard[]>> => {
    const { rows } = await sql<Heard>`
      with heard as (
        select n.id, n.outage_id, n.account_id, n.revision, n.kind, n.addressee_id, who.party
          from ${asked(outages)} join notice n on n.portal = ${portal} and n.outage_id = r.outage and n.revision < r.before
         cross join lateral (select n.addressee_id as party union all select unnest(n.also_for)) who
         where ${heardOf}),
      places as (
        select distinct on (h.outage_id, h.account_id, h.party, np.service_point_id)
               h.outage_id, h.account_id, h.party, np.service_point_id, h.kind
          from heard h join notice_service_point np on np.portal = ${portal} and np.notice_id = h.id
         order by h.outage_id, h.account_id, h.party, np.service_point_id, h.revision desc)
      select h.outage_id, h.account_id, h.party as addressee,
             coalesce((select jsonb_agg(p.service_point_id) from places p
                        where p.outage_id = h.outage_id and p.account_id = h.account_id and p.party = h.party
                          and p.kind <> 'cancelled'), '[]') as "servicePoints",
             coalesce(jsonb_agg(distinct jsonb_build_object('channel', d.channel, 'contactPoint', d.contact_point_id))
               filter (where d.state in ('sending','unknown','accepted','posted','delivered') and h.party = h.addressee_id), '[]') as reached
        from heard h left join delivery d on d.portal = ${portal} and d.notice_id = h.id
       group by h.outage_id, h.account_id, h.party`.execute(db);
    return groupBy(rows, pair);
  };

  return {
    reachEach: async outages => {
      const { rows } = await sql<Reach & { outage_id: OutageId }>`
        select t.outage_id, p.jurisdiction, p.zone, count(distinct t.account_id)::int as accounts, count(distinct p.id)::int as "servicePoints"
          from (${touched(outages)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
         group by 1, 2, 3 order by 4 desc, 2, 3`.execute(db);
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
      const people = await addresseesOf({ db, portal }, accounts);
      const told = await toldOf(outages);
      const answer = new Map<OutageId, AffectedAccount[]>();
      for (const [, group] of groupBy(points, pair)) {
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
            told: told.get(pair(first)) ?? [],
          },
        ]);
      }
      for (const list of answer.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
      return answer;
    },
  };
};
