import { makeBullQueue, PROCESSORS } from '../../../server/adapters/queue/bull.js';
import { WORKERS } from '../../../server/adapters/queue/queue.js';
import type { Store } from '../../../server/adapters/store/store.js';
import { portalOf, queueBattery } from '../../batteries/queue.js';
import { describePostgres, type Ledger } from '../../engines/engines.js';
import { describeRedis, testRedis } from '../../engines/redis.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describeRedis('the queue on Bull', url => {
  describePostgres('with its ledger', ({ makeLedger }) => {
    const redis = testRedis(url);
    let ledger: Ledger;
    let stores: readonly [Store, Store?];
    beforeAll(async () => {
      ledger = await makeLedger();
      stores = [await ledger.open(), await ledger.open()];
    });
    afterAll(async () => {
      await redis.close();
      await ledger.drop();
    });

    queueBattery(() =>
      Promise.resolve({
        // More than wait in Redis at a time.
        many: 1200,
        portal: (id, process) => portalOf(stores[process] ?? stores[0], id),
        queue: async (portal, clock, handlers) =>
          makeBullQueue({
            store: portal,
            clock,
            handlers,
            log: silent,
            workers: WORKERS,
            processors: PROCESSORS,
            redis: await redis.open({ portal: portal.portal }),
            realNow: Date.now,
          }),
      }),
    );
  });
});
