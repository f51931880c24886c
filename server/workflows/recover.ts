import type { Deps } from './ports/work.js';

/**
 * At the start and every few seconds: what a process that died had claimed goes again; what it had handed over without
 * an answer is unknown, in the CRM's outbox as at the carriers.
 */
export const recover =
  ({ store, clock, realNow, log }: Pick<Deps, 'store' | 'clock' | 'realNow' | 'log'>) =>
  async (): Promise<void> => {
    const given = await store.workers.takeOver(realNow(), clock.now());
    if (given.jobs + given.again + given.unknown + given.uncertain > 0)
      log.warn('taken over from a process that died', { ...given });
  };
