import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What else is known of debts. An account's balance comes from billing's feed or from the CRM's properties, and the feed
 * wins. `billing_doubt`: of this account a line could not be taken, so no word of a moment before that says what it owes;
 * `billing_state.doubted_at` is the same of all accounts. `feed_file`: a file is taken once, by its content and name.
 * `weather` is the newest word on each day of an area, in degrees Fahrenheit; warnings null: nothing was said of any.
 */
const DEBT_FEEDS = `
alter table billing_account add column source text not null default 'feed' check (source in ('feed','crm'));
create table billing_doubt (
  portal text not null, account_id uuid not null, at timestamptz not null,
  primary key (portal, account_id), foreign key (portal, account_id) references account);
create table billing_state (
  portal text not null, doubted_at timestamptz, heard_at timestamptz,
  primary key (portal));
create table feed_file (
  portal text not null, feed text not null, sha256 text not null, name text not null, read_at timestamptz not null,
  as_of timestamptz, report jsonb not null,
  primary key (portal, feed, sha256, name));
create table weather (
  portal text not null, area text not null, day date not null, kind text not null check (kind in ('observed','forecast')),
  low double precision, high double precision, warnings jsonb, issued_at timestamptz not null,
  primary key (portal, area, day, kind));
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT_FEEDS);
