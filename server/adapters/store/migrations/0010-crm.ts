import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * What HubSpot's workflows asked, under HubSpot's own name of each execution: the v2 signature of a workflow action
 * carries no time, so that only this row tells a repeated call from a new one. It is kept for good.
 *
 * Whose HubSpot account the server may work in, and by which tokens; they are sealed, `key_id` names the key. `version`
 * grows with every renewal, so that of two processes the later one does not put back an older token.
 */
const CRM = `
create table action_call (
  portal text not null, callback_id text not null, action text not null, by text not null, at timestamptz not null,
  body jsonb not null, outputs jsonb, completed_at timestamptz,
  primary key (portal, callback_id));
create table oauth_token (
  portal text not null, key_id text not null, sealed text not null, expires_at timestamptz not null,
  version integer not null, scopes text[] not null, installed_at timestamptz not null, removed_at timestamptz,
  primary key (portal));
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, CRM);
