import type { Log } from './ports.js';
import type { GivenBack, Renewal } from './ports/workers.js';
import type { Deps } from './ports/work.js';

export const tellTakenOver = (log: Log, given: GivenBack): void => {
  if (given.jobs + given.again + given.unknown + given.uncertain > 0)
    log.warn('taken over from a process that died', { ...given });
};

/**
 * Every few seconds in each process that claims anything, also while a long job runs: renews the lease, and takes over
 * what was claimed under leases that have run out.
 */
export const keepLease =
  ({ store, clock, realNow, log }: Pick<Deps, 'store' | 'clock' | 'realNow' | 'log'>) =>
  async (): Promise<Renewal> => {
    const renewal = await store.workers.renew(realNow());
    if (renewal.lapsed)
      log.error('lease lost: what this process had claimed was given to others, it begins anew', {
        others: renewal.others.length,
      });
    tellTakenOver(log, await store.workers.takeOver(realNow(), clock.now()));
    return renewal;
  };
