import { makeInProcessQueue } from '../../../server/adapters/queue/in-process.js';
import { WORKERS } from '../../../server/adapters/queue/queue.js';
import type { Store } from '../../../server/adapters/store/store.js';
import { portalOf, queueBattery } from '../../batteries/queue.js';
import { describeEngines, type Ledger } from '../../engines/engines.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describeEngines('the queue of one process', ({ name, makeLedger }) => {
  let ledger: Ledger;
  let stores: readonly [Store, Store?];
  beforeAll(async () => {
    ledger = await makeLedger();
    stores = name === 'embedded' ? [await ledger.open()] : [await ledger.open(), await ledger.open()];
  });
  afterAll(() => ledger.drop());

  queueBattery(() =>
    Promise.resolve({
      many: 400,
      portal: (id, process) => portalOf(stores[process] ?? stores[0], id),
      queue: (portal, clock, handlers) =>
        Promise.resolve(
          makeInProcessQueue({ store: portal, clock, handlers, log: silent, workers: WORKERS }),
        ),
    }),
  );
});
