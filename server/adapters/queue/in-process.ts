import { makePollers } from './pollers.js';
import type { Queue, Workers } from './queue.js';
import { makeRunJob, type RunParts } from './run-job.js';

export interface QueueParts extends RunParts {
  /** What each worker takes; one worker does all in a repeatable order. */
  readonly workers: Workers;
}

/** The queue of one process: the `job` table is the queue, and this works it off. At least once. */
export const makeInProcessQueue = (parts: QueueParts): Queue => {
  const pollers = makePollers({ ...parts, run: makeRunJob(parts) });
  return {
    drain: async () => {
      for (let total = 0; ;) {
        const done = await pollers.round();
        total += done;
        if (done === 0) return total;
      }
    },
    start: pollers.start,
    stop: pollers.stop,
    wake: pollers.wake,
    mode: () => 'polling',
  };
};
