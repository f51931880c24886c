import { makeInProcessQueue } from '../../../server/adapters/queue/in-process.js';
import { WORKERS } from '../../../server/adapters/queue/queue.js';
import { openEmbeddedStore, type Store } from '../../../server/adapters/store/store.js';
import { queueBattery } from '../../batteries/queue.js';
import { emptyLedger } from '../../stories/empty-ledger.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the queue of one process', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
  });
  afterAll(() => store.close());

  queueBattery(() =>
    Promise.resolve({
      portal: id => store.forPortal(id),
      queue: (portal, clock, handlers) =>
        Promise.resolve(
          makeInProcessQueue({ store: portal, clock, handlers, log: silent, workers: WORKERS }),
        ),
    }),
  );
});
