import { sql, type RawBuilder } from 'kysely';
import type { Addressee, AffectedAccount, ServicePoint, Told } from '../../domain/account.js';
import type { ContactPoint } from '../../domain/contact-point.js';
import type { AccountId, OutageId, ServicePointId } from '../../domain/ids.js';
import type { AddresseeRole } from '../../domain/notice/notice.js';
import type { Directory, Reach } from '../../workflows/ports/directory.js';
import { groupBy, records, sorted, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';

/** The first one answers for the account; the same person in several roles counts in the first of them. */
const BY_RESPONSIBILITY: readonly AddresseeRole[] = ['holder', 'occupant', 'carer', 'thirdParty'];

interface AddresseeRow {
  account_id: AccountId;
  service_points: ServicePointId[];
  roles: AddresseeRole[];
  party_id: Addressee['party'];
  name: string;
  language: string | null;
  no_internet: boolean;
  contact_points: ContactPoint[];
}

/** Asked of each notice by itself: as a plain `exists` under an `or` it would be answered for all deliveries there are. */
const hasLeft =
  sql.raw(`coalesce((select true from delivery d where d.portal = n.portal and d.notice_id = n.id
  and d.state not in ('planned', 'superseded') limit 1), false)`);

export const directory = ({ db, portal }: Scope): Directory => {
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
       and (n.asked or ${hasLeft})`;

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

  const addresseesOf = async (accounts: readonly AccountId[]) => {
    const { rows } = await sql<AddresseeRow>`
      select s.account_id, r.party_id, array_agg(r.service_point_id order by r.service_point_id) as service_points,
             array_agg(r.role) as roles, p.name, p.language, p.no_internet,
             (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', c.value,
                       'optedOut', c.opted_out, 'problem', c.problem) order by c.id), '[]')
                from contact_point c where c.portal = p.portal and c.party_id = p.id) as contact_points
        from supply s
        join party_role r on r.portal = s.portal and r.service_point_id = s.service_point_id
        join party p on p.portal = r.portal and p.id = r.party_id
       where s.portal = ${portal} and s.account_id = any(${uuids(accounts)}) and s.valid_to is null
       group by s.account_id, r.party_id, p.portal, p.id, p.name, p.language, p.no_internet
       order by r.party_id`.execute(db);
    return groupBy(rows, row => row.account_id);
  };

  /** Who has heard of the outage, of which places (not those called off since), and by what it reached them. */
  const toldOf = async (outage: OutageId, before: number, accounts: readonly AccountId[]) => {
    const { rows } = await sql<Told & { account_id: AccountId }>`
      with heard as (
        select n.id, n.account_id, n.revision, n.kind, n.addressee_id, who.party
          from notice n cross join lateral (select n.addressee_id as party union all select unnest(n.also_for)) who
         where n.portal = ${portal} and n.outage_id = ${outage} and n.revision < ${before} and n.account_id = any(${uuids(accounts)})
           and (n.asked or ${hasLeft})),
      places as (
        select distinct on (h.account_id, h.party, np.service_point_id) h.account_id, h.party, np.service_point_id, h.kind
          from heard h join notice_service_point np on np.portal = ${portal} and np.notice_id = h.id
         order by h.account_id, h.party, np.service_point_id, h.revision desc)
      select h.account_id, h.party as addressee,
             coalesce((select jsonb_agg(p.service_point_id) from places p
                        where p.account_id = h.account_id and p.party = h.party and p.kind <> 'cancelled'), '[]') as "servicePoints",
             coalesce(jsonb_agg(distinct jsonb_build_object('channel', d.channel, 'contactPoint', d.contact_point_id))
               filter (where d.state in ('sending','unknown','accepted','posted','delivered') and h.party = h.addressee_id), '[]') as reached
        from heard h left join delivery d on d.portal = ${portal} and d.notice_id = h.id
       group by h.account_id, h.party`.execute(db);
    return groupBy(rows, row => row.account_id);
  };

  return {
    saveParties: async parties => {
      const rows = sorted(parties, row => row.id);
      await sql`insert into party (portal, id, kind, crm_id, name, language, no_internet)
        select ${portal}, r.id, r.kind, r."crmId", r.name, r.language, r."noInternet"
          from jsonb_to_recordset(${records(rows)}) as r(id uuid, kind text, "crmId" text, name text, language text, "noInternet" boolean)
        on conflict (portal, id) do update set name = excluded.name, language = excluded.language, no_internet = excluded.no_internet`.execute(
        db,
      );
      const points = sorted(
        rows.flatMap(row => row.contactPoints.map(point => ({ ...point, party: row.id }))),
        point => point.id,
      );
      // What a carrier has taught us about an address outlives the CRM's next word on the same address.
      await sql`insert into contact_point (portal, id, party_id, kind, value, opted_out, problem)
        select ${portal}, r.id, r.party, r.kind, r.value, array(select jsonb_array_elements_text(r."optedOut")), r.problem
          from jsonb_to_recordset(${records(points)}) as r(id uuid, party uuid, kind text, value text, "optedOut" jsonb, problem text)
        on conflict (portal, id) do update set opted_out = excluded.opted_out, problem = coalesce(excluded.problem, contact_point.problem)`.execute(
        db,
      );
      await sql`delete from contact_point c where c.portal = ${portal} and c.party_id = any(${uuids(rows.map(row => row.id))})
        and not c.id = any(${uuids(points.map(point => point.id))})
        and not exists (select from delivery d where d.portal = c.portal and d.contact_point_id = c.id)`.execute(
        db,
      );
    },

    saveServicePoints: async rows => {
      const flat = sorted(rows, row => row.id).map(({ account, ...row }) => ({
        ...row,
        accountId: account.id,
        number: account.number,
        inArrears: account.inArrears,
      }));
      await sql`insert into account (portal, id, number, in_arrears)
        select ${portal}, r."accountId", r.number, bool_or(r."inArrears")
          from jsonb_to_recordset(${records(flat)}) as r("accountId" uuid, number text, "inArrears" boolean) group by 2, 3 order by 2
        on conflict (portal, id) do update set in_arrears = excluded.in_arrears`.execute(db);
      await sql`insert into service_point (portal, id, crm_id, feeder, address, zone, jurisdiction, customer_class, life_support)
        select ${portal}, r.id, r."crmId", r.feeder, r.address, r.zone, r.jurisdiction, r."customerClass", r."lifeSupport"
          from jsonb_to_recordset(${records(flat)}) as r(id uuid, "crmId" text, feeder text, address jsonb, zone text, jurisdiction text, "customerClass" text, "lifeSupport" boolean)
        on conflict (portal, id) do update set feeder = excluded.feeder, address = excluded.address, zone = excluded.zone,
          jurisdiction = excluded.jurisdiction, customer_class = excluded.customer_class, life_support = excluded.life_support`.execute(
        db,
      );
      await sql`delete from supply s using jsonb_to_recordset(${records(flat)}) as r(id uuid, "accountId" uuid)
        where s.portal = ${portal} and s.service_point_id = r.id and s.account_id <> r."accountId"`.execute(
        db,
      );
      await sql`insert into supply (portal, account_id, service_point_id)
        select ${portal}, r."accountId", r.id from jsonb_to_recordset(${records(flat)}) as r(id uuid, "accountId" uuid)
        on conflict do nothing`.execute(db);
    },

    saveRoles: async (servicePoints, rows) => {
      await sql`delete from party_role where portal = ${portal} and service_point_id = any(${uuids(servicePoints)})`.execute(
        db,
      );
      // A role of somebody the CRM has archived points nowhere; the next sweep brings them if they come back.
      await sql`insert into party_role (portal, service_point_id, party_id, role)
        select ${portal}, r."servicePoint", r.party, r.role
          from jsonb_to_recordset(${records(rows)}) as r("servicePoint" uuid, party uuid, role text)
          join party p on p.portal = ${portal} and p.id = r.party
          join service_point s on s.portal = ${portal} and s.id = r."servicePoint"
        on conflict do nothing`.execute(db);
    },

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
      const people = await addresseesOf(ids);
      const told = await toldOf(outage, before, ids);
      return rows.map((row): AffectedAccount => ({
        id: row.id,
        number: row.number,
        inArrears: row.in_arrears,
        servicePoints: points.get(row.id) ?? [],
        addressees: (people.get(row.id) ?? []).map(toAddressee).sort(byResponsibility),
        told: told.get(row.id) ?? [],
      }));
    },

    reach: async (feeders, outage, before) => {
      const { rows } = await sql<Reach>`
        select p.jurisdiction, p.zone, count(distinct t.account_id)::int as accounts, count(distinct p.id)::int as "servicePoints"
          from (${touched(feeders, outage, before)}) t join service_point p on p.portal = ${portal} and p.id = t.service_point_id
         group by 1, 2 order by 3 desc, 1, 2`.execute(db);
      return rows;
    },

    feeders: async () => {
      const { rows } = await sql<{ feeder: string; servicePoints: number; accounts: number }>`
        select p.feeder, count(distinct p.id)::int as "servicePoints", count(distinct s.account_id)::int as accounts
          from service_point p join supply s on s.portal = p.portal and s.service_point_id = p.id
         where p.portal = ${portal} group by 1 order by 1`.execute(db);
      return rows;
    },

    markProblem: async points => {
      await sql`select 1 from contact_point where portal = ${portal} and id = any(${uuids(points.map(point => point.id))})
        order by id for no key update`.execute(db);
      await sql`update contact_point c set problem = r.problem
          from jsonb_to_recordset(${records(points)}) as r(id uuid, problem text)
         where c.portal = ${portal} and c.id = r.id`.execute(db);
    },
  };
};

const rank = (role: AddresseeRole): number => BY_RESPONSIBILITY.indexOf(role);
const byResponsibility = (a: Addressee, b: Addressee): number =>
  rank(a.role) - rank(b.role) || (a.party < b.party ? -1 : 1);

const toAddressee = (row: AddresseeRow): Addressee => ({
  party: row.party_id,
  name: row.name,
  language: row.language,
  role: [...row.roles].sort((a, b) => rank(a) - rank(b))[0] ?? 'thirdParty',
  noInternet: row.no_internet,
  contactPoints: row.contact_points,
  servicePoints: row.service_points,
});
