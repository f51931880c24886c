import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * A notice stands under one of two origins, an outage's campaign or a debt case; `step` is what the law of the place calls
 * it, `form` of a delivery the way the law knows it by. `proof` is what a carrier can show of a delivery, or what a person
 * has entered. `standing` of a case is what its last look came to: for lists, and no evidence. `facts` of a service point
 * are what rulebooks ask of a place and the directory has no field for.
 */
const DEBT_NOTICES = `
alter table notice alter column campaign_id drop not null;
alter table notice alter column outage_id drop not null;
alter table notice add column debt_case_id uuid;
alter table notice add column step text;
alter table notice add foreign key (portal, debt_case_id) references debt_case;
alter table notice add constraint notice_origin check (
  (debt_case_id is null and campaign_id is not null and outage_id is not null)
  or (debt_case_id is not null and campaign_id is null and outage_id is null));
create index notice_debt on notice (portal, debt_case_id) where debt_case_id is not null;
alter table delivery add column form text;
alter table delivery add column proof text;
alter table debt_case add column ref text not null default '';
alter table debt_case add column standing jsonb;
create index debt_case_ref on debt_case (portal, ref);
alter table service_point add column facts jsonb not null default '{}';
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT_NOTICES);
