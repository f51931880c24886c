import type { Kysely } from 'kysely';
import { statements } from './statements.js';

/** The next bill to become overdue is the first of a walk along this index, and not of every bill there is. */
const BILLING_DUE = `
create index billing_entry_due on billing_entry (portal, due) where type = 'billed';
`;

export const up = (db: Kysely<unknown>): Promise<void> => statements(db, BILLING_DUE);
