import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * Whom a person's act in a case was about, for the day they are erased: later somebody else may hold the place. When what
 * a person was asked to do had become moot, and when an order had stayed unanswered beyond its last moment.
 */
const DEBT_BREAKS = `
alter table case_act add column about uuid[] not null default '{}';
update case_act a set about = coalesce((
  select array_agg(r.party_id order by r.party_id) from debt_case c
    join party_role r on r.portal = c.portal and r.service_point_id = c.service_point_id and r.role = 'holder'
   where c.portal = a.portal and c.id = a.case_id), '{}');
alter table case_task add column moot_at timestamptz;
alter table work_order add column unanswered_at timestamptz;
create index work_order_unanswered on work_order (portal, not_after)
  where received_at is null and unanswered_at is null and kind <> 'recall';
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT_BREAKS);
