import { sql } from 'kysely';
import type { SettingRow, SettingStore } from '../../workflows/ports/settings.js';
import { records } from './rows.js';
import type { Scope } from './scope.js';

export const settings = ({ db, portal }: Scope): SettingStore => ({
  current: async lock => {
    // A change set is saved whole or not at all, and a setting that was never stored has no row to lock.
    if (lock === 'lock') await sql`lock table setting in share row exclusive mode`.execute(db);
    const { rows } = await sql<SettingRow>`select distinct on (name) name, version, value, at, by from setting
      where portal = ${portal} order by name, version desc`.execute(db);
    return rows;
  },
  add: async rows => {
    await sql`insert into setting (portal, name, version, value, at, by)
      select ${portal}, r.name, r.version, coalesce(r.value, 'null'), r.at, r.by
        from jsonb_to_recordset(${records(rows)}) as r(name text, version integer, value jsonb, at timestamptz, by text)`.execute(
      db,
    );
  },
  history: async (name, limit) => {
    const { rows } = await sql<SettingRow>`select name, version, value, at, by from setting
      where portal = ${portal} and name = ${name} order by version desc limit ${limit}`.execute(db);
    return rows;
  },
});
