import { makeBullQueue, PROCESSORS } from '../../../server/adapters/queue/bull.js';
import { openRedis, type RedisLink } from '../../../server/adapters/queue/redis.js';
import { WORKERS, type Queue } from '../../../server/adapters/queue/queue.js';
import type { Store } from '../../../server/adapters/store/store.js';
import type { PortalId } from '../../../server/domain/ids.js';
import { instant } from '../../../server/domain/time.js';
import type { Log } from '../../../server/workflows/ports.js';
import { handlersOf, jobOf, portalOf, until } from '../../batteries/queue.js';
import { describePostgres, type Ledger } from '../../engines/engines.js';
import { describeRedis, testRedis } from '../../engines/redis.js';
import { redisWire, type RedisWire } from '../../engines/redis-wire.js';
import { simulatedClock } from '../../sandbox/simulated-clock.js';

const START = instant('2026-11-23T09:00:00Z');

describeRedis('a queue whose Redis goes away', url => {
  describePostgres('with its ledger', ({ makeLedger }) => {
    const redis = testRedis(url);
    let ledger: Ledger;
    let store: Store;
    let wire: RedisWire;
    const links: RedisLink[] = [];
    const queues: Queue[] = [];
    let portals = 0;
    beforeAll(async () => {
      ledger = await makeLedger();
      store = await ledger.open();
    });
    beforeEach(async () => {
      wire = await redisWire(url);
    });
    afterEach(async () => {
      await Promise.all(queues.splice(0).map(queue => queue.stop()));
      for (const link of links.splice(0)) link.close();
      await wire.close();
    });
    afterAll(async () => {
      await redis.close();
      await ledger.drop();
    });

    const setUp = async (address = wire.url) => {
      const portal = await portalOf(store, `away${(portals += 1)}` as PortalId);
      const done: string[] = [];
      const said: string[] = [];
      const write = (event: string, fields: unknown): void => {
        said.push(`${event} ${JSON.stringify(fields)}`);
      };
      const log: Log = { info: write, warn: write, error: write };
      let aheadMs = 0;
      const link = openRedis({
        url: address,
        portal: portal.portal,
        name: 'forewarn-test',
        log,
        prefix: redis.prefixOf(portal.portal),
      });
      links.push(link);
      const make = (processors: typeof PROCESSORS | null): Queue => {
        const queue = makeBullQueue({
          store: portal,
          clock: simulatedClock(START),
          log,
          handlers: handlersOf({
            deliverNotices: async ({ deliveries: [key = ''] }) => {
              await new Promise(resolve => setTimeout(resolve, 5));
              done.push(key);
            },
          }),
          workers: WORKERS,
          processors,
          redis: link,
          realNow: () => Date.now() + aheadMs,
        });
        queues.push(queue);
        return queue;
      };
      const add = (queue: Queue, from: number, count: number) =>
        portal
          .transact(tx =>
            tx.jobs.enqueue(
              Array.from({ length: count }, (_, i) =>
                jobOf(`job ${from + i}`, { lane: i % 4 === 0 ? 'emergency' : 'bulk' }),
              ),
            ),
          )
          .then(() => {
            queue.wake();
          });
      const eachOnce = async (count: number): Promise<void> => {
        await until(`${count} jobs`, () => done.length >= count);
        expect(new Set(done).size).toBe(count);
        expect(done).toHaveLength(count);
      };
      return { portal, link, make, add, done, said, eachOnce, later: (ms: number) => (aheadMs += ms) };
    };
    const awayLines = (said: readonly string[]) => said.filter(line => line.startsWith('redis not reached'));

    it('looks into the ledger when there is none at the start, says so once, and never the password', async () => {
      await wire.cut();
      const address = new URL(wire.url);
      address.password = 'a-secret-of-this-test';
      const { make, add, said, eachOnce } = await setUp(address.href);
      const queue = make(PROCESSORS);
      queue.start();
      await add(queue, 0, 40);
      await eachOnce(40);
      await until('it was said', () => awayLines(said).length > 0);
      expect(queue.mode()).toBe('polling');
      // A password that is refused is told in other words, and not repeated either.
      await wire.mend();
      await new Promise(resolve => setTimeout(resolve, 500));
      expect(awayLines(said)).toHaveLength(1);
      expect(said.join('\n')).not.toContain('a-secret-of-this-test');
    });

    it.each(['cut', 'stall'] as const)('loses nothing and does nothing twice (%s)', async how => {
      const { make, add, said, eachOnce, link } = await setUp();
      const queue = make(PROCESSORS);
      queue.start();
      await until('Bull works', () => queue.mode() === 'bull');
      await add(queue, 0, 100);
      await wire[how]();
      await add(queue, 100, 50);
      await eachOnce(150);
      await until('it is known', () => queue.mode() === 'polling');
      expect(awayLines(said)).toHaveLength(1);
      await wire.mend();
      await until('Redis is back', () => link.isUp());
      await add(queue, 150, 50);
      await eachOnce(200);
      expect(queue.mode()).toBe('bull');
      expect(said.filter(line => line.startsWith('redis reached again'))).toHaveLength(1);
    });

    it('offers again what Redis forgot', async () => {
      const { portal, make, add, done, eachOnce, later, link } = await setUp();
      const web = make(null);
      web.start();
      await until('Bull works', () => web.mode() === 'bull');
      await add(web, 0, 10);
      await until('they are offered', async () => (await link.client.llen(`${link.prefix}:bulk:wait`)) === 7);
      await link.client.del(...(await link.client.keys(`${link.prefix}:*`)));
      const worker = make(PROCESSORS);
      worker.start();
      worker.wake();
      await new Promise(resolve => setTimeout(resolve, 300));
      expect(done).toEqual([]);
      expect(await portal.transact(tx => tx.jobs.open(START))).toBe(10);
      later(31_000);
      worker.wake();
      await eachOnce(10);
    });

    it('leaves jobs to the workers in a process that only offers them', async () => {
      const { make, add, done } = await setUp();
      const web = make(null);
      await wire.cut();
      web.start();
      await add(web, 0, 5);
      await new Promise(resolve => setTimeout(resolve, 500));
      expect(done).toEqual([]);
      await web.stop();
    });
  });
});
