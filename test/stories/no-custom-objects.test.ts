import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLACE_PROPERTIES, PROPERTIES } from '../../server/adapters/hubspot/definitions.js';
import { deskOf, launchNow, need } from '../sandbox/scenario.js';
import { startWorld, type World } from '../sandbox/world.js';
import { MONDAY_TEN } from './neighbourhood.js';

let world: World;
let anna = '';
const folder = mkdtempSync(join(tmpdir(), 'forewarn-story-'));
const place = (account: string): Readonly<Record<string, string>> => ({
  account_number: account,
  feeder: 'F-12',
  supply_timezone: 'Europe/Berlin',
  jurisdiction: 'XA-N',
  customer_class: 'residential',
  address: 'Mühlenweg 1',
  city: 'Flussau',
  zip: '00999',
  country: 'DE',
});
beforeAll(async () => {
  const ours = [...PLACE_PROPERTIES];
  world = await startWorld({
    seed: 1,
    start: MONDAY_TEN,
    folder,
    memory: true,
    rules: {},
    account: {
      tier: 'professional',
      schemas: [],
      properties: {
        ...PROPERTIES,
        contacts: [...PROPERTIES.contacts, ...ours],
        companies: [...PROPERTIES.companies, ...ours],
      },
    },
    seedPortal: portal => {
      [anna = ''] = portal.records.create('contacts', [
        {
          properties: { firstname: 'Anna', lastname: 'Keller', email: 'anna@mail.example', ...place('A-1') },
        },
        // Without an address anybody could be told at.
        {
          properties: { firstname: 'Ute', lastname: 'Fern', ...place('A-2'), address: '', zip: '', city: '' },
        },
        { properties: { firstname: 'No', lastname: 'Supply', email: 'no@mail.example' } },
      ]);
      portal.records.create('companies', [{ properties: { name: 'Mill', ...place('A-3') } }]);
      return { customers: 3, servicePoints: 3, feeders: 1, people: {} };
    },
  });
  await world.server.importDirectory();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

it('each contact and company with an account and a feeder is supplied at one place', async () => {
  expect(await world.server.reads.feeders()).toEqual([{ feeder: 'F-12', servicePoints: 3, accounts: 3 }]);
});

it('they are told, activities and tickets are written, and nothing waits for records that cannot be', async () => {
  const desk = deskOf(world);
  const drafted = need(
    await desk.draft({
      kind: 'planned',
      feeders: ['F-12'],
      zone: 'Europe/Berlin',
      windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
      reason: 'network_repair',
    }),
  );
  await launchNow(world, drafted.id);
  await world.advanceTo('2026-11-25T12:00:00.000Z' as typeof MONDAY_TEN);
  const { records } = world.portal;
  expect(world.sinks.inbox.list({ to: 'anna@mail.example', limit: 10 })).toHaveLength(1);
  expect(records.associations('contacts', anna, 'emails')).toHaveLength(1);
  expect(records.list('tickets').map(({ properties }) => properties['subject'])).toEqual([
    expect.stringContaining('Ute Fern') as unknown,
  ]);
  expect((await world.server.reads.backlog(world.clock.now())).crmPending).toBe(0);
});

it('a supply that is moved in HubSpot is found by the sweep', async () => {
  await world.server.keepDirectory();
  world.portal.records.update('contacts', anna, { feeder: 'F-13' });
  await world.advanceTo('2026-11-25T15:00:00.000Z' as typeof MONDAY_TEN);
  expect((await world.server.reads.feeders()).map(({ feeder }) => feeder)).toEqual(['F-12', 'F-13']);
});
