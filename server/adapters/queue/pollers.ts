import type { Clock, Log } from '../../workflows/ports.js';
import type { Job, Lane } from '../../workflows/ports/jobs.js';
import type { PortalStore } from '../../workflows/ports/store.js';
import type { Workers } from './queue.js';
import { wordsOf } from './run-job.js';

/** Real milliseconds between two looks at an empty table. */
const IDLE_MS = 200;

export interface Pollers {
  start(): void;
  /** Resolves when all that is under way is done. */
  stop(): Promise<void>;
  wake(): void;
  /** Works off what is due and returns how many jobs that were. */
  round(): Promise<number>;
}

/** Workers that look for jobs in the ledger themselves. */
export const makePollers = ({
  store,
  clock,
  log,
  run,
  workers,
}: {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly run: (job: Job) => Promise<void>;
  readonly workers: Workers;
}): Pollers => {
  const claim = (lanes: readonly Lane[]): Promise<Job | null> =>
    store.transact(tx => tx.jobs.claim(clock.now(), lanes));
  const idle = new Set<() => void>();
  const wake = (): void => {
    for (const next of [...idle]) next();
  };
  const rest = (): Promise<void> =>
    new Promise(resolve => {
      const next = (): void => {
        clearTimeout(timer);
        idle.delete(next);
        resolve();
      };
      const timer = setTimeout(next, IDLE_MS);
      idle.add(next);
    });
  const stay = async (lanes: readonly Lane[], shift: Shift): Promise<void> => {
    while (!shift.over) {
      try {
        const job = await claim(lanes);
        if (job !== null) {
          await run(job);
          continue;
        }
      } catch (error) {
        // The ledger is out of reach; the jobs are in it and wait.
        log.error('queue not reached', { error: wordsOf(error) });
      }
      if (!shift.over) await rest();
    }
  };
  const workOff = async (lanes: readonly Lane[]): Promise<number> => {
    for (let done = 0; ; done += 1) {
      const job = await claim(lanes);
      if (job === null) return done;
      await run(job);
    }
  };
  interface Shift {
    over: boolean;
  }
  let shift: Shift = { over: true };
  let staying: readonly Promise<void>[] = [];
  return {
    start: () => {
      if (!shift.over) return;
      const own: Shift = { over: false };
      shift = own;
      // Those of the shift before may still be at their last job.
      staying = [...staying, ...workers.map(lanes => stay(lanes, own))];
    },
    stop: async () => {
      shift.over = true;
      wake();
      const leaving = staying;
      await Promise.all(leaving);
      staying = staying.filter(one => !leaving.includes(one));
    },
    wake,
    round: async () => (await Promise.all(workers.map(workOff))).reduce((a, b) => a + b, 0),
  };
};
