import { sql } from 'kysely';
import type { WeatherRow } from '../../domain/debt/weather.js';
import type { Instant } from '../../domain/time.js';
import type { Weather } from '../../workflows/ports/weather.js';
import { records, sorted, texts } from './rows.js';
import type { Scope } from './scope.js';

export const weather = ({ db, portal }: Scope): Weather => ({
  save: async given => {
    // Of several words on one day of one area only the newest can be inserted.
    const newest = new Map<string, WeatherRow>();
    for (const row of given) {
      const key = `${row.area} ${row.day} ${row.kind}`;
      const before = newest.get(key);
      if (before === undefined || before.issuedAt < row.issuedAt) newest.set(key, row);
    }
    const rows = sorted([...newest.values()], ({ area, day, kind }) => `${area} ${day} ${kind}`);
    const { rows: changed } = await sql<{ area: string }>`
      insert into weather as w (portal, area, day, kind, low, high, warnings, issued_at)
      select ${portal}, r.area, r.day, r.kind, r."lowF", r."highF", nullif(r.warnings, 'null'::jsonb), r."issuedAt"
        from jsonb_to_recordset(${records(rows)})
          as r(area text, day date, kind text, "lowF" float8, "highF" float8, warnings jsonb, "issuedAt" timestamptz)
      on conflict (portal, area, day, kind) do update set low = excluded.low, high = excluded.high, issued_at = excluded.issued_at,
        warnings = case when (w.issued_at at time zone 'UTC')::date >= w.day - 1 and w.warnings is not null
                        then (select coalesce(jsonb_agg(distinct u), '[]'::jsonb)
                                from jsonb_array_elements(w.warnings || coalesce(excluded.warnings, '[]'::jsonb)) as t(u))
                        else excluded.warnings end
      where w.issued_at < excluded.issued_at
      returning area`.execute(db);
    return [...new Set(changed.map(({ area }) => area))];
  },

  about: async (areas, from, to) => {
    const { rows } = await sql<WeatherRow>`
      select area, day, kind, low as "lowF", high as "highF", warnings, issued_at as "issuedAt" from weather
       where portal = ${portal} and area = any(${texts(areas)}) and day between ${from}::date and ${to}::date
       order by array_position(${texts(areas)}, area), day, kind`.execute(db);
    return rows;
  },

  issuedAt: async () => {
    const { rows } = await sql<{ at: Instant | null }>`
      select max(issued_at) as at from weather where portal = ${portal}`.execute(db);
    return rows[0]?.at ?? null;
  },

  prune: async before => {
    const { rows } =
      await sql`delete from weather where portal = ${portal} and day < ${before}::date returning 1`.execute(
        db,
      );
    return rows.length;
  },
});
