import { sql } from 'kysely';
import type { PartyKind, RecordKind } from '../../domain/directory.js';
import type { PartyId } from '../../domain/ids.js';
import type { Zone } from '../../domain/time.js';
import type { DirectoryState, Report, Upkeep } from '../../workflows/ports/upkeep.js';
import { hints } from './hints.js';
import { redirections } from './redirections.js';
import { records, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';

const partyOf = (kind: RecordKind): PartyKind | null => (kind === 'servicePoint' ? null : kind);

export const upkeep = (scope: Scope): Upkeep => {
  const { db, portal } = scope;
  /** Live records of one kind, whichever table they are in. */
  const live = (kind: RecordKind) => {
    const party = partyOf(kind);
    return party === null
      ? sql`service_point x where x.portal = ${portal} and x.ended_at is null`
      : sql`party x where x.portal = ${portal} and x.kind = ${party} and x.ended_at is null`;
  };
  const update = async (changes: ReturnType<typeof sql>): Promise<void> => {
    await sql`insert into directory_state (portal) values (${portal}) on conflict do nothing`.execute(db);
    await sql`update directory_state set ${changes} where portal = ${portal}`.execute(db);
  };

  return {
    ...hints(scope),
    ...redirections(scope),

    state: async () => {
      const { rows } =
        await sql<DirectoryState>`select pass, swept_to as "sweptTo", reconciled_at as "reconciledAt", shrunk, report
        from directory_state where portal = ${portal}`.execute(db);
      return rows[0] ?? { pass: 0, sweptTo: null, reconciledAt: null, shrunk: false, report: {} };
    },
    beginPass: async () => {
      // How many there were before: of the rows that a pass finds, it does not say which are new.
      await update(sql`pass = pass + 1, report = '{}', known = jsonb_build_object(
        'contact', (select count(*) from ${live('contact')}), 'company', (select count(*) from ${live('company')}),
        'servicePoint', (select count(*) from ${live('servicePoint')}))`);
      const { rows } = await sql<{
        pass: number;
      }>`select pass from directory_state where portal = ${portal}`.execute(db);
      return rows[0]?.pass ?? 1;
    },
    setSwept: to => update(sql`swept_to = ${to}`),
    setReconciled: (at, shrunk, report) =>
      update(
        sql`reconciled_at = ${at}, shrunk = ${shrunk}, report = ${JSON.stringify(report satisfies Report)}::jsonb`,
      ),
    setReport: report => update(sql`report = ${JSON.stringify(report)}::jsonb`),

    countSeen: async (kind, pass) => {
      const { rows } = await sql<{ known: number; unseen: number }>`select
        coalesce((select (known ->> ${kind})::int from directory_state where portal = ${portal}), 0) as known,
        (select count(*)::int from ${live(kind)} and x.seen < ${pass}) as unseen`.execute(db);
      const { known = 0, unseen = 0 } = rows[0] ?? {};
      return { known, seen: Math.max(0, known - unseen) };
    },
    unseen: async (kind, pass, limit) => {
      const { rows } = await sql<{ id: string }>`select x.crm_id as id from ${live(kind)} and x.seen < ${pass}
        order by x.id limit ${limit}`.execute(db);
      return rows.map(row => row.id);
    },
    keepServicePoints: async (crmIds, pass) => {
      await sql`update service_point set seen = ${pass} where portal = ${portal} and crm_id = any(${texts(crmIds)})`.execute(
        db,
      );
    },

    endParties: async (kind, crmIds, readAt, at) => {
      const { rows } = await sql<{ id: PartyId }>`update party set ended_at = ${at}, read_at = ${readAt}
        where portal = ${portal} and kind = ${kind} and crm_id = any(${texts(crmIds)}) and ended_at is null
          and (read_at is null or read_at <= ${readAt}) returning id`.execute(db);
      await sql`delete from party_role where portal = ${portal} and party_id = any(${uuids(rows.map(row => row.id))})`.execute(
        db,
      );
      return rows.length;
    },
    endServicePoints: async (crmIds, readAt, at, today) => {
      const { rows } = await sql<{
        id: string;
        zone: Zone;
      }>`update service_point set ended_at = ${at}, read_at = ${readAt}
        where portal = ${portal} and crm_id = any(${texts(crmIds)}) and ended_at is null
          and (read_at is null or read_at <= ${readAt}) returning id, zone`.execute(db);
      const days = rows.map(({ id, zone }) => ({ id, today: today(zone) }));
      await sql`update supply s set valid_to = r.today from jsonb_to_recordset(${records(days)}) as r(id uuid, today date)
        where s.portal = ${portal} and s.service_point_id = r.id and s.valid_to is null`.execute(db);
      await sql`delete from party_role where portal = ${portal} and service_point_id = any(${uuids(rows.map(row => row.id))})`.execute(
        db,
      );
      return rows.length;
    },

    merge: async (rows, at) => {
      const taken = await sql<{ id: PartyId; survivor: PartyId }>`
        update party p set merged_into = r.survivor, ended_at = coalesce(p.ended_at, ${at})
          from (select r.survivor, r.kind, jsonb_array_elements_text(r.merged) as crm_id
                  from jsonb_to_recordset(${records(rows)}) as r(survivor uuid, kind text, merged jsonb)) r
         where p.portal = ${portal} and p.kind = r.kind and p.crm_id = r.crm_id and p.id <> r.survivor
           and p.merged_into is distinct from r.survivor
        returning p.id, r.survivor`.execute(db);
      if (taken.rows.length === 0) return [];
      // Whoever had been merged into one of them goes along.
      await sql`update party p set merged_into = r.survivor from jsonb_to_recordset(${records(taken.rows)}) as r(id uuid, survivor uuid)
        where p.portal = ${portal} and p.merged_into = r.id and p.id <> r.survivor`.execute(db);
      await sql`insert into party_role (portal, service_point_id, party_id, role)
        select ${portal}, o.service_point_id, r.survivor, min(o.role)
          from jsonb_to_recordset(${records(taken.rows)}) as r(id uuid, survivor uuid)
          join party_role o on o.portal = ${portal} and o.party_id = r.id group by 2, 3
        on conflict do nothing`.execute(db);
      await sql`delete from party_role where portal = ${portal} and party_id = any(${uuids(taken.rows.map(row => row.id))})`.execute(
        db,
      );
      return [...new Set(taken.rows.map(row => row.survivor))];
    },

    pointsOf: async (kind, crmIds) => {
      const { rows } = await sql<{ id: string }>`
        with who as (select id from party where portal = ${portal} and kind = ${kind} and crm_id = any(${texts(crmIds)}))
        select distinct s.crm_id as id from party_role r
          join party p on p.portal = r.portal and p.id = r.party_id
          join service_point s on s.portal = r.portal and s.id = r.service_point_id
         where r.portal = ${portal} and (p.id in (select id from who) or p.merged_into in (select id from who))
         order by 1`.execute(db);
      return rows.map(row => row.id);
    },
    servicePointPage: async (after, limit) => {
      const { rows } = await sql<{ id: never; crmId: string }>`select id, crm_id as "crmId" from service_point
        where portal = ${portal} and ended_at is null and (${after}::uuid is null or id > ${after}::uuid)
        order by id limit ${limit}`.execute(db);
      return rows;
    },
    known: async (kind, crmIds) => {
      const { rows } = await sql<{
        id: string;
      }>`select x.crm_id as id from ${live(kind)} and x.crm_id = any(${texts(crmIds)})`.execute(db);
      return new Set(rows.map(row => row.id));
    },
  };
};
