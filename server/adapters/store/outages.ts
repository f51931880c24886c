import { sql } from 'kysely';
import type { CampaignId, OutageId, PartyId } from '../../domain/ids.js';
import type { OutageKind, OutageStatus, Revision } from '../../domain/outage/outage.js';
import type { Instant } from '../../domain/time.js';
import type {
  Approval,
  Campaign,
  Outages,
  Rehearsal,
  RunningCampaign,
  StoredOutage,
  StoredRevision,
} from '../../workflows/ports/outages.js';
import { iso } from './notices.js';
import { groupBy, json, records, texts, uuids } from './rows.js';
import type { Scope } from './scope.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface OutageRow {
  id: OutageId;
  ref: string;
  kind: OutageKind;
  status: OutageStatus;
  created_at: Instant;
  created_by: string;
}
interface RevisionRow {
  outage_id: OutageId;
  n: number;
  body: Revision;
  created_at: Instant;
  created_by: string;
  rehearsal: Rehearsal | null;
  verdict: StoredRevision['verdict'];
  launched_at: Instant | null;
  launched_by: string | null;
  approvals: Approval[];
}

export const outages = ({ db, portal }: Scope): Outages => {
  const withRevisions = async (rows: readonly OutageRow[]): Promise<readonly StoredOutage[]> => {
    const revisions = await sql<RevisionRow>`
      select r.*, coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'by', a.by, 'reason', a.reason,
                    'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'fingerprint', a.fingerprint) order by a.at)
                    from approval a where a.portal = r.portal and a.outage_id = r.outage_id and a.n = r.n), '[]') as approvals
        from outage_revision r where r.portal = ${portal} and r.outage_id = any(${uuids(rows.map(row => row.id))})
       order by r.n`.execute(db);
    const byOutage = groupBy(revisions.rows, row => row.outage_id);
    return rows.map(row => ({
      id: row.id,
      ref: row.ref,
      kind: row.kind,
      status: row.status,
      createdAt: row.created_at,
      createdBy: row.created_by,
      revisions: (byOutage.get(row.id) ?? []).map(toRevision),
    }));
  };

  const campaigns = async (ids: readonly string[]): Promise<readonly Campaign[]> => {
    const { rows } = await sql<Campaign>`
      select id, outage_id as outage, revision, emergency, started_at as "startedAt", pinned, templates,
             affected_accounts as "affectedAccounts", expanded
        from campaign where portal = ${portal} and id = any(${uuids(ids)}) order by id`.execute(db);
    return rows;
  };

  return {
    add: async outage => {
      await sql`insert into outage (portal, id, ref, kind, status, created_at, created_by)
        values (${portal}, ${outage.id}, ${outage.ref}, ${outage.kind}, ${outage.status}, ${outage.createdAt}, ${outage.createdBy})`.execute(
        db,
      );
    },
    refsTaken: async refs => {
      const { rows } = await sql<{ ref: string }>`
        select ref from outage where portal = ${portal} and ref = any(${texts(refs)})`.execute(db);
      return rows.map(row => row.ref);
    },
    addAll: async rows => {
      await sql`insert into outage (portal, id, ref, kind, status, created_at, created_by)
        select ${portal}, r.id, r.ref, r.kind, r.status, r."createdAt", r."createdBy"
          from jsonb_to_recordset(${records(rows)}) as r(id uuid, ref text, kind text, status text, "createdAt" timestamptz, "createdBy" text)`.execute(
        db,
      );
    },
    addRevisions: async rows => {
      const flat = rows.map(({ outage, revision }) => {
        const {
          createdAt,
          createdBy,
          rehearsal,
          approvals: _,
          verdict,
          launchedAt,
          launchedBy,
          ...body
        } = revision;
        return {
          outage,
          n: revision.n,
          body,
          createdAt,
          createdBy,
          rehearsal,
          verdict,
          launchedAt,
          launchedBy,
        };
      });
      await sql`insert into outage_revision (portal, outage_id, n, body, created_at, created_by, rehearsal, verdict, launched_at, launched_by)
        select ${portal}, r.outage, r.n, r.body, r."createdAt", r."createdBy", nullif(r.rehearsal, 'null'), nullif(r.verdict, 'null'), r."launchedAt", r."launchedBy"
          from jsonb_to_recordset(${records(flat)}) as r(outage uuid, n int, body jsonb, "createdAt" timestamptz, "createdBy" text,
            rehearsal jsonb, verdict jsonb, "launchedAt" timestamptz, "launchedBy" text)`.execute(db);
    },
    setStatuses: async rows => {
      await sql`update outage o set status = r.status from jsonb_to_recordset(${records(rows)}) as r(id uuid, status text)
        where o.portal = ${portal} and o.id = r.id`.execute(db);
    },
    addRevision: async (outage, revision, at, by) => {
      await sql`insert into outage_revision (portal, outage_id, n, body, created_at, created_by)
        values (${portal}, ${outage}, ${revision.n}, ${json(revision)}, ${at}, ${by})`.execute(db);
    },
    dropRevision: async (outage, n) => {
      await sql`delete from approval where portal = ${portal} and outage_id = ${outage} and n = ${n}`.execute(
        db,
      );
      await sql`delete from outage_revision where portal = ${portal} and outage_id = ${outage} and n = ${n} and launched_at is null`.execute(
        db,
      );
    },
    find: async (id, lock) => {
      const { rows } = await sql<OutageRow>`select * from outage where portal = ${portal} and id = ${id}
        ${lock === 'lock' ? sql`for update` : sql``}`.execute(db);
      return (await withRevisions(rows))[0] ?? null;
    },
    named: async name => {
      const { rows } = await sql<OutageRow>`select * from outage where portal = ${portal}
        and (ref = upper(${name}) or id = ${UUID.test(name) ? name : null}::uuid)`.execute(db);
      return (await withRevisions(rows))[0] ?? null;
    },
    some: async (ids, lock) => {
      const { rows } =
        await sql<OutageRow>`select * from outage where portal = ${portal} and id = any(${uuids(ids)})
        order by id ${lock === 'lock' ? sql`for update` : sql``}`.execute(db);
      return withRevisions(rows);
    },
    list: async limit => {
      const { rows } =
        await sql<OutageRow>`select * from outage where portal = ${portal} order by created_at desc, id desc limit ${limit}`.execute(
          db,
        );
      return withRevisions(rows);
    },
    setStatus: async (id, status) => {
      await sql`update outage set status = ${status} where portal = ${portal} and id = ${id}`.execute(db);
    },
    setRehearsal: async (id, n, rehearsal) => {
      await sql`update outage_revision set rehearsal = ${json(rehearsal)}
        where portal = ${portal} and outage_id = ${id} and n = ${n}`.execute(db);
    },
    addApproval: async (id, n, approval) => {
      await sql`insert into approval (portal, outage_id, n, kind, by, reason, at, fingerprint)
        values (${portal}, ${id}, ${n}, ${approval.kind}, ${approval.by}, ${approval.reason}, ${approval.at}, ${approval.fingerprint})
        on conflict do nothing`.execute(db);
    },
    setLaunched: async (id, n, { at, by, verdict }) => {
      await sql`update outage_revision set launched_at = ${at}, launched_by = ${by}, verdict = ${json(verdict)}
        where portal = ${portal} and outage_id = ${id} and n = ${n}`.execute(db);
    },
    keepList: async (outage, n, contacts, readAt) => {
      await sql`delete from revision_list where portal = ${portal} and outage_id = ${outage} and n = ${n}`.execute(
        db,
      );
      const distinct = [...new Set(contacts)];
      await sql`insert into revision_list (portal, outage_id, n, read_at, members) values (${portal}, ${outage}, ${n}, ${readAt}, ${distinct.length})`.execute(
        db,
      );
      await sql`insert into revision_list_member (portal, outage_id, n, crm_id)
        select ${portal}, ${outage}, ${n}, crm_id from unnest(${texts(distinct)}) as c(crm_id)`.execute(db);
    },
    onList: async (outage, n, parties) => {
      // Who was merged away since is on it by the record that took them over, and the other way round.
      const { rows } = await sql<{ id: PartyId }>`
        select distinct p.id from party p
          join party known on known.portal = p.portal and (known.id = p.id or known.merged_into = p.id or known.id = p.merged_into)
          join revision_list_member m on m.portal = known.portal and m.outage_id = ${outage} and m.n = ${n} and m.crm_id = known.crm_id
         where p.portal = ${portal} and p.id = any(${uuids(parties)}) and known.kind = 'contact'`.execute(db);
      return new Set(rows.map(row => row.id));
    },
    addCampaign: async campaign => {
      await sql`insert into campaign (portal, id, outage_id, revision, emergency, started_at, pinned, templates, affected_accounts)
        values (${portal}, ${campaign.id}, ${campaign.outage}, ${campaign.revision}, ${campaign.emergency}, ${campaign.startedAt},
          ${json(campaign.pinned)}, ${json(campaign.templates)}, ${campaign.affectedAccounts})`.execute(db);
    },
    addCampaigns: async rows => {
      await sql`insert into campaign (portal, id, outage_id, revision, emergency, started_at, pinned, templates, affected_accounts)
        select ${portal}, r.id, r.outage, r.revision, r.emergency, r."startedAt", r.pinned, r.templates, r."affectedAccounts"
          from jsonb_to_recordset(${records(rows)}) as r(id uuid, outage uuid, revision int, emergency boolean, "startedAt" timestamptz,
            pinned jsonb, templates jsonb, "affectedAccounts" int)`.execute(db);
    },
    campaign: async id => (await campaigns([id]))[0] ?? null,
    campaigns,
    newestCampaign: async outage => {
      const { rows } = await sql<RunningCampaign>`
        select id, revision, emergency, expanded, alarmed_at as "alarmedAt",
               case when paused_at is not null then jsonb_build_object('at', ${iso('paused_at')}, 'by', paused_by, 'reason', pause_reason) end as pause
          from campaign where portal = ${portal} and outage_id = ${outage} order by revision desc limit 1`.execute(
        db,
      );
      return rows[0] ?? null;
    },
    setPause: async (id, pause) => {
      await sql`update campaign set paused_at = ${pause?.at ?? null}, paused_by = ${pause?.by ?? null}, pause_reason = ${pause?.reason ?? null},
          alarmed_at = null where portal = ${portal} and id = ${id}`.execute(db);
    },
    setAlarmed: async (id, at) => {
      await sql`update campaign set alarmed_at = ${at} where portal = ${portal} and id = ${id}`.execute(db);
    },
    newsOverdue: async at => {
      const { rows } = await sql<{ outage: OutageId; revision: number; promised: Instant }>`
        select o.id as outage, r.n as revision, r.promised
          from outage o cross join lateral (
            select n, (body ->> 'nextUpdateBy')::timestamptz as promised from outage_revision
             where portal = o.portal and outage_id = o.id and launched_at is not null order by n desc limit 1) r
         where o.portal = ${portal} and o.status = 'announced' and r.promised < ${at} order by r.promised, o.id`.execute(
        db,
      );
      return rows;
    },
    setAllExpanded: async ids => {
      await sql`update campaign set expanded = true where portal = ${portal} and id = any(${uuids(ids)})`.execute(
        db,
      );
    },
    setExpanded: async (id: CampaignId) => {
      await sql`update campaign set expanded = true where portal = ${portal} and id = ${id}`.execute(db);
    },
  };
};

const toRevision = (row: RevisionRow): StoredRevision => ({
  ...row.body,
  createdAt: row.created_at,
  createdBy: row.created_by,
  rehearsal: row.rehearsal,
  approvals: row.approvals,
  verdict: row.verdict,
  launchedAt: row.launched_at,
  launchedBy: row.launched_by,
});
