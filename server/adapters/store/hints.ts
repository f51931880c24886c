import { sql } from 'kysely';
import type { TakenHint, Upkeep } from '../../workflows/ports/upkeep.js';
import { records, texts } from './rows.js';
import type { Scope } from './scope.js';

type Hints = Pick<Upkeep, 'seeEvents' | 'pruneEvents' | 'hint' | 'takeHints' | 'dropHints' | 'delayHints'>;

export const hints = ({ db, portal }: Scope): Hints => ({
  seeEvents: async (events, at) => {
    const { rows } = await sql<{ event: string }>`insert into webhook_seen (portal, event, at)
      select distinct ${portal}, e, ${at}::timestamptz from unnest(${texts(events)}) e on conflict do nothing returning event`.execute(
      db,
    );
    return new Set(rows.map(row => row.event));
  },
  pruneEvents: async before => {
    const { rows } =
      await sql`delete from webhook_seen where portal = ${portal} and at < ${before} returning 1`.execute(db);
    return rows.length;
  },
  hint: async (given, dueAt) => {
    await sql`insert into directory_hint as h (portal, type, crm_id, erase, due_at)
      select ${portal}, r.type, r."crmId", bool_or(r.erase), ${dueAt}::timestamptz
        from jsonb_to_recordset(${records(given)}) as r(type text, "crmId" text, erase boolean) group by 2, 3
      on conflict (portal, type, crm_id) do update set n = h.n + 1, erase = h.erase or excluded.erase,
        due_at = least(h.due_at, excluded.due_at)`.execute(db);
  },
  takeHints: async (at, limit) => {
    const { rows } = await sql<TakenHint>`select type, crm_id as "crmId", n, erase from directory_hint
      where portal = ${portal} and due_at <= ${at} order by due_at, type, crm_id limit ${limit}`.execute(db);
    return rows;
  },
  dropHints: async taken => {
    await sql`delete from directory_hint h using jsonb_to_recordset(${records(taken)}) as r(type text, "crmId" text, n int)
      where h.portal = ${portal} and h.type = r.type and h.crm_id = r."crmId" and h.n = r.n`.execute(db);
  },
  delayHints: async (taken, dueAt) => {
    await sql`update directory_hint h set due_at = ${dueAt}
        from jsonb_to_recordset(${records(taken)}) as r(type text, "crmId" text, n int)
       where h.portal = ${portal} and h.type = r.type and h.crm_id = r."crmId" and h.n = r.n`.execute(db);
  },
});
