import { sql } from 'kysely';
import { isForgotten, type FeederMemory, type FeedHead } from '../../domain/feed/memory.js';
import type { Feeds } from '../../workflows/ports/feeds.js';
import { json, records } from './rows.js';
import type { Scope } from './scope.js';

const NOTHING: FeedHead = { at: null, sha256: null, size: null };

const headOf = async ({ db, portal }: Scope, feed: string): Promise<FeedHead> => {
  const { rows } = await sql<FeedHead>`
    select at, sha256, size from feed where portal = ${portal} and name = ${feed}`.execute(db);
  return rows[0] ?? NOTHING;
};

export const feeds = (scope: Scope): Feeds => {
  const { db, portal } = scope;
  return {
    head: feed => headOf(scope, feed),
    memory: async feed => {
      const { rows } = await sql<{ body: FeederMemory }>`
      select body from feed_feeder where portal = ${portal} and feed = ${feed} order by kind, feeder`.execute(
        db,
      );
      return { feed, head: await headOf(scope, feed), feeders: rows.map(row => row.body) };
    },
    lock: async feed => {
      await sql`insert into feed (portal, name) values (${portal}, ${feed}) on conflict do nothing`.execute(
        db,
      );
      const { rows } = await sql<FeedHead>`
      select at, sha256, size from feed where portal = ${portal} and name = ${feed} for update`.execute(db);
      return rows[0] ?? NOTHING;
    },
    save: async (feed, head, changed) => {
      await sql`update feed set at = ${head.at}, sha256 = ${head.sha256}, size = ${head.size}
      where portal = ${portal} and name = ${feed}`.execute(db);
      const kept = changed.filter(each => !isForgotten(each));
      await sql`insert into feed_feeder (portal, feed, kind, feeder, body)
      select ${portal}, ${feed}, r.kind, r.feeder, r.body
        from jsonb_to_recordset(${records(kept.map(body => ({ kind: body.kind, feeder: body.feeder, body })))})
          as r(kind text, feeder text, body jsonb)
      on conflict (portal, feed, kind, feeder) do update set body = excluded.body`.execute(db);
      await sql`delete from feed_feeder f using jsonb_to_recordset(${records(changed.filter(isForgotten))}) as r(kind text, feeder text)
      where f.portal = ${portal} and f.feed = ${feed} and f.kind = r.kind and f.feeder = r.feeder`.execute(
        db,
      );
    },
    record: async (feed, { at, item, readAt, size, complete, unreadable, ...body }) => {
      await sql`insert into feed_snapshot (portal, feed, item, at, read_at, size, complete, unreadable, body)
      values (${portal}, ${feed}, ${item}, ${at}, ${readAt}, ${size}, ${complete}, ${unreadable}, ${json(body)})`.execute(
        db,
      );
    },
    wasTaken: async (feed, { name, sha256 }) => {
      const { rows } = await sql`select 1 from feed_file
      where portal = ${portal} and feed = ${feed} and sha256 = ${sha256} and name = ${name}`.execute(db);
      return rows.length > 0;
    },
    keepTaken: async (feed, { name, sha256, readAt, asOf, report }) => {
      await sql`insert into feed_file (portal, feed, sha256, name, read_at, as_of, report)
      values (${portal}, ${feed}, ${sha256}, ${name}, ${readAt}, ${asOf}, ${json(report)}) on conflict do nothing`.execute(
        db,
      );
    },
  };
};
