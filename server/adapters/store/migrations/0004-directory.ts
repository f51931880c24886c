import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What keeps the directory true to the CRM. `read_at` is when the read began that a row comes from: an older read never
 * overwrites a newer one. `seen` is the pass that found the row; `ended_at` is set where the CRM has the record no more.
 */
const DIRECTORY = `
alter table party add column read_at timestamptz, add column seen integer not null default 0, add column ended_at timestamptz,
  add column merged_into uuid, add column erased_at timestamptz;
create index party_merged on party (portal, merged_into) where merged_into is not null;
alter table contact_point add column gone boolean not null default false, add column problem_at timestamptz;
alter table service_point add column read_at timestamptz, add column seen integer not null default 0, add column ended_at timestamptz,
  add column roles_read_at timestamptz, add column in_arrears boolean not null default false;
update service_point p set in_arrears = true from supply s join account a on a.portal = s.portal and a.id = s.account_id
  where s.portal = p.portal and s.service_point_id = p.id and a.in_arrears;
create index party_role_party on party_role (portal, party_id);
alter table rendition alter column content drop not null;

create table directory_state (
  portal text not null, pass integer not null default 0, swept_to timestamptz, reconciled_at timestamptz, shrunk boolean not null default false,
  known jsonb not null default '{}', report jsonb not null default '{}',
  primary key (portal));
create table directory_hint (
  portal text not null, type text not null, crm_id text not null, n integer not null default 1, erase boolean not null,
  due_at timestamptz not null,
  primary key (portal, type, crm_id));
create index directory_hint_due on directory_hint (portal, due_at);
create table webhook_seen (
  portal text not null, event text not null, at timestamptz not null,
  primary key (portal, event));
create index webhook_seen_at on webhook_seen (portal, at);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DIRECTORY);
