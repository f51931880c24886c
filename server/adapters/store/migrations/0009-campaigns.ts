import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * A paused campaign: its deliveries are held, so that a look at what is due does not wade through them, and its claims
 * are refused by the campaign itself, so that none slips through. What a revision is narrowed to is kept as it was read.
 */
const CAMPAIGNS = `
alter table campaign add column paused_at timestamptz, add column paused_by text, add column pause_reason text,
  add column alarmed_at timestamptz;
create index campaign_paused on campaign (portal) where paused_at is not null;
alter table delivery add column held boolean not null default false;
drop index delivery_due;
drop index delivery_turn;
create index delivery_due on delivery (portal, send_at) where state = 'planned' and not released and not held;
create index delivery_turn on delivery (portal, priority, send_at, id) where state = 'planned' and not released and not held;
create index attempt_started on attempt (portal, started_at);
create index notice_missed on notice (portal, outage_id) where state in ('unserved', 'unreachable');
create index outage_status on outage (portal, status, created_at);
create index crm_outbox_record on crm_outbox (portal, crm_id) where kind = 'outage';

create table revision_list (
  portal text not null, outage_id uuid not null, n integer not null, read_at timestamptz not null, members integer not null,
  primary key (portal, outage_id, n), foreign key (portal, outage_id, n) references outage_revision on delete cascade);
create table revision_list_member (
  portal text not null, outage_id uuid not null, n integer not null, crm_id text not null,
  primary key (portal, outage_id, n, crm_id), foreign key (portal, outage_id, n) references revision_list on delete cascade);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, CAMPAIGNS);
