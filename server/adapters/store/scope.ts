import type { Transaction } from 'kysely';
import type { PortalId } from '../../domain/ids.js';

/** One portal's rows inside one transaction: what every table file is made of. */
export interface Scope {
  readonly db: Transaction<unknown>;
  readonly portal: PortalId;
}
