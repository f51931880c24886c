import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What billing says, and the cases that come of it. `billing_entry` and `case_event` are evidence: rows are added and
 * never changed, under the billing system's own keys, so that a feed read twice adds nothing. `minor`, `due` and `payment`
 * of an entry stand beside its body for the sum of what is overdue. A hold is an event of a case, or of the account where
 * billing knows of it; a case is its events, and `next_at` is only when it is to be looked at again.
 */
const DEBT = `
create table billing_account (
  portal text not null, account_id uuid not null, currency text not null, heard_at timestamptz not null,
  primary key (portal, account_id), foreign key (portal, account_id) references account);
create table billing_entry (
  portal text not null, account_id uuid not null, type text not null, id text not null, at timestamptz not null,
  minor bigint, due date, payment text, body jsonb not null, recorded_at timestamptz not null,
  primary key (portal, account_id, type, id), foreign key (portal, account_id) references billing_account);
create table debt_case (
  portal text not null, id uuid not null, account_id uuid not null, service_point_id uuid not null,
  opened_at timestamptz not null, next_at timestamptz, closed_at timestamptz,
  primary key (portal, id), foreign key (portal, account_id) references billing_account,
  foreign key (portal, service_point_id) references service_point);
create unique index debt_case_open on debt_case (portal, account_id, service_point_id) where closed_at is null;
create index debt_case_account on debt_case (portal, account_id);
create index debt_case_due on debt_case (portal, next_at) where next_at is not null;
create table case_event (
  portal text not null, case_id uuid not null, type text not null, id text not null, at timestamptz not null,
  body jsonb not null, because jsonb not null, recorded_at timestamptz not null,
  primary key (portal, case_id, type, id), foreign key (portal, case_id) references debt_case);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT);
