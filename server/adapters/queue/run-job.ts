import { addSeconds, type Instant } from '../../domain/time.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { Job } from '../../workflows/ports/jobs.js';
import type { PortalStore } from '../../workflows/ports/store.js';
import { Fault } from '../../workflows/fault.js';
import type { Handlers } from './queue.js';

export interface RunParts {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly handlers: Handlers;
  readonly log: Log;
}

export const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

const retryDelay = (attempts: number, fault: unknown): number =>
  Math.max(
    fault instanceof Fault ? (fault.retryAfterSeconds ?? 0) : 0,
    Math.min(600, 5 * 2 ** Math.min(attempts, 7)),
  );

/** Does a job that was claimed and ends it in the ledger; one that fails goes again later and is never dropped. */
export const makeRunJob =
  ({ store, clock, handlers, log }: RunParts) =>
  async (job: Job): Promise<void> => {
    try {
      await (handlers[job.name] as (data: unknown) => Promise<void>)(job.data);
      await store.insist(tx => tx.jobs.finish(job.id));
    } catch (error) {
      const dueAt: Instant = addSeconds(clock.now(), retryDelay(job.attempts, error));
      log.error('job failed', {
        job: job.id,
        kind: job.name,
        attempts: job.attempts,
        error: wordsOf(error),
      });
      await store.insist(tx => tx.jobs.again(job.id, dueAt, error instanceof Error ? error.name : 'unknown'));
    }
  };
