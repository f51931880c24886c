import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { Store } from '../../server/adapters/store/store.js';
import { addHours } from '../../server/domain/time.js';
import type { Engine } from '../engines/engines.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from '../stories/neighbourhood.js';
import { expectEachHouseToldOnce, fortyHouses, FRIDAY } from './forty-houses.js';
import { ownPostgres, type OwnEngine } from './own-engines.js';

const engineOn = (server: OwnEngine): Engine => ({
  name: 'postgres',
  makeLedger: () => {
    const stores: Store[] = [];
    return Promise.resolve({
      url: server.url,
      open: async () => {
        const store = await openPostgresStore({ url: server.url });
        stores.push(store);
        return store;
      },
      drop: async () => {
        await Promise.all(stores.map(store => store.close().catch(() => undefined)));
      },
    });
  },
});

describe('a PostgreSQL server that crashes in the middle of a campaign', () => {
  let server: OwnEngine | null = null;
  let town: Neighbourhood;
  beforeAll(async () => {
    server = await ownPostgres();
    if (server === null && process.env['CI'] === 'true')
      throw new Error('No PostgreSQL server is installed, so its crash is not tested.');
  }, 60_000);
  afterAll(() => server?.remove());

  it('loses nothing and sends nothing twice, once it is back', async () => {
    if (server === null) {
      console.warn('Not tested: PostgreSQL’s programs are not installed.');
      return;
    }
    town = await startNeighbourhood(fortyHouses, { engine: engineOn(server) });
    const { world, desk } = town;
    const { id } = need(await desk.draft(FRIDAY));
    need(await desk.launch(need(await desk.rehearse(id))));
    // In the middle of the work, at whatever it is just doing.
    const working = world.pump().then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );
    await new Promise(resolve => setTimeout(resolve, 150));
    await server.stop();
    const gone = await world.call('GET', `/api/outages/${id}`, undefined, 'ida');
    expect(gone.status).toBe(503);
    await server.start();
    expect(['done', 'Fault']).toContain(await working);
    // What was claimed was given up with the lease; as the heartbeat does in a few seconds.
    await world.server.renew();
    for (let hour = 0; hour < 4; hour += 1) await world.advanceTo(addHours(world.clock.now(), 1));

    await expectEachHouseToldOnce(town, id);
    await town.close();
  }, 240_000);
});
