import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * Who may do what, what an administrator set at run time, and the answers already given. An approval is of a
 * fingerprint: two of one moment, before and after a rehearsal, are two.
 */
const OFFICE = `
create table role (
  portal text not null, n bigint generated always as identity, person text not null, role text not null,
  granted_at timestamptz not null, granted_by text not null, revoked_at timestamptz, revoked_by text,
  primary key (portal, n));
create unique index role_held on role (portal, person, role) where revoked_at is null;
create table setting (
  portal text not null, name text not null, version integer not null, value jsonb not null,
  at timestamptz not null, by text not null,
  primary key (portal, name, version));
create table idempotency (
  portal text not null, key uuid not null, actor text not null, route text not null, sha256 text not null,
  state text not null check (state in ('running','failed','done')), claim integer not null,
  at timestamptz not null, claimed_at timestamptz not null, status smallint, answer text,
  primary key (portal, key));
create index idempotency_at on idempotency (portal, at);
alter table approval drop constraint approval_pkey;
alter table approval add primary key (portal, outage_id, n, kind, by, at, fingerprint);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, OFFICE);
