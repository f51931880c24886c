import { sql } from 'kysely';
import type { Office } from '../../workflows/ports/store.js';
import { json, records } from './rows.js';
import type { Scope } from './scope.js';

export const office = ({ db, portal }: Scope): Office => ({
  keepRulebook: async ({ id, version, sha256, body, at }) => {
    await sql`insert into rulebook_version (portal, id, version, sha256, body, kept_at)
      values (${portal}, ${id}, ${version}, ${sha256}, ${JSON.stringify(body)}::json, ${at}) on conflict do nothing`.execute(
      db,
    );
    const { rows } = await sql<{ sha256: string }>`select sha256 from rulebook_version
      where portal = ${portal} and id = ${id} and version = ${version}`.execute(db);
    return rows[0]?.sha256 === sha256 ? 'kept' : 'conflict';
  },
  keepCalendars: async (rows, at) => {
    await sql`insert into calendar_version (portal, id, sha256, body, kept_at)
      select ${portal}, r.id, r.sha256, r.body::json, ${at}
        from jsonb_to_recordset(${records(rows.map(row => ({ ...row, body: JSON.stringify(row.body) })))}) as r(id text, sha256 text, body text) on conflict do nothing`.execute(
      db,
    );
  },
  auditAll: async rows => {
    await sql`insert into audit (portal, at, by, act, subject, details)
      select ${portal}, r.at, r.by, r.act, r.subject, r.details
        from jsonb_to_recordset(${records(rows)}) as r(at timestamptz, by text, act text, subject text, details jsonb)`.execute(
      db,
    );
  },
  countSince: async (act, by, since) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit
      where portal = ${portal} and act = ${act} and by = ${by} and at > ${since}`.execute(db);
    return rows[0]?.n ?? 0;
  },
  audit: async ({ at, by, act, subject, details }) => {
    await sql`insert into audit (portal, at, by, act, subject, details)
      values (${portal}, ${at}, ${by}, ${act}, ${subject}, ${json(details)})`.execute(db);
  },
});
