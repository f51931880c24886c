import { makeBullQueue, PROCESSORS } from '../../../server/adapters/queue/bull.js';
import { WORKERS } from '../../../server/adapters/queue/queue.js';
import { openEmbeddedStore, type Store } from '../../../server/adapters/store/store.js';
import { queueBattery } from '../../batteries/queue.js';
import { testRedis, whereRedisAnswers } from '../../engines/redis.js';
import { emptyLedger } from '../../stories/empty-ledger.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

whereRedisAnswers('the queue on Bull', () => {
  const redis = testRedis();
  let store: Store;
  beforeAll(async () => {
    store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
  });
  afterAll(async () => {
    await redis.close();
    await store.close();
  });

  queueBattery(() =>
    Promise.resolve({
      portal: id => store.forPortal(id),
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
