import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/** Every table and key starts with the portal: a HubSpot id means nothing without it. PostgreSQL 15's SQL only. */
const LEDGER = `
create table party (
  portal text not null, id uuid not null, kind text not null check (kind in ('contact','company')), crm_id text not null,
  name text not null, language text, no_internet boolean not null,
  primary key (portal, id), unique (portal, kind, crm_id));
create table contact_point (
  portal text not null, id uuid not null, party_id uuid not null,
  kind text not null check (kind in ('email','mobile','landline','address')),
  value text not null, opted_out text[] not null, problem text,
  primary key (portal, id), foreign key (portal, party_id) references party);
create index contact_point_party on contact_point (portal, party_id);
create table account (
  portal text not null, id uuid not null, number text not null, in_arrears boolean not null,
  primary key (portal, id), unique (portal, number));
create table service_point (
  portal text not null, id uuid not null, crm_id text not null, feeder text not null, address jsonb not null,
  zone text not null, jurisdiction text not null, customer_class text not null, life_support boolean not null,
  primary key (portal, id), unique (portal, crm_id));
create index service_point_feeder on service_point (portal, feeder);
create table supply (
  portal text not null, account_id uuid not null, service_point_id uuid not null,
  valid_from date, valid_to date,
  primary key (portal, service_point_id, account_id),
  foreign key (portal, account_id) references account, foreign key (portal, service_point_id) references service_point);
create index supply_account on supply (portal, account_id);
create table party_role (
  portal text not null, service_point_id uuid not null, party_id uuid not null, role text not null,
  primary key (portal, service_point_id, party_id),
  foreign key (portal, service_point_id) references service_point, foreign key (portal, party_id) references party);

create table outage (
  portal text not null, id uuid not null, ref text not null, kind text not null, status text not null,
  created_at timestamptz not null, created_by text not null,
  primary key (portal, id), unique (portal, ref));
create table outage_revision (
  portal text not null, outage_id uuid not null, n integer not null, body jsonb not null,
  created_at timestamptz not null, created_by text not null,
  rehearsal jsonb, verdict jsonb, launched_at timestamptz, launched_by text,
  primary key (portal, outage_id, n), foreign key (portal, outage_id) references outage);
create table approval (
  portal text not null, outage_id uuid not null, n integer not null, kind text not null, by text not null, reason text,
  at timestamptz not null, fingerprint text not null,
  primary key (portal, outage_id, n, kind, by, at), foreign key (portal, outage_id, n) references outage_revision);
create table campaign (
  portal text not null, id uuid not null, outage_id uuid not null, revision integer not null, emergency boolean not null,
  started_at timestamptz not null, pinned jsonb not null, templates jsonb not null, affected_accounts integer not null,
  expanded boolean not null default false,
  primary key (portal, id), unique (portal, outage_id, revision),
  foreign key (portal, outage_id, revision) references outage_revision);

create table notice (
  portal text not null, id uuid not null, key text not null, campaign_id uuid not null, outage_id uuid not null,
  revision integer not null, kind text not null, account_id uuid not null, addressee_id uuid not null,
  also_for uuid[] not null, role text not null, jurisdiction text not null, zone text not null, language text not null,
  facts jsonb not null, life_support boolean not null, serve_by timestamptz, citations jsonb not null,
  unreachable jsonb not null, late boolean not null, created_at timestamptz not null,
  state text not null, service jsonb not null, check_at timestamptz, asked boolean not null default false,
  primary key (portal, id), unique (portal, key), foreign key (portal, campaign_id) references campaign);
create index notice_outage on notice (portal, outage_id, revision);
create index notice_campaign on notice (portal, campaign_id);
create index notice_account on notice (portal, account_id);
create index notice_check on notice (portal, check_at) where check_at is not null;
create table notice_service_point (
  portal text not null, notice_id uuid not null, service_point_id uuid not null,
  primary key (portal, notice_id, service_point_id), foreign key (portal, notice_id) references notice);
create table delivery (
  portal text not null, id uuid not null, key text not null, notice_id uuid not null, channel text not null,
  contact_point_id uuid not null, priority smallint not null, lane text not null, state text not null,
  send_at timestamptz not null, released boolean not null default false, state_at timestamptz not null,
  accepted_at timestamptz, posted_at timestamptz, delivered_at timestamptz, reason text,
  attempts integer not null default 0, carrier text, reference text,
  primary key (portal, id), unique (portal, key), foreign key (portal, notice_id) references notice);
create index delivery_notice on delivery (portal, notice_id);
create index delivery_due on delivery (portal, send_at) where state = 'planned' and not released;
create index delivery_open on delivery (portal, state) where state in ('sending', 'unknown');
create index delivery_reference on delivery (portal, carrier, reference) where reference is not null;
create table attempt (
  portal text not null, delivery_id uuid not null, n integer not null, carrier text not null,
  started_at timestamptz not null, result text, ended_at timestamptz, reference text, reason text,
  primary key (portal, delivery_id, n), foreign key (portal, delivery_id) references delivery);
create index attempt_open on attempt (portal, delivery_id) where result is null;
create table receipt (
  portal text not null, delivery_id uuid not null, carrier text not null, outcome text not null, raw text not null,
  reason text, at timestamptz not null, received_at timestamptz not null,
  primary key (portal, delivery_id, carrier, outcome, raw), foreign key (portal, delivery_id) references delivery);
create table rendition (
  portal text not null, delivery_id uuid not null, template text not null, at timestamptz not null,
  content jsonb not null, sha256 text not null,
  primary key (portal, delivery_id), foreign key (portal, delivery_id) references delivery);

create table job (
  portal text not null, id uuid not null, key text not null, name text not null, data jsonb not null,
  lane smallint not null, due_at timestamptz not null, attempts integer not null default 0, running boolean not null default false,
  last_error text,
  primary key (portal, id), unique (portal, key));
create index job_due on job (portal, lane, due_at) where not running;
create table crm_outbox (
  portal text not null, kind text not null, subject text not null, version integer not null, state text not null
    check (state in ('pending','sending','uncertain','done')),
  due_at timestamptz not null, crm_id text, attempts integer not null default 0, last_error text,
  primary key (portal, kind, subject));
create index crm_outbox_due on crm_outbox (portal, kind, due_at) where state = 'pending';
create index crm_outbox_open on crm_outbox (portal, kind) where state in ('sending', 'uncertain');

create table rulebook_version (
  portal text not null, id text not null, version text not null, sha256 text not null, body jsonb not null, kept_at timestamptz not null,
  primary key (portal, id, version));
create table audit (
  portal text not null, n bigint generated always as identity, at timestamptz not null, by text not null, act text not null,
  subject text not null, details jsonb not null,
  primary key (portal, n));
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, LEDGER);
