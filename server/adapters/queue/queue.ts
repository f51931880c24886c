import type { JobName, JobSpec, Lane } from '../../workflows/ports/jobs.js';
import type { PortalStore } from '../../workflows/ports/store.js';

export type Handlers = {
  readonly [N in JobName]: (data: Extract<JobSpec, { name: N }>['data']) => Promise<void>;
};

export interface Queue {
  /** Works off everything that is due by the clock, and what it leads to; resolves when nothing due is left. */
  drain(): Promise<number>;
  /** Workers that stay and look for jobs, until `stop`, which waits for what is under way. */
  start(): void;
  stop(): Promise<void>;
  /** Something may have become due: look at once. */
  wake(): void;
  /** Who brings the jobs to the workers: a messenger, or they look for themselves. */
  mode(): 'bull' | 'polling';
}

/** What each worker takes. */
export type Workers = readonly (readonly Lane[])[];

/** The first takes emergencies only, so that no bulk run, however long its jobs, delays one. */
export const WORKERS: Workers = [
  ['emergency'],
  ['emergency', 'normal', 'bulk'],
  ['emergency', 'normal', 'bulk'],
];

/** The same store, which says so when a transaction that put in jobs has been committed. */
export const announcing = (store: PortalStore, wake: () => void): PortalStore => {
  const telling =
    (transact: PortalStore['transact']): PortalStore['transact'] =>
    async work => {
      let enqueued = false;
      const result = await transact(tx =>
        work({
          ...tx,
          jobs: {
            ...tx.jobs,
            enqueue: jobs => {
              enqueued ||= jobs.length > 0;
              return tx.jobs.enqueue(jobs);
            },
          },
        }),
      );
      if (enqueued) wake();
      return result;
    };
  return { ...store, transact: telling(store.transact), insist: telling(store.insist) };
};
