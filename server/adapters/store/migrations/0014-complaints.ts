import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * A complaint is answered and ends: asked about once supply is back, closed with its outage or by a person. What is
 * written to the customer about it is a notice of a third origin. `asked` counts how often they were asked, since an
 * outage may be taken up again; `closing` is the press that closed it.
 */
const COMPLAINTS = `
alter table complaint add column asked integer not null default 0;
alter table complaint add column asked_at timestamptz;
alter table complaint add column closes_at timestamptz;
alter table complaint add column closed_at timestamptz;
alter table complaint add column closed_by text;
alter table complaint add column closing uuid;
create index complaint_open on complaint (portal, outage_id) where closed_at is null and outage_id is not null;
alter table notice add column complaint_id uuid;
alter table notice add foreign key (portal, complaint_id) references complaint;
alter table notice drop constraint notice_origin;
alter table notice add constraint notice_origin check (
  (debt_case_id is null and complaint_id is null and campaign_id is not null and outage_id is not null)
  or (num_nonnulls(debt_case_id, complaint_id) = 1 and campaign_id is null and outage_id is null));
create index notice_complaint on notice (portal, complaint_id) where complaint_id is not null;
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, COMPLAINTS);
