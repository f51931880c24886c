import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/** What the feeds said last, and what came of each snapshot. */
const FEEDS = `
create table feed (
  portal text not null, name text not null, at timestamptz, sha256 text, size integer,
  primary key (portal, name));
create table feed_feeder (
  portal text not null, feed text not null, kind text not null, feeder text not null, body jsonb not null,
  primary key (portal, feed, kind, feeder));
create table feed_snapshot (
  portal text not null, feed text not null, n bigint generated always as identity, item text not null,
  at timestamptz not null, read_at timestamptz not null, size integer not null, complete boolean not null,
  unreadable text, body jsonb not null,
  primary key (portal, feed, n));
create index feed_snapshot_read on feed_snapshot (portal, feed, read_at);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, FEEDS);
