import { nextReconciliation } from '../domain/directory.js';
import type { Deps } from './ports/work.js';

/**
 * At the start: a first full reading if there never was one, and the sweep of what was missed while nothing ran. Each
 * puts its own next run on the ledger; one that waits there already stays where it is.
 */
export const keepDirectory =
  ({ store, clock, policy }: Pick<Deps, 'store' | 'clock' | 'policy'>) =>
  (): Promise<void> =>
    store.transact(async tx => {
      const now = clock.now();
      const { reconciledAt } = await tx.upkeep.state();
      const inForce = await policy(tx);
      await tx.jobs.enqueue([
        {
          name: 'reconcileDirectory',
          key: 'reconcileDirectory',
          lane: 'bulk',
          dueAt: reconciledAt === null ? now : nextReconciliation(inForce, now),
          data: { cursor: null },
        },
        { name: 'sweepDirectory', key: 'sweepDirectory', lane: 'bulk', dueAt: now, data: {} },
      ]);
    });
