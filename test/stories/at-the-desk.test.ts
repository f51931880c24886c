import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { pipelinesPath } from '../../server/adapters/hubspot/paths.js';
import { problem } from '../../ui-extensions/contract/common.js';
import {
  contactCard,
  ticketCard,
  tryAnswer,
  type TicketCard,
} from '../../ui-extensions/contract/customer.js';
import { missedList } from '../../ui-extensions/contract/campaign.js';
import { defaultToken } from '../portal/portal.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const UNREACHABLE = ['Otto Grau', 'Maria Lind'] as const;

/** What our pipeline calls its stages, as its owner sees them. */
const stageLabels = async (portalUrl: string): Promise<ReadonlyMap<string, string>> => {
  const answer = await fetch(`${portalUrl}${pipelinesPath('tickets')}`, {
    headers: { authorization: `Bearer ${defaultToken}` },
  });
  const { results } = pipelines.parse(await answer.json());
  const ours = results.find(({ label }) => label === 'Forewarn');
  return new Map(ours?.stages.map(({ id, label }) => [id, label]));
};
const pipelines = z.object({
  results: z.array(
    z.object({ label: z.string(), stages: z.array(z.object({ id: z.string(), label: z.string() })) }),
  ),
});

/** Whom no message reaches, people tell; whoever complains is answered. */
describe('at the desk', () => {
  let town: Neighbourhood;
  let outage: string;

  const act = (path: string, body: object) => town.world.call('POST', path, body, 'ida');
  const ticketsOf = (name: string) =>
    town.world.portal.records
      .list('tickets')
      .filter(({ id }) =>
        town.world.portal.records
          .associations('tickets', id, 'contacts')
          .some(({ id: contact }) => contact === town.id(name)),
      );
  const ticketOf = (name: string) => {
    const [ticket, ...more] = ticketsOf(name);
    if (ticket === undefined || more.length > 0) throw new Error(`${name} has not one ticket.`);
    return ticket;
  };
  const cardOf = async (ticket: string): Promise<TicketCard> =>
    ticketCard.parse((await town.world.call('GET', `/api/cards/tickets/${ticket}`, undefined, 'ida')).body);
  let stages: ReadonlyMap<string, string>;
  const stageOf = (name: string): string | undefined =>
    stages.get(ticketOf(name).properties['hs_pipeline_stage'] ?? '');
  const tried = (ticket: string, what: 'reached' | 'notReached', way = 'phoneCall', key = randomUUID()) =>
    act(`/api/tickets/${ticket}/tries`, { idempotencyKey: key, act: what, way });

  beforeAll(async () => {
    town = await startNeighbourhood(
      [
        { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example', language: 'ru' }] },
        { feeder: 'F-12', people: [{ name: 'Otto Grau', phone: '+493023125001' }] },
        { feeder: 'F-12', lifeSupport: true, people: [{ name: 'Maria Lind', phone: '+493023125002' }] },
      ],
      { provision: true },
    );
    stages = await stageLabels(town.world.portalUrl);
    await town.world.call(
      'POST',
      '/api/roles/grant',
      { email: 'ida@utility.example', role: 'agent' },
      'marta',
    );
    const { id } = need(
      await town.desk.draft({
        kind: 'planned',
        feeders: ['F-12'],
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
        reason: 'network_repair',
      }),
    );
    outage = id;
    await launchNow(town.world, id);
    await town.world.pump();
  });
  afterAll(() => town.close());

  it('asks a person where no message can reach, on a ticket that stands at its beginning', async () => {
    for (const name of UNREACHABLE) {
      const { task, mayServe } = await cardOf(ticketOf(name).id);
      expect(task).toMatchObject({ reason: 'unreachable', tries: [], after: null });
      expect(mayServe).toEqual({ allowed: true, why: null });
      expect(stageOf(name)).toBe('To do');
    }
    const strange = await tried('99999', 'reached');
    expect([strange.status, problem.parse(strange.body).refusals?.[0]?.code]).toEqual([
      422,
      'ticket.notOurs',
    ]);
    const marta = await town.world.call(
      'POST',
      `/api/tickets/${ticketOf('Otto Grau').id}/tries`,
      { act: 'reached', way: 'phoneCall' },
      'marta',
    );
    expect(marta.status).toBe(403);
  });

  it('keeps a call in vain, once for each press, and says what comes next', async () => {
    const { id } = ticketOf('Otto Grau');
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => tried(id, 'notReached', 'phoneCall', key)));
    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(tryAnswer.parse(body)).toEqual({
        attempt: 1,
        after: { next: 'callAgain', at: town.at('2026-11-23T12:00+01:00') },
      });
    }
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('Waiting for the customer');
    const { task } = await cardOf(id);
    expect(task?.tries).toMatchObject([{ act: 'notReached', way: 'phoneCall', by: 'ida@utility.example' }]);
    // A life depends on it: nobody waits for a second call, and the ticket is still to be done.
    const maria = tryAnswer.parse((await tried(ticketOf('Maria Lind').id, 'notReached')).body);
    expect(maria.after.next).toBe('sendSomebody');
    await town.world.pump();
    expect(stageOf('Maria Lind')).toBe('To do');
  });

  it('keeps under a person’s name that somebody was told: known, but not served in writing', async () => {
    const { id } = ticketOf('Otto Grau');
    const answer = tryAnswer.parse((await tried(id, 'reached')).body);
    expect(answer).toEqual({ attempt: 2, after: { next: 'nothing', at: null } });
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('Done');
    expect(ticketOf('Otto Grau').properties['content']).toContain('Told by phone');
    const notices = await town.notices(outage);
    expect(notices.find(({ addressee }) => addressee === 'Otto Grau')).toMatchObject({
      state: 'told',
      servedAt: null,
    });
    const { body } = await town.world.call('GET', `/api/cards/outages/${outage}/missed`, undefined, 'ida');
    expect(missedList.parse(body).rows.map(({ addressee }) => addressee)).toEqual(['Maria Lind']);
    const again = await tried(id, 'notReached');
    expect([again.status, problem.parse(again.body).refusals?.[0]]).toMatchObject([
      422,
      { code: 'reach.already', details: { by: 'ida@utility.example' } },
    ]);
    const contact = await town.world.call(
      'GET',
      `/api/cards/contacts/${town.id('Otto Grau')}`,
      undefined,
      'ida',
    );
    expect(contactCard.parse(contact.body).counts).toMatchObject({ notReached: 0, underWay: 0 });
  });

  it('asks anew when there is news', async () => {
    need(
      await town.desk.revise(outage, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-28T09:00', to: '2026-11-28T13:00' }],
      }),
    );
    await launchNow(town.world, outage);
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('To do');
    const { task } = await cardOf(ticketOf('Otto Grau').id);
    expect(task).toMatchObject({ tries: [], after: null });
  });
});
