import { OBJECTS, PLACE_PROPERTIES, PROPERTIES } from '../../../server/adapters/hubspot/definitions.js';
import { makeApi } from '../../../server/adapters/hubspot/make-api.js';
import { describeProvision, isComplete } from '../../../server/adapters/hubspot/provision-report.js';
import { provision, WrongPortal, type ProvisionResult } from '../../../server/adapters/hubspot/provision.js';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import type { Log } from '../../../server/workflows/ports.js';
import type { PropertyDefinition } from '../../portal/schema/property.js';
import { createPortal, defaultToken, type Portal, type PortalOptions } from '../../portal/portal.js';
import { START } from './local-portal.js';
import { simulatedClock } from './simulated-clock.js';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A portal as HubSpot hands it over, unless told otherwise. */
const fresh = async (options: Partial<PortalOptions> = {}) => {
  const clock = simulatedClock(START);
  const portal = createPortal({ clock, ...options });
  const { url, close } = await portal.listen();
  closers.push(close);
  const api = makeApi({
    clock,
    budgets: ownBudgets(clock),
    log: silent,
    settings: { basePath: url, accessToken: defaultToken, timeoutMs: 5_000 },
  });
  const run = (dryRun = false): Promise<ProvisionResult> =>
    provision(api)({ portal: String(portal.portalId), dryRun });
  return { portal, run, api };
};

const statesOf = ({ rows }: ProvisionResult): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};
const writes = (portal: Portal): readonly string[] =>
  portal.calls
    .all()
    .filter(({ method }) => method !== 'GET')
    .map(({ path }) => path);

test('a fresh portal gets everything, and the second run changes nothing and says so', async () => {
  const { portal, run } = await fresh();
  const first = await run();
  expect(Object.keys(statesOf(first))).toEqual(['created']);
  expect(isComplete(first)).toBe(true);

  portal.calls.reset();
  const second = await run();
  expect(writes(portal)).toEqual([]);
  expect(statesOf(second)).toEqual({ there: first.rows.length });
  expect(describeProvision(second)).toContain(`Nothing to do: all ${String(first.rows.length)} are there.`);
});

test('what it leaves is what the server needs: keys, labels, associations with people and companies', async () => {
  const { portal, run } = await fresh();
  await run();
  const [ada = ''] = portal.records.create('contacts', [
    { properties: { preferred_language: 'it', no_internet: 'true', outage_sms_opt_out: 'false' } },
  ]);
  const [firm = ''] = portal.records.create('companies', [{ properties: { name: 'Works' } }]);
  portal.records.create('service_point', [
    {
      properties: { service_point_id: 'SP-1', customer_class: 'business', life_support: 'true' },
      associations: [
        { to: 'contacts', id: ada, labels: ['Nominated carer'] },
        { to: 'companies', id: firm, labels: ['Account holder', 'Occupant'] },
      ],
    },
  ]);
  portal.records.create('outage', [
    {
      properties: { forewarn_id: 'o1', window_start: '2026-11-24T08:00:00Z', affected_customers: '12' },
      associations: [
        { to: 'contacts', id: ada },
        { to: 'companies', id: firm },
      ],
    },
  ]);
  expect(portal.records.get('service_point', 'SP-1', 'service_point_id')).toBeDefined();
  expect(portal.records.get('outage', 'o1', 'forewarn_id')).toBeDefined();
});

test('a dry run lists the same and touches nothing', async () => {
  const { portal, run } = await fresh();
  const dry = await run(true);
  expect(writes(portal)).toEqual([]);
  expect(Object.keys(statesOf(dry))).toEqual(['missing']);
  const real = await run();
  const names = ({ rows }: ProvisionResult) =>
    rows.map(({ on, what, name }) => `${on} ${what} ${name}`).sort();
  expect(names(dry)).toEqual(names(real));
});

test('a run that was broken off is completed', async () => {
  const [servicePoint, outage] = OBJECTS;
  if (!servicePoint || !outage) throw new Error('two objects');
  const unlabelled = {
    ...servicePoint,
    properties: servicePoint.properties.filter(({ name }) => name !== 'life_support'),
    associatedObjects: [
      { objectType: 'contacts', labels: (servicePoint.associatedObjects[0]?.labels ?? []).slice(0, 1) },
    ],
  };
  const { portal, run } = await fresh({ schemas: [unlabelled] });
  const result = await run();
  expect(isComplete(result)).toBe(true);
  const made = result.rows.filter(({ on, state }) => on === 'service_point' && state === 'created');
  expect(made.map(({ what, name }) => `${what} ${name}`)).toEqual([
    'property life_support',
    'association companies',
    ...['Occupant', 'Nominated carer', 'Third party'].map(label => `label ${label} (contacts)`),
    ...['Account holder', 'Occupant', 'Nominated carer', 'Third party'].map(
      label => `label ${label} (companies)`,
    ),
  ]);
  portal.calls.reset();
  await run();
  expect(writes(portal)).toEqual([]);
});

test.each([
  ['the answer is lost after the work is done', 'commit-then-drop'],
  ['the gateway fails once', '502'],
  ['the burst is used up', '429'],
] as const)('%s: it goes on, and nothing is made twice', async (_, kind) => {
  const { portal, run } = await fresh();
  for (const path of [/groups$/, /properties\/2026-09\/contacts$/, /schemas$/, /labels$/])
    portal.faults.inject({ match: { method: 'POST', path }, times: 1, kind });
  const result = await run();
  expect(isComplete(result)).toBe(true);
  portal.calls.reset();
  expect(Object.keys(statesOf(await run()))).toEqual(['there']);
});

test('what is there with another type is reported and left alone', async () => {
  const number: PropertyDefinition = { name: 'no_internet', label: 'Ours', type: 'number' };
  const key: PropertyDefinition = { name: 'forewarn_key', label: 'Key', type: 'string' };
  const { portal, run } = await fresh({ properties: { contacts: [number], tickets: [key] } });
  const result = await run();
  expect(isComplete(result)).toBe(false);
  expect(result.rows.filter(({ state }) => state === 'differs')).toMatchObject([
    { on: 'contacts', name: 'no_internet', note: 'is of type number, expected bool' },
    { on: 'tickets', name: 'forewarn_key', note: expect.stringContaining('not unique') as string },
  ]);
  expect(() => portal.records.create('contacts', [{ properties: { no_internet: '7' } }])).not.toThrow();
  expect(describeProvision(result)).toMatch(/DIFFERS {3}property {8}no_internet: is of type number/);
});

test('without Enterprise it says so and provisions the rest', async () => {
  const { run } = await fresh({ tier: 'professional' });
  const result = await run();
  expect(result.rows.filter(({ state }) => state === 'refused')).toMatchObject(
    OBJECTS.map(({ name }) => ({ on: name, note: expect.stringContaining('Enterprise') as string })),
  );
  const rest = result.rows.filter(({ state }) => state === 'created').map(({ name }) => name);
  expect(rest).toEqual(
    expect.arrayContaining(Object.values(PROPERTIES).flatMap(list => list.map(({ name }) => name))),
  );
  // A customer's place stands on the customer then.
  for (const on of ['contacts', 'companies'])
    expect(
      result.rows.filter(row => row.on === on && row.state === 'created').map(({ name }) => name),
    ).toEqual(expect.arrayContaining(PLACE_PROPERTIES.map(({ name }) => name)));
  expect(describeProvision(result)).toMatch(/This account has no custom objects\. Notices, the cards/);
});

test('a scope that is missing is named, for each thing it keeps from being made', async () => {
  const scopes = [
    'crm.schemas.contacts.read',
    'crm.schemas.contacts.write',
    'tickets',
    'crm.objects.companies.read',
  ];
  const { run } = await fresh({ tokens: [{ token: defaultToken, scopes }] });
  const result = await run();
  const refused = result.rows.filter(({ state }) => state === 'refused');
  expect(refused.map(({ on, what }) => `${on} ${what}`)).toEqual([
    'companies property group',
    'companies property',
    'service_point custom object',
    'outage custom object',
    'debt_notice custom object',
  ]);
  const notes = refused.map(({ note }) => note ?? '');
  expect(notes[0]).toContain('crm.schemas.companies.write');
  expect(notes[2]).toContain('crm.schemas.custom.read');
  expect(result.rows.filter(({ on }) => on === 'contacts').every(({ state }) => state === 'created')).toBe(
    true,
  );
});

test('a token for another account, or none that is valid, ends it before anything is written', async () => {
  const { portal, api } = await fresh();
  await expect(provision(api)({ portal: '1', dryRun: false })).rejects.toThrow(WrongPortal);
  expect(writes(portal)).toEqual([]);
  const { run } = await fresh({ tokens: ['another'] });
  await expect(run()).rejects.toMatchObject({ kind: 'unauthorised', code: 'hubspot.token' });
});
