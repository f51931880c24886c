import { sql } from 'kysely';
import type { StoredRequest } from '../../domain/office/request.js';
import type { Requests } from '../../workflows/ports/requests.js';
import type { Scope } from './scope.js';

export const requests = ({ db, portal }: Scope): Requests => ({
  begin: async ({ key, actor, route, sha256 }, at) => {
    const { rows } =
      await sql`insert into idempotency (portal, key, actor, route, sha256, state, claim, at, claimed_at)
      values (${portal}, ${key}, ${actor}, ${route}, ${sha256}, 'running', 1, ${at}, ${at})
      on conflict (portal, key) do nothing returning key`.execute(db);
    return rows.length === 1;
  },
  find: async key => {
    const { rows } = await sql<StoredRequest>`
      select key, actor, route, sha256, state, claim, at, claimed_at as "claimedAt", status, answer
        from idempotency where portal = ${portal} and key = ${key} for update`.execute(db);
    return rows[0] ?? null;
  },
  restart: async ({ key, actor, route, sha256 }, origin, at, claim) => {
    await sql`update idempotency set actor = ${actor}, route = ${route}, sha256 = ${sha256}, state = 'running',
        claim = ${claim}, at = ${origin}, claimed_at = ${at}, status = null, answer = null
      where portal = ${portal} and key = ${key}`.execute(db);
  },
  finish: async (key, status, answer) => {
    // Whoever comes to an end first has done it; a later run of the same key finds it done.
    await sql`update idempotency set state = 'done', status = ${status}, answer = ${answer}
      where portal = ${portal} and key = ${key} and state <> 'done'`.execute(db);
  },
  fail: async (key, claim) => {
    await sql`update idempotency set state = 'failed'
      where portal = ${portal} and key = ${key} and claim = ${claim} and state = 'running'`.execute(db);
  },
  forget: async (key, claim) => {
    await sql`delete from idempotency
      where portal = ${portal} and key = ${key} and claim = ${claim} and state = 'running'`.execute(db);
  },
  prune: async (before, limit) => {
    const { rows } = await sql`delete from idempotency where portal = ${portal} and key in
      (select key from idempotency where portal = ${portal} and at <= ${before} order by at limit ${limit}) returning key`.execute(
      db,
    );
    return rows.length;
  },
});
