import type { Handlers, Queue } from '../../server/adapters/queue/queue.js';
import type { Store } from '../../server/adapters/store/store.js';
import type { PortalId } from '../../server/domain/ids.js';
import { addSeconds, fromEpochMs, instant, toEpochMs } from '../../server/domain/time.js';
import { Fault } from '../../server/workflows/fault.js';
import type { Clock } from '../../server/workflows/ports.js';
import type { NewJob } from '../../server/workflows/ports/jobs.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';

export interface QueueEngine {
  /** Jobs to do in one go. */
  readonly many: number;
  /** That portal's ledger as the first or the second process has it, under a lease of its own. */
  portal(id: PortalId, process: 0 | 1): Promise<PortalStore>;
  /** A queue on that portal's jobs, as another process would have it. */
  queue(store: PortalStore, clock: Clock, handlers: Handlers): Promise<Queue>;
}

const START = instant('2026-11-23T09:00:00Z');
/** Enough for anything that grows with each try to break. */
const MANY_TRIES = 70;
let portals = 0;

export const handlersOf = (handlers: Partial<Handlers>): Handlers => {
  const never = (): Promise<void> => Promise.reject(new Error('unexpected'));
  return {
    expandCampaign: never,
    expandCampaigns: never,
    deliverNotices: never,
    escalateUnserved: never,
    resolveUnknown: never,
    watchPause: never,
    mirrorToCrm: never,
    finishAction: never,
    openDebtCases: never,
    advanceDebtCases: never,
    followDebtNotices: never,
    handOverOrders: never,
    refreshDirectory: never,
    sweepDirectory: never,
    reconcileDirectory: never,
    ...handlers,
  };
};

/** A job that tells its own key to whoever does it. */
export const jobOf = (key: string, more: Partial<Pick<NewJob, 'lane' | 'dueAt'>> = {}): NewJob =>
  ({
    name: 'deliverNotices',
    key,
    lane: 'bulk',
    dueAt: START,
    ...more,
    data: { deliveries: [key] },
  }) as unknown as NewJob;

/** Handlers that note what they did, after `work`. */
const noting = (done: string[], work: (key: string) => Promise<void> = () => Promise.resolve()): Handlers =>
  handlersOf({
    deliverNotices: async ({ deliveries: [key = ''] }) => {
      await work(key);
      done.push(key);
    },
  });

const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>(resolve => (open = resolve));
  return { open, passed };
};

export const until = async (what: string, check: () => boolean | Promise<boolean>): Promise<void> => {
  for (let look = 0; look < 1500; look += 1) {
    if (await check()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`It never happened: ${what}`);
};

/** Under a lease that outlasts the test: who renews it is not the queue. */
export const portalOf = async (store: Store, id: PortalId): Promise<PortalStore> => {
  const portal = store.forPortal(id);
  await portal.workers.renew(fromEpochMs(Date.now() + 3_600_000));
  return portal;
};

/** What every queue does, whoever brings the jobs to the workers. */
export const queueBattery = (engine: () => Promise<QueueEngine>): void => {
  let made: QueueEngine;
  const open: Queue[] = [];
  beforeAll(async () => {
    made = await engine();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(queue => queue.stop()));
  });

  const setUp = async (...handlers: readonly Handlers[]) => {
    const id = `q${process.pid}-${(portals += 1)}` as PortalId;
    const portal = await made.portal(id, 0);
    const clock = simulatedClock(START);
    const queues = await Promise.all(handlers.map(own => made.queue(portal, clock, own)));
    open.push(...queues);
    const [queue] = queues;
    if (queue === undefined) throw new Error('No queue.');
    const add = async (...jobs: readonly NewJob[]): Promise<void> => {
      await portal.transact(tx => tx.jobs.enqueue(jobs));
      for (const one of queues) one.wake();
    };
    return { id, portal, clock, queue, queues, add };
  };

  it('works off what is due, and nothing before its time', async () => {
    const done: string[] = [];
    const { queue, add, clock } = await setUp(noting(done));
    await add(jobOf('now'), jobOf('later', { dueAt: addSeconds(START, 60) }));
    expect(await queue.drain()).toBe(1);
    clock.set(addSeconds(START, 60));
    expect(await queue.drain()).toBe(1);
    expect(done).toEqual(['now', 'later']);
  });

  it('does what a job leads to before it says that nothing is left', async () => {
    const done: string[] = [];
    const world = await setUp(
      noting(done, async key => {
        if (key === 'first') await world.add(jobOf('second', { lane: 'normal' }));
      }),
    );
    await world.add(jobOf('first'));
    expect(await world.queue.drain()).toBe(2);
    expect(done.sort()).toEqual(['first', 'second']);
  });

  it('lets an emergency pass bulk and normal work that holds every other worker', async () => {
    const held = gate();
    const done: string[] = [];
    const { queue, add } = await setUp(
      noting(done, key => (key === 'emergency' ? Promise.resolve() : held.passed)),
    );
    queue.start();
    await add(
      ...Array.from({ length: 20 }, (_, i) => jobOf(`job ${i}`, { lane: i % 2 === 0 ? 'bulk' : 'normal' })),
    );
    await new Promise(resolve => setTimeout(resolve, 100));
    await add(jobOf('emergency', { lane: 'emergency' }));
    await until('the emergency', () => done.includes('emergency'));
    expect(done).toEqual(['emergency']);
    held.open();
    await queue.drain();
    expect(done).toHaveLength(21);
  });

  it('tries a job that failed again, later, as late as the fault asks, and as often as it takes', async () => {
    let tries = 0;
    const { portal, queue, add, clock } = await setUp(
      handlersOf({
        deliverNotices: () => {
          tries += 1;
          if (tries === 1)
            return Promise.reject(
              new Fault('throttled', 'crm.throttled', 'Slowly.', { retryAfterSeconds: 90 }),
            );
          return tries < MANY_TRIES ? Promise.reject(new Error('not yet')) : Promise.resolve();
        },
      }),
    );
    await add(jobOf('once more'));
    await queue.drain();
    expect(await portal.transact(tx => tx.jobs.nextDue())).toBe(addSeconds(START, 90));
    for (let due = await next(portal); due !== null; due = await next(portal)) {
      expect(toEpochMs(due) - toEpochMs(clock.now())).toBeLessThanOrEqual(600_000);
      clock.set(due);
      await queue.drain();
    }
    expect(tries).toBe(MANY_TRIES);
  });

  it('holds the same key once while it waits, and does it again when it came in during its run', async () => {
    const held = gate();
    const done: string[] = [];
    const { queue, add } = await setUp(noting(done, () => held.passed));
    await add(jobOf('same'), jobOf('other', { dueAt: addSeconds(START, 3600) }));
    await add(jobOf('same'));
    const drained = queue.drain();
    await new Promise(resolve => setTimeout(resolve, 300));
    await add(jobOf('same'));
    await add(jobOf('same'));
    held.open();
    await drained;
    expect(done).toEqual(['same', 'same']);
  });

  it('stops when what is under way is done, and not before', async () => {
    const begun = gate();
    const held = gate();
    const done: string[] = [];
    const { queue, add } = await setUp(
      noting(done, async () => {
        begun.open();
        await held.passed;
      }),
    );
    queue.start();
    await add(jobOf('long'));
    await begun.passed;
    let stopped = false;
    const stopping = queue.stop().then(() => (stopped = true));
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(stopped).toBe(false);
    await add(jobOf('after'));
    held.open();
    await stopping;
    expect(done).toEqual(['long']);
    queue.start();
    await until('the next shift', () => done.includes('after'));
  });

  it('takes up what a process that died was doing', async () => {
    const done: string[] = [];
    const { id, queue, add } = await setUp(noting(done));
    await add(jobOf('interrupted'));
    const other = await made.portal(id, 1);
    await other.transact(tx => tx.jobs.claim(START, ['bulk']));
    queue.start();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(done).toEqual([]);
    // The end of a lease: what was claimed under it is given back.
    await other.workers.leave(START);
    await queue.drain();
    expect(done).toEqual(['interrupted']);
  });

  it('shares the work of one ledger among several, each job done once', async () => {
    const done: string[][] = [[], []];
    const pause = () => new Promise<void>(resolve => setTimeout(resolve, 2));
    const { queues, add } = await setUp(...done.map(own => noting(own, pause)));
    await add(
      ...Array.from({ length: 300 }, (_, i) => jobOf(`job ${i}`, { lane: i % 3 === 0 ? 'normal' : 'bulk' })),
    );
    await Promise.all(queues.map(queue => queue.drain()));
    expect(done.flat()).toHaveLength(300);
    expect(new Set(done.flat()).size).toBe(300);
    for (const own of done) expect(own.length).toBeGreaterThan(0);
  });

  it('works off a great many jobs, each once', async () => {
    const { many } = made;
    const done: string[] = [];
    const { queue, add } = await setUp(noting(done));
    await add(...Array.from({ length: many }, (_, i) => jobOf(`job ${i}`)));
    expect(await queue.drain()).toBe(many);
    expect(new Set(done).size).toBe(many);
  });
};

const next = (portal: PortalStore) => portal.transact(tx => tx.jobs.nextDue());
