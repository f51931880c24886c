import { addSeconds, type Instant } from '../../domain/time.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { Job, JobName, JobSpec, Lane } from '../../workflows/ports/jobs.js';
import type { PortalStore } from '../../workflows/ports/store.js';
import { Fault } from '../../workflows/fault.js';

export type Handlers = {
  readonly [N in JobName]: (data: Extract<JobSpec, { name: N }>['data']) => Promise<void>;
};

export interface Queue {
  /** Works off everything that is due by the clock, and what it leads to; resolves when nothing due is left. */
  drain(): Promise<number>;
  /** Workers that stay and look for jobs, until `stop`, which waits for what is under way. */
  start(): void;
  stop(): Promise<void>;
}

export type Workers = readonly (readonly Lane[])[];

/** The first takes emergencies only, so that no bulk run, however long its jobs, delays one. */
export const WORKERS: Workers = [
  ['emergency'],
  ['emergency', 'normal', 'bulk'],
  ['emergency', 'normal', 'bulk'],
];

export interface QueueParts {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly handlers: Handlers;
  readonly log: Log;
  /** What each worker takes; one worker does all in a repeatable order. */
  readonly workers: Workers;
}

/** Real milliseconds between two looks at an empty table. */
const IDLE_MS = 200;

const retryDelay = (attempts: number, fault: unknown): number =>
  Math.max(
    fault instanceof Fault ? (fault.retryAfterSeconds ?? 0) : 0,
    Math.min(600, 5 * 2 ** Math.min(attempts, 7)),
  );

/**
 * The queue of one process: the `job` table is the queue, and this works it off. At least once; a job that fails goes
 * again later and is never dropped.
 */
export const makeInProcessQueue = ({ store, clock, handlers, log, workers }: QueueParts): Queue => {
  const run = async (job: Job): Promise<void> => {
    try {
      await (handlers[job.name] as (data: unknown) => Promise<void>)(job.data);
      await store.insist(tx => tx.jobs.finish(job.id));
    } catch (error) {
      const dueAt: Instant = addSeconds(clock.now(), retryDelay(job.attempts, error));
      log.error('job failed', {
        job: job.id,
        name: job.name,
        attempts: job.attempts,
        error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
      });
      await store.insist(tx => tx.jobs.again(job.id, dueAt, error instanceof Error ? error.name : 'unknown'));
    }
  };
  const worker = async (lanes: readonly Lane[]): Promise<number> => {
    for (let done = 0; ; done += 1) {
      const job = await store.transact(tx => tx.jobs.claim(clock.now(), lanes));
      if (job === null) return done;
      await run(job);
    }
  };
  let stopped = false;
  let staying: readonly Promise<void>[] = [];
  const stay = async (lanes: readonly Lane[]): Promise<void> => {
    while (!stopped) {
      try {
        const job = await store.transact(tx => tx.jobs.claim(clock.now(), lanes));
        if (job !== null) {
          await run(job);
          continue;
        }
      } catch (error) {
        // The ledger is out of reach; the jobs are in it and wait.
        log.error('queue not reached', {
          error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
        });
      }
      await new Promise(resolve => setTimeout(resolve, IDLE_MS));
    }
  };
  return {
    drain: async () => {
      let total = 0;
      for (;;) {
        const done = (await Promise.all(workers.map(worker))).reduce((a, b) => a + b, 0);
        total += done;
        if (done === 0) return total;
      }
    },
    start: () => {
      stopped = false;
      staying = workers.map(stay);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(staying);
    },
  };
};
