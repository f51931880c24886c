import type { NoticeId } from '../domain/ids.js';
import type { Deps } from './ports/work.js';

/** Something became of these notices: their cases are looked at, which reads the deliveries themselves. */
export const followDebtNotices =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  ({ notices }: { readonly notices: readonly NoticeId[] }): Promise<void> =>
    store.transact(async tx => {
      await tx.debtCases.wakeEach(await tx.debtCases.ofNotices(notices), clock.now());
    });
