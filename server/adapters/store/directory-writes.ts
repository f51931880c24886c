import { sql } from 'kysely';
import type { PartyId } from '../../domain/ids.js';
import type { Directory, PartyRow, Saved } from '../../workflows/ports/directory.js';
import { records, sorted, uuids } from './rows.js';
import type { Scope } from './scope.js';

type Writes = Pick<
  Directory,
  'saveParties' | 'saveServicePoints' | 'saveRoles' | 'markProblem' | 'clearProblem'
>;
interface SupplyRow {
  readonly id: string;
  readonly account: string;
}
interface SavedRow {
  readonly id: string;
  readonly added: boolean;
  readonly changed: boolean;
}

const tally = (rows: readonly SavedRow[], also: ReadonlySet<string>): Saved => ({
  added: rows.filter(row => row.added).length,
  changed: rows.filter(row => !row.added && (row.changed || also.has(row.id))).length,
});

export const directoryWrites = ({ db, portal }: Scope): Writes => {
  const pass = sql`coalesce((select s.pass from directory_state s where s.portal = ${portal}), 0)`;

  /** In the order of their ids, as everybody locks them; a delivery's reference to one is not held up. */
  const lock = (points: readonly { readonly id: string }[]): Promise<unknown> =>
    sql`select 1 from contact_point where portal = ${portal} and id = any(${uuids(points.map(point => point.id))})
      order by id for no key update`.execute(db);

  const saveContactPoints = async (rows: readonly PartyRow[]): Promise<ReadonlySet<string>> => {
    const points = sorted(
      rows.flatMap(row => row.contactPoints.map(point => ({ ...point, party: row.id }))),
      point => point.id,
    );
    // What a carrier has taught us of an address outlives the CRM's next word on it; one that was out of the CRM and
    // is back begins anew.
    const written = await sql<{ party: PartyId }>`
      insert into contact_point as c (portal, id, party_id, kind, value, opted_out, problem)
      select ${portal}, r.id, r.party, r.kind, r.value, array(select jsonb_array_elements_text(r."optedOut")), r.problem
        from jsonb_to_recordset(${records(points)}) as r(id uuid, party uuid, kind text, value text, "optedOut" jsonb, problem text)
      on conflict (portal, id) do update set opted_out = excluded.opted_out, gone = false,
        problem = case when c.gone or c.problem_at is null then excluded.problem else coalesce(excluded.problem, c.problem) end,
        problem_at = case when c.gone or excluded.problem is not null then null else c.problem_at end
      where c.gone or c.opted_out <> excluded.opted_out or (c.problem_at is null and c.problem is distinct from excluded.problem)
      returning party_id as party`.execute(db);
    const former = sql`c.portal = ${portal} and c.party_id = any(${uuids(rows.map(row => row.id))})
      and not c.id = any(${uuids(points.map(point => point.id))})`;
    // Evidence refers to what something was once sent to: that stays, and is only not planned for any more.
    const gone = await sql<{ party: PartyId }>`update contact_point c set gone = true
      where ${former} and not c.gone and exists (select from delivery d where d.portal = c.portal and d.contact_point_id = c.id)
      returning party_id as party`.execute(db);
    const deleted = await sql<{ party: PartyId }>`delete from contact_point c
      where ${former} and not exists (select from delivery d where d.portal = c.portal and d.contact_point_id = c.id)
      returning party_id as party`.execute(db);
    return new Set([...written.rows, ...gone.rows, ...deleted.rows].map(row => row.party));
  };

  return {
    saveParties: async (parties, readAt) => {
      const rows = sorted(parties, row => row.id);
      const saved = await sql<SavedRow>`
        with r as (select * from jsonb_to_recordset(${records(rows)})
            as r(id uuid, kind text, "crmId" text, name text, language text, "noInternet" boolean)),
          old as (select p.* from party p join r on p.portal = ${portal} and p.id = r.id),
          written as (
            insert into party as p (portal, id, kind, crm_id, name, language, no_internet, read_at, seen)
            select ${portal}, r.id, r.kind, r."crmId", r.name, r.language, r."noInternet", ${readAt}::timestamptz, ${pass} from r
            on conflict (portal, id) do update set name = excluded.name, language = excluded.language,
              no_internet = excluded.no_internet, read_at = excluded.read_at, seen = excluded.seen, ended_at = null, merged_into = null
            where p.erased_at is null and (p.read_at is null or p.read_at <= excluded.read_at)
            returning p.id, p.name, p.language, p.no_internet)
        select w.id, old.id is null or old.ended_at is not null as added,
               (w.name, w.language, w.no_internet) is distinct from (old.name, old.language, old.no_internet) as changed
          from written w left join old on old.id = w.id`.execute(db);
      const applied = new Set(saved.rows.map(row => row.id));
      const points = await saveContactPoints(rows.filter(row => applied.has(row.id)));
      return tally(saved.rows, points);
    },

    saveServicePoints: async (rows, readAt) => {
      const flat = sorted(rows, row => row.id).map(({ account, ...row }) => ({
        ...row,
        accountId: account.id,
        number: account.number,
        inArrears: account.inArrears,
        facts: row.facts ?? {},
      }));
      const saved = await sql<SavedRow>`
        with r as (select * from jsonb_to_recordset(${records(flat)}) as r(id uuid, "crmId" text, feeder text, address jsonb, zone text,
            jurisdiction text, "customerClass" text, "lifeSupport" boolean, "inArrears" boolean, facts jsonb)),
          old as (select p.* from service_point p join r on p.portal = ${portal} and p.id = r.id),
          written as (
            insert into service_point as p (portal, id, crm_id, feeder, address, zone, jurisdiction, customer_class, life_support, in_arrears, facts, read_at, seen)
            select ${portal}, r.id, r."crmId", r.feeder, r.address, r.zone, r.jurisdiction, r."customerClass", r."lifeSupport",
                   r."inArrears", r.facts, ${readAt}::timestamptz, ${pass} from r
            on conflict (portal, id) do update set feeder = excluded.feeder, address = excluded.address, zone = excluded.zone,
              jurisdiction = excluded.jurisdiction, customer_class = excluded.customer_class, life_support = excluded.life_support,
              in_arrears = excluded.in_arrears, facts = excluded.facts, read_at = excluded.read_at, seen = excluded.seen, ended_at = null
            where p.read_at is null or p.read_at <= excluded.read_at
            returning p.*)
        select w.id, old.id is null or old.ended_at is not null as added,
               (w.feeder, w.address, w.zone, w.jurisdiction, w.customer_class, w.life_support, w.in_arrears, w.facts)
                 is distinct from (old.feeder, old.address, old.zone, old.jurisdiction, old.customer_class, old.life_support, old.in_arrears, old.facts) as changed
          from written w left join old on old.id = w.id`.execute(db);
      const ids = new Set(saved.rows.map(row => row.id));
      const supplied = await saveSupplies(flat.filter(row => ids.has(row.id)));
      return tally(saved.rows, supplied);
    },

    saveRoles: async (servicePoints, rows, readAt) => {
      // A role of somebody the CRM has archived points nowhere; the next read brings them if they come back.
      const wanted = sql`
        select r."servicePoint" as service_point_id, r.party as party_id, min(r.role) as role
          from jsonb_to_recordset(${records(rows)}) as r("servicePoint" uuid, party uuid, role text)
          join party p on p.portal = ${portal} and p.id = r.party and p.ended_at is null
         group by 1, 2`;
      const differing = await sql<{ id: string; roles: number }>`
        with asked as (select id from service_point where portal = ${portal} and id = any(${uuids(servicePoints)})
                        and ended_at is null and (roles_read_at is null or roles_read_at <= ${readAt}::timestamptz)),
          wanted as (select w.* from (${wanted}) w join asked a on a.id = w.service_point_id),
          had as (select r.service_point_id, r.party_id, r.role from party_role r join asked a on a.id = r.service_point_id where r.portal = ${portal}),
          differ as (select coalesce(w.service_point_id, h.service_point_id) as id
                       from wanted w full join had h on h.service_point_id = w.service_point_id and h.party_id = w.party_id
                      where w.role is distinct from h.role)
        select id, count(*)::int as roles from differ group by id order by id`.execute(db);
      const changed = differing.rows.map(row => row.id);
      if (changed.length === 0) return 0;
      await sql`update service_point set roles_read_at = ${readAt} where portal = ${portal} and id = any(${uuids(changed)})`.execute(
        db,
      );
      await sql`delete from party_role where portal = ${portal} and service_point_id = any(${uuids(changed)})`.execute(
        db,
      );
      await sql`insert into party_role (portal, service_point_id, party_id, role)
        select ${portal}, w.service_point_id, w.party_id, w.role from (${wanted}) w where w.service_point_id = any(${uuids(changed)})`.execute(
        db,
      );
      return differing.rows.reduce((sum, row) => sum + row.roles, 0);
    },

    markProblem: async (points, at) => {
      await lock(points);
      await sql`update contact_point c set problem = r.problem, problem_at = ${at}
          from jsonb_to_recordset(${records(points)}) as r(id uuid, problem text)
         where c.portal = ${portal} and c.id = r.id`.execute(db);
    },

    clearProblem: async points => {
      await lock(points);
      await sql`update contact_point c set problem = null, problem_at = null
          from jsonb_to_recordset(${records(points)}) as r(id uuid, at timestamptz)
         where c.portal = ${portal} and c.id = r.id and c.problem_at < r.at`.execute(db);
    },
  };

  async function saveSupplies(
    flat: readonly { readonly id: string; readonly accountId: string }[],
  ): Promise<ReadonlySet<string>> {
    await sql`insert into account (portal, id, number, in_arrears)
      select distinct ${portal}, r."accountId", r.number, false
        from jsonb_to_recordset(${records(flat)}) as r("accountId" uuid, number text) order by 2
      on conflict (portal, id) do nothing`.execute(db);
    const ended = await sql<SupplyRow>`update supply s set valid_to = r.today
        from jsonb_to_recordset(${records(flat)}) as r(id uuid, "accountId" uuid, today date)
       where s.portal = ${portal} and s.service_point_id = r.id and s.account_id <> r."accountId" and s.valid_to is null
      returning s.service_point_id as id, s.account_id as account`.execute(db);
    const begun = await sql<SupplyRow>`insert into supply as s (portal, account_id, service_point_id)
      select ${portal}, r."accountId", r.id from jsonb_to_recordset(${records(flat)}) as r(id uuid, "accountId" uuid)
      on conflict (portal, service_point_id, account_id) do update set valid_to = null where s.valid_to is not null
      returning s.service_point_id as id, s.account_id as account`.execute(db);
    const accounts = [...ended.rows.map(row => row.account), ...flat.map(row => row.accountId)];
    // An account owes if any of its places says so, whichever of them was read last.
    await sql`update account a set in_arrears = d.owes
        from (select a.id, exists (select from supply s join service_point p on p.portal = s.portal and p.id = s.service_point_id
                                    where s.portal = a.portal and s.account_id = a.id and s.valid_to is null and p.in_arrears) as owes
                from account a where a.portal = ${portal} and a.id = any(${uuids(accounts)})) d
       where a.portal = ${portal} and a.id = d.id and a.in_arrears <> d.owes`.execute(db);
    return new Set([...ended.rows, ...begun.rows].map(row => row.id));
  }
};
