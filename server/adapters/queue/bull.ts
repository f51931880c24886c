import { fromEpochMs } from '../../domain/time.js';
import type { Lane, Offer } from '../../workflows/ports/jobs.js';
import { openSession, type BullSession } from './bull-session.js';
import { makePollers } from './pollers.js';
import type { Queue, Workers } from './queue.js';
import type { RedisLink } from './redis.js';
import { makeRunJob, wordsOf, type RunParts } from './run-job.js';

/** Jobs of each lane at a time in one worker; each lane has its own, so that none waits for another. */
export const PROCESSORS: Readonly<Record<Lane, number>> = { emergency: 2, normal: 2, bulk: 2 };

export interface BullQueueParts extends RunParts {
  readonly redis: RedisLink;
  /** Null: this process offers jobs and runs none. */
  readonly processors: Readonly<Record<Lane, number>> | null;
  /** What takes jobs from the ledger while Redis is away. */
  readonly workers: Workers;
  /** Milliseconds of real time. */
  readonly realNow: () => number;
}

/** Ids of a lane in Redis at a time: enough to keep every worker busy, few enough to be taken before they are stale. */
const WAITING_AT_MOST = 500;
/** What was offered so long ago, while nothing of its lane waits in Redis, was lost there. */
const LOST_MS = 30_000;
/** While other ids wait it may only be behind them; after this it is offered again all the same. */
const LATE_MS = 600_000;
/** Until all is done the ledger is looked at so often, and what is due offered at every n-th look. */
const LOOK_MS = 25;
const LOOKS_TO_WAKE = 10;

/**
 * The ledger's jobs, brought to any number of workers by Bull, which carries their ids. While Redis is away workers look
 * into the ledger themselves; a claim there decides who does a job, so that both at once do no harm.
 */
export const makeBullQueue = (parts: BullQueueParts): Queue => {
  const { store, clock, log, redis, processors, realNow } = parts;
  const runJob = makeRunJob(parts);
  const underWay = new Set<Promise<void>>();
  let done = 0;
  const run: typeof runJob = job => {
    const running = runJob(job).finally(() => {
      underWay.delete(running);
      done += 1;
    });
    underWay.add(running);
    return running;
  };
  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
  const pollers = makePollers({ ...parts, run, workers: processors === null ? [] : parts.workers });
  const take = async (id: string): Promise<void> => {
    try {
      const job = await store.transact(tx => tx.jobs.claimOne(id, clock.now()));
      if (job !== null) await run(job);
    } catch (error) {
      // It stays in the ledger and is offered again.
      log.error('queue not reached', { error: wordsOf(error) });
    }
  };

  let session: BullSession | null = null;
  const offersFor = async (waiting: ReadonlyMap<Lane, number>): Promise<readonly Offer[]> => {
    const now = realNow();
    const rooms = [...waiting].map(([lane, ids]) => ({
      lane,
      notSince: fromEpochMs(now - (ids === 0 ? LOST_MS : LATE_MS)),
      limit: WAITING_AT_MOST - ids,
    }));
    try {
      const open = rooms.filter(({ limit }) => limit > 0);
      return await store.transact(tx => tx.jobs.offer(clock.now(), fromEpochMs(now), open));
    } catch (error) {
      log.error('queue not reached', { error: wordsOf(error) });
      return [];
    }
  };
  let offering = false;
  let asked = false;
  const offer = async (): Promise<void> => {
    offering = true;
    while (asked && session !== null) {
      asked = false;
      const to = session;
      try {
        const offers = await offersFor(await to.waiting());
        if (offers.length > 0) await to.add(offers);
      } catch (error) {
        if (to === session) redis.doubt(error);
      }
    }
    offering = false;
  };
  const wake = (): void => {
    asked = true;
    if (session === null) pollers.wake();
    else if (!offering) void offer();
  };

  let started = false;
  const change = (): void => {
    if (started && redis.isUp()) {
      session ??= openSession({ redis, log, processors, take, idle, onEmpty: wake });
      void pollers.stop();
    } else {
      void session?.leave();
      session = null;
      if (started) pollers.start();
    }
    wake();
  };
  let listening = false;
  const start = (): void => {
    started = true;
    if (!listening) redis.onChange(change);
    listening = true;
    // A Redis that has not answered yet is none: work does not wait for it.
    change();
  };
  return {
    start,
    stop: async () => {
      started = false;
      const leaving = session;
      session = null;
      await Promise.all([leaving?.leave(), pollers.stop(), idle()]);
    },
    drain: async () => {
      const before = done;
      if (!started) start();
      for (let look = 0; ; look += 1) {
        if (look % LOOKS_TO_WAKE === 0) wake();
        if ((await store.transact(tx => tx.jobs.open(clock.now()))) === 0) return done - before;
        await new Promise(resolve => setTimeout(resolve, LOOK_MS));
      }
    },
    wake,
    mode: () => (redis.isUp() ? 'bull' : 'polling'),
  };
};
