import { keptSince } from '../domain/office/request.js';
import type { Deps } from './ports/work.js';

const BATCH = 1000;

/** Forgets the answers that nobody can ask for any more, a batch in each transaction. */
export const forgetRequests =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  async (): Promise<number> => {
    const before = keptSince(clock.now());
    for (let forgotten = 0; ;) {
      const batch = await store.transact(tx => tx.requests.prune(before, BATCH));
      forgotten += batch;
      if (batch < BATCH) return forgotten;
    }
  };
