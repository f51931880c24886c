import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * Who is at work, and who has claimed what. `n` is the order of joining: the first of the living leads. An address that
 * the CRM has dropped cannot go while a delivery to it is being planned in another process: the delivery would be
 * claimed and never come out again. The indexes are for what a hundred thousand notices would make slow.
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
create index delivery_turn on delivery (portal, priority, send_at, id) where state = 'planned' and not released;
create index notice_told on notice (portal, outage_id, account_id, revision);
create index notice_addressee on notice (portal, addressee_id);
create index notice_also_for on notice using gin (also_for) where also_for <> '{}';
create index notice_overdue on notice (portal, serve_by) where state = 'open' and not asked;
drop index crm_outbox_due;
create index crm_outbox_due on crm_outbox (portal, kind, due_at) where state in ('pending', 'uncertain');
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, WORKERS);
