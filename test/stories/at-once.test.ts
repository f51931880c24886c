import { makeIds } from '../../server/adapters/ids.js';
import type { Store } from '../../server/adapters/store/store.js';
import { composeSteps } from '../../server/compose-debts.js';
import type { DebtCaseId, PortalId } from '../../server/domain/ids.js';
import { addMinutes, fromEpochMs } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { advanceDebtCases } from '../../server/workflows/advance-debt-cases.js';
import { describePostgres, type Engine, type Ledger } from '../engines/engines.js';
import { defaultPortalId } from '../portal/portal.js';
import { need } from '../sandbox/scenario.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import type { Persona } from '../sandbox/stage.js';
import { crewByWebhook, type CrewByWebhook } from './crew-by-webhook.js';
import { debtDesk, LADDER } from './debt-desk.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const MAILS = ['anna@mail.example', 'ben@mail.example', 'cara@mail.example'];
/** The last one has no address, so that people give the notices of a debt there. */
const NAMES = ['House 0', 'House 1', 'House 2', 'House 3'];
const DEBTOR = 3;

/** On a server alone: the embedded engine runs one transaction after the other anyway. */
describePostgres('the same click several times at once', engine => {
  let ledger: Ledger;
  let crew: CrewByWebhook;
  let town: Neighbourhood;
  beforeAll(async () => {
    const kept: Engine = { ...engine, makeLedger: async () => (ledger = await engine.makeLedger()) };
    crew = await crewByWebhook();
    town = await startNeighbourhood(
      NAMES.map((name, i) => {
        const email = MAILS[i];
        return { feeder: 'F-12', people: [{ name, ...(email === undefined ? {} : { email }) }] };
      }),
      { engine: kept, network: crew.settings },
    );
  });
  afterAll(async () => {
    await town.close();
    await crew.close();
  });

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

  /** Looks at cases as another process would, over a connection of its own. */
  const anotherProcess = async (store: Store, seed: number) => {
    const config = loadConfig();
    const { clock } = town.world;
    const own = store.forPortal(String(defaultPortalId) as PortalId);
    await own.workers.renew(fromEpochMs(Date.now()));
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const steps = composeSteps({
      ...{ store: own, clock, log, texts: config.texts },
      ids: makeIds(clock, seededRandom(seed).bytes),
      policy: () => Promise.resolve(config.policy),
      rulebooks: config.rulebooks.map(({ rulebook }) => rulebook),
      letterCalendar: config.carriers.letter[0]?.handOver ?? null,
      network: { name: 'crew', send: () => Promise.resolve() },
    });
    return advanceDebtCases(steps);
  };

  it('gives one notice, one approval and one order of a debt, whoever looks at it with whom', async () => {
    const desk = debtDesk(town, NAMES);
    await desk.staff();
    await desk.say(...NAMES.map((_, n) => `bill,b${n},A-${n},184.20,EUR,2026-11-01,2026-11-15,,,`));
    await town.world.advanceTo(town.at('2026-11-24T10:00+01:00'));
    await desk.say();
    const [one, two] = await Promise.all([1, 2].map(async seed => anotherProcess(await ledger.open(), seed)));
    const cases = await Promise.all(NAMES.map((_, n) => desk.idOf(n)));
    const both = (ids: readonly DebtCaseId[]) =>
      Promise.all([one?.({ cases: ids }), two?.({ cases: [...ids].reverse() })]);
    // The first notices: each is given once.
    await both(cases);
    await town.world.pump();
    for (const mail of MAILS) expect(await town.received(mail)).toHaveLength(2);

    await desk.serve(DEBTOR, LADDER);
    const id = await desk.idOf(DEBTOR);
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 1));
    const press = (as: Persona, idempotencyKey: string) =>
      town.world.call('POST', `/api/debts/${id}/approve`, { reason: 'Checked.', idempotencyKey }, as);
    const [A, B, C] = ['aa', 'bb', 'cc'].map(end => `0190f7a2-0000-7000-8000-0000000000${end}`);
    const pressed = await Promise.all([
      press('marta', A ?? ''),
      press('marta', A ?? ''),
      press('marta', B ?? ''),
      press('vera', C ?? ''),
    ]);
    expect(pressed.map(({ status }) => status).filter(status => status === 201).length).toBeGreaterThan(0);
    await Promise.all([both([id]), both([id])]);
    await Promise.all([town.world.server.tick(), town.world.server.tick()]);
    await town.world.pump();
    const types = await desk.eventsOf(id);
    expect(types.filter(type => type === 'approved')).toHaveLength(1);
    expect(types.filter(type => type === 'ordered')).toHaveLength(1);
    expect(crew.orders(`A-${DEBTOR}`).map(({ kind }) => kind)).toEqual(['act']);
  });
});
