import { sql, type Transaction } from 'kysely';
import type { PortalId } from '../../domain/ids.js';
import { Fault } from '../../workflows/fault.js';

/** In whose name rows are claimed. */
export interface Claimant {
  /** Of the row in `worker`; null before the first renewal. */
  readonly id: string | null;
  /** The folder's lock keeps every other process out: claims need no lease. */
  readonly exclusive: boolean;
}

/** One portal's rows inside one transaction: what every table file is made of. */
export interface Scope {
  readonly db: Transaction<unknown>;
  readonly portal: PortalId;
  readonly claimant: Claimant;
  /** Told when rows were claimed in this transaction. */
  readonly onClaim: () => void;
}

/**
 * After claiming rows, in the same transaction: the claim stands only under a lease that exists, and whoever takes that
 * lease over waits for us. Without it a process that slept through its end would claim rows nobody ever gives back.
 */
export const underLease = async ({ db, portal, claimant, onClaim }: Scope): Promise<void> => {
  onClaim();
  if (claimant.exclusive) return;
  const { rows } =
    await sql`select 1 from worker where portal = ${portal} and id = ${claimant.id}::uuid for key share`.execute(
      db,
    );
  if (rows.length === 0)
    throw new Fault(
      'retry',
      'store.noLease',
      'This process has no lease, or it was taken over: it must renew first.',
    );
};
