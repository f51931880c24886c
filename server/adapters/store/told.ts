import { sql, type RawBuilder } from 'kysely';
import type { Told } from '../../domain/account.js';
import type { AccountId, OutageId } from '../../domain/ids.js';
import type { OutageReach } from '../../workflows/ports/directory.js';
import { groupBy, records } from './rows.js';
import type { Scope } from './scope.js';

type Heard = Told & { readonly outage_id: OutageId; readonly account_id: AccountId };

/** One account in one outage. */
export const pairOf = (row: { readonly outage_id: OutageId; readonly account_id: AccountId }): string =>
  `${row.outage_id}/${row.account_id}`;

export const askedFor = (outages: readonly OutageReach[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${records(outages)}) as r(outage uuid, before int, feeders jsonb)`;

/**
 * The notice `n` was told, or a person was asked to tell it. Asked of each notice by itself: a plain `exists` under an
 * `or` would be answered for all deliveries there are.
 */
export const WAS_HEARD = sql.raw(`(n.asked or coalesce((select true from delivery d where d.portal = n.portal
  and d.notice_id = n.id and d.state not in ('planned', 'superseded') limit 1), false))`);

/**
 * Who has heard of each outage, of which places (not those called off since), and by what it reached them; by pairOf.
 * Who was merged into another since has been told as that other. `among` narrows it by `n.account_id`.
 */
export const toldOf = async (
  { db, portal }: Scope,
  outages: readonly OutageReach[],
  among: RawBuilder<unknown> = sql`true`,
): Promise<ReadonlyMap<string, readonly Heard[]>> => {
  const { rows } = await sql<Heard>`
    with heard as (
      select n.id, n.outage_id, n.account_id, n.revision, n.kind, n.addressee_id = who.party as own,
             coalesce(p.merged_into, p.id) as party
        from ${askedFor(outages)} join notice n on n.portal = ${portal} and n.outage_id = r.outage and n.revision < r.before
       cross join lateral (select n.addressee_id as party union all select unnest(n.also_for)) who
        join party p on p.portal = n.portal and p.id = who.party
       where ${WAS_HEARD} and ${among}),
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
             filter (where d.state in ('sending','unknown','accepted','posted','delivered') and h.own), '[]') as reached
      from heard h left join delivery d on d.portal = ${portal} and d.notice_id = h.id
     group by h.outage_id, h.account_id, h.party`.execute(db);
  return groupBy(rows, pairOf);
};
