import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What the people who serve a customer need: which outages touch a feeder, the newest notices of one person or account
 * without reading all of them, the record of what was decided for a customer, complaints, and links good for one use.
 * Of a link only the hash is kept: whoever reads the table can open nothing.
 */
const CUSTOMERS = `
create index outage_revision_feeders on outage_revision using gin ((body -> 'feeders')) where launched_at is not null;
drop index notice_addressee;
create index notice_addressee on notice (portal, addressee_id, id);
drop index notice_account;
create index notice_account on notice (portal, account_id, id);
create index crm_outbox_ticket on crm_outbox (portal, crm_id) where kind = 'ticket';

create table decision (
  portal text not null, id uuid not null, at timestamptz not null, by text not null, act text not null,
  party_id uuid not null, notice_id uuid, delivery_id uuid, reason text, details jsonb not null,
  primary key (portal, id));
create index decision_notice on decision (portal, notice_id) where notice_id is not null;
create index decision_party on decision (portal, party_id);
create table complaint (
  portal text not null, id uuid not null, ref text not null, at timestamptz not null, by text not null,
  party_id uuid not null, outage_id uuid, service_point_id uuid, about text not null, said text not null,
  primary key (portal, id), foreign key (portal, party_id) references party);
create index complaint_party on complaint (portal, party_id, at);
create table one_use_link (
  portal text not null, sha256 text not null, what jsonb not null, expires_at timestamptz not null,
  primary key (portal, sha256));
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, CUSTOMERS);
