import type { Deps } from './ports/work.js';

/**
 * After a start: what a process that died had claimed goes again; what it had handed over without an answer is unknown,
 * in the CRM's outbox as at the carriers.
 */
export const recover =
  ({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>) =>
  (): Promise<void> =>
    store.transact(async tx => {
      const now = clock.now();
      const jobs = await tx.jobs.recover();
      const { again, unknown } = await tx.deliveries.recover(now);
      const uncertain = await tx.outbox.recover(now);
      if (jobs + again + unknown + uncertain > 0)
        log.warn('recovered after a stop', { jobs, again, unknown, uncertain });
    });
