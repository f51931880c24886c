import { makeInProcessQueue, WORKERS, type Handlers } from '../../../server/adapters/queue/in-process.js';
import { openEmbeddedStore, type Store } from '../../../server/adapters/store/store.js';
import type { PortalId } from '../../../server/domain/ids.js';
import { addSeconds, instant } from '../../../server/domain/time.js';
import type { NewJob } from '../../../server/workflows/ports/jobs.js';
import { Fault } from '../../../server/workflows/fault.js';
import { simulatedClock } from '../../sandbox/simulated-clock.js';
import { emptyLedger } from '../../stories/empty-ledger.js';

const START = instant('2026-11-23T09:00:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the queue of one process', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
  });
  afterAll(() => store.close());

  let portals = 0;
  const setUp = (handlers: Partial<Handlers>) => {
    const portal = store.forPortal(String((portals += 1)) as PortalId);
    const clock = simulatedClock(START);
    const never = (): Promise<void> => Promise.reject(new Error('unexpected'));
    const queue = makeInProcessQueue({
      store: portal,
      clock,
      log: silent,
      workers: WORKERS,
      handlers: {
        expandCampaign: never,
        expandCampaigns: never,
        deliverNotices: never,
        escalateUnserved: never,
        resolveUnknown: never,
        mirrorToCrm: never,
        ...handlers,
      },
    });
    const add = (...jobs: NewJob[]) => portal.transact(tx => tx.jobs.enqueue(jobs));
    return { portal, clock, queue, add };
  };
  const mirror = (key: string, at = START): NewJob => ({
    name: 'mirrorToCrm',
    key,
    lane: 'bulk',
    dueAt: at,
    data: { kind: 'ticket' },
  });
  const urgent = (key: string): NewJob => ({
    name: 'resolveUnknown',
    key,
    lane: 'emergency',
    dueAt: START,
    data: {},
  });

  it('works off what is due, and nothing before its time', async () => {
    let done = 0;
    const { queue, add, clock } = setUp({
      mirrorToCrm: () => {
        done += 1;
        return Promise.resolve();
      },
    });
    await add(mirror('now'), mirror('later', addSeconds(START, 60)));
    expect(await queue.drain()).toBe(1);
    clock.set(addSeconds(START, 60));
    expect(await queue.drain()).toBe(1);
    expect(done).toBe(2);
  });

  it('lets an emergency pass bulk work that holds every other worker', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    const emergency = new Promise<void>(resolve => {
      const { queue, add } = setUp({
        mirrorToCrm: () => held,
        resolveUnknown: () => {
          resolve();
          return Promise.resolve();
        },
      });
      void add(...Array.from({ length: 20 }, (_, i) => mirror(`bulk ${i}`))).then(async () => {
        queue.start();
        await new Promise(next => setTimeout(next, 100));
        await add(urgent('emergency'));
        await emergency;
        release();
        await queue.stop();
      });
    });
    await emergency;
  });

  it('tries a job that failed again, later, and as late as the fault asks', async () => {
    let tries = 0;
    const { portal, queue, add, clock } = setUp({
      mirrorToCrm: () => {
        tries += 1;
        return tries === 1
          ? Promise.reject(new Fault('throttled', 'crm.throttled', 'Slowly.', { retryAfterSeconds: 90 }))
          : Promise.resolve();
      },
    });
    await add(mirror('once more'));
    await queue.drain();
    expect(await portal.transact(tx => tx.jobs.nextDue())).toBe(addSeconds(START, 90));
    clock.set(addSeconds(START, 90));
    await queue.drain();
    expect(tries).toBe(2);
    expect(await portal.transact(tx => tx.jobs.nextDue())).toBeNull();
  });

  it('takes up what a process that died was doing', async () => {
    let done = 0;
    const { portal, queue, add } = setUp({
      mirrorToCrm: () => {
        done += 1;
        return Promise.resolve();
      },
    });
    await add(mirror('interrupted'));
    await portal.transact(tx => tx.jobs.claim(START, ['bulk']));
    await queue.drain();
    expect(done).toBe(0);
    await portal.transact(tx => tx.jobs.recover());
    await queue.drain();
    expect(done).toBe(1);
  });
});
