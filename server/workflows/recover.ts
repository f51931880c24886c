import type { Deps } from './ports/work.js';
import type { Renewal } from './ports/workers.js';

/**
 * At the start and every few seconds: renews this process's lease, and takes over from those that died. What they had
 * claimed goes again; what they had handed over without an answer is unknown, in the CRM's outbox as at the carriers.
 */
export const recover =
  ({ store, clock, realNow, log }: Pick<Deps, 'store' | 'clock' | 'realNow' | 'log'>) =>
  async (): Promise<Renewal> => {
    const renewal = await store.workers.renew(realNow());
    if (renewal.lapsed) log.warn('lease had run out');
    const given = await store.workers.takeOver(realNow(), clock.now());
    if (given.jobs + given.again + given.unknown + given.uncertain > 0)
      log.warn('taken over from a process that died', { ...given });
    return renewal;
  };
