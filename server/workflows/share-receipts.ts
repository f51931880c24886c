import type { Receipt } from './ports.js';
import type { PortalStore } from './ports/store.js';

interface Taker {
  readonly store: PortalStore;
  readonly recordReceipts: (receipts: readonly Receipt[]) => Promise<number>;
}

/**
 * Carriers know nothing of portals: what they say later goes to the portal whose delivery it is about. What is nobody's
 * goes to the first one, which says so in the log.
 */
export const shareReceipts =
  (takers: () => readonly Taker[]) =>
  async (receipts: readonly Receipt[]): Promise<void> => {
    const [first, ...others] = takers();
    if (first === undefined || receipts.length === 0) return;
    let left = receipts;
    for (const taker of others) {
      if (left.length === 0) return;
      const targets = await taker.store.transact(tx => tx.deliveries.targets(left));
      const theirs = left.filter((_, i) => (targets[i] ?? null) !== null);
      left = left.filter((_, i) => (targets[i] ?? null) === null);
      await taker.recordReceipts(theirs);
    }
    await first.recordReceipts(left);
  };
