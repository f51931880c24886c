import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * Who is at work, and who has claimed what. `n` is the order of joining: the first of the living leads. An address that
 * the CRM has dropped cannot go while a delivery to it is being planned in another process: the delivery would be
 * claimed and never come out again.
 */
const WORKERS = `
create table worker (
  portal text not null, id uuid not null, n bigint generated always as identity, host text not null,
  started_at timestamptz not null, lease_until timestamptz not null,
  primary key (portal, id));
alter table job add column worker_id uuid;
alter table delivery add column worker_id uuid;
alter table crm_outbox add column worker_id uuid;
create index job_running on job (portal) where running;
alter table delivery add constraint delivery_contact_point foreign key (portal, contact_point_id) references contact_point;
create index delivery_contact_point on delivery (portal, contact_point_id);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, WORKERS);
