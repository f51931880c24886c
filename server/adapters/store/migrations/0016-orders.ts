import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What people do in a case, with their own words, which the events must not hold: those are erased with the customer, and
 * the events stay. What goes to the network: the act, its recall, and the return of supply, each once for its id, claimed
 * and given back as deliveries are; `unknown` may have arrived. What a person was asked to do in a case, once for each
 * reason.
 */
const ORDERS = `
create table case_act (
  portal text not null, id uuid not null, case_id uuid not null, at timestamptz not null, by text not null, act text not null,
  note text, scan text, answer jsonb not null,
  primary key (portal, id), foreign key (portal, case_id) references debt_case);
create index case_act_case on case_act (portal, case_id, at);
create table work_order (
  portal text not null, id uuid not null, case_id uuid not null, kind text not null check (kind in ('act','recall','reconnect')),
  recalls uuid, act text not null, on_day date, not_before timestamptz, not_after timestamptz, reasons jsonb not null,
  state text not null check (state in ('pending','sending','unknown','sent','withdrawn')),
  made_at timestamptz not null, due_at timestamptz not null, attempts integer not null default 0, last_error text, worker_id uuid,
  sent_at timestamptz, received_at timestamptz, ended_at timestamptz, ended text,
  primary key (portal, id), foreign key (portal, case_id) references debt_case);
create index work_order_case on work_order (portal, case_id);
create index work_order_due on work_order (portal, due_at) where state in ('pending', 'unknown');
create index work_order_sending on work_order (portal, worker_id) where state = 'sending';
create table case_task (
  portal text not null, case_id uuid not null, reason text not null, asked_at timestamptz not null, details jsonb not null,
  primary key (portal, case_id, reason), foreign key (portal, case_id) references debt_case);
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, ORDERS);
