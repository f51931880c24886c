import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * Of a place whose law tells customers apart a notice stands under one of several laws. Calendars are kept as the
 * rulebooks are; a frozen year that is corrected is another version of it. Both as json, which keeps the order of rules
 * that an answer tells them in.
 */
const LAW = `
alter table notice add column law_group text not null default '';
create table calendar_version (
  portal text not null, id text not null, sha256 text not null, body json not null, kept_at timestamptz not null,
  primary key (portal, id, sha256));
create index outage_announced on outage (portal, id) where status = 'announced';
alter table rulebook_version alter column body type json using body::json;
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, LAW);
