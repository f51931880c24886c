import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/**
 * The next bill to become overdue is the first of a walk along an index, and not of every bill there is; what the directory
 * says of places finds their open cases without looking at all of them.
 */
const DEBT_INDEXES = `
create index billing_entry_due on billing_entry (portal, due) where type = 'billed';
create index debt_case_place on debt_case (portal, service_point_id) where closed_at is null;
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, DEBT_INDEXES);
