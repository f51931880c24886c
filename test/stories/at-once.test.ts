import { describePostgres } from '../engines/engines.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const MAILS = ['anna@mail.example', 'ben@mail.example', 'cara@mail.example'];

/** On a server alone: the embedded engine runs one transaction after the other anyway. */
describePostgres('the same click several times at once', engine => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood(
      MAILS.map((email, i) => ({ feeder: 'F-12', people: [{ name: `House ${i}`, email }] })),
      { engine },
    );
  });
  afterAll(() => town.close());

  it('launches once, tells everybody once, and says to the others that it was launched', async () => {
    const { id } = need(
      await town.desk.draft({
        kind: 'planned',
        feeders: ['F-12'],
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
        reason: 'network_repair',
      }),
    );
    const rehearsals = await Promise.all([1, 2, 3].map(() => town.desk.rehearse(id)));
    const [rehearsed] = rehearsals.map(need);
    if (rehearsed === undefined) throw new Error('Nothing was rehearsed.');
    const launches = await Promise.all([1, 2, 3, 4].map(() => town.desk.launch(rehearsed)));
    expect(launches.map(reply => (reply.ok ? 'launched' : reply.problem.code)).sort()).toEqual([
      'campaign.launched',
      'campaign.launched',
      'campaign.launched',
      'launched',
    ]);
    await Promise.all([town.world.server.tick(), town.world.server.tick()]);
    await town.world.pump();
    for (const mail of MAILS) expect(await town.received(mail)).toHaveLength(1);
  });
});
