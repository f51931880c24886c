import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What lists of cases are filtered and counted by stands beside the standing it comes from, so that a page of a hundred
 * thousand cases is one walk along an index. A case is found by HubSpot's id of its record, too.
 */
const DEBT_READS = `
alter table debt_case add column rung text generated always as (standing ->> 'rung') stored;
alter table debt_case add column overdue bigint generated always as ((standing #>> '{overdue,minor}')::bigint) stored;
alter table debt_case add column currency text generated always as (standing #>> '{overdue,currency}') stored;
alter table debt_case add column unproven int generated always as ((standing ->> 'unproven')::int) stored;
alter table debt_case add column returned int generated always as ((standing ->> 'returned')::int) stored;
alter table debt_case add column first_day text generated always as (standing ->> 'firstDay') stored;
alter table debt_case add column held boolean generated always as (standing ->> 'next' = 'hold') stored;
create index debt_case_list on debt_case (portal, id) where closed_at is null;
create index debt_case_rung on debt_case (portal, rung, currency, id) include (overdue) where closed_at is null;
create index debt_case_unproven on debt_case (portal, id) where closed_at is null and unproven > 0;
create index debt_case_returned on debt_case (portal, id) where closed_at is null and returned > 0;
create index debt_case_held on debt_case (portal, id) where closed_at is null and held;
create index debt_case_first_day on debt_case (portal, first_day, id) include (unproven, returned) where closed_at is null;
create index crm_outbox_debt on crm_outbox (portal, crm_id) where kind = 'debt';
create index delivery_at_printer on delivery (portal, notice_id) where channel = 'letter' and state = 'accepted';
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT_READS);
