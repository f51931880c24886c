import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/** Of a place whose law tells customers apart a notice stands under one of several laws. */
const LAW = `
alter table notice add column law_group text not null default '';
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, LAW);
