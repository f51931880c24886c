import type { Client } from '@hubspot/api-client';
import { ObjectTypePropertyCreateTypeEnum as SchemaType } from '@hubspot/api-client/lib/codegen/crm/schemas/models/ObjectTypePropertyCreate.js';
import {
  PropertyCreateFieldTypeEnum as Field,
  PropertyCreateTypeEnum as Type,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import { officialClient, refusalOf } from './official-client.js';
import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
let client: Client;
const start = async (options: Parameters<typeof startPortal>[0] = {}): Promise<void> => {
  portal = await startPortal(options);
  client = officialClient(portal);
};
afterEach(() => portal.close());

const meter = {
  name: 'meter',
  labels: { singular: 'Meter', plural: 'Meters' },
  primaryDisplayProperty: 'serial',
  requiredProperties: ['serial'],
  searchableProperties: ['serial'],
  properties: [
    {
      name: 'serial',
      label: 'Serial',
      type: SchemaType.String,
      fieldType: 'text',
      hasUniqueValue: true,
    },
  ],
  associatedObjects: ['0-1', 'service_point'],
};

test('a custom object: defined, used, associated, changed, and deleted once it is empty', async () => {
  await start();
  const { coreApi } = client.crm.schemas;
  const made = await coreApi.create(meter as Parameters<typeof coreApi.create>[0]);
  expect(made).toMatchObject({
    name: 'meter',
    fullyQualifiedName: 'p4310001_meter',
    requiredProperties: ['serial'],
  });
  expect(made.objectTypeId).toMatch(/^2-\d+$/);

  const { basicApi, batchApi } = client.crm.objects;
  const record = await basicApi.create('meter', { properties: { serial: 'M-1' }, associations: [] });
  const upserted = await batchApi.upsert('meter', {
    inputs: [{ id: 'M-1', idProperty: 'serial', properties: {} }],
  });
  expect(upserted.results.map(({ id, _new }) => [id, _new])).toEqual([[record.id, false]]);
  const [contact = ''] = portal.records.create('contacts', [{ properties: {} }]);
  await client.crm.associations.v4.basicApi.createDefault('meter', record.id, 'contacts', contact);
  await expect(
    client.crm.associations.v4.basicApi.createDefault('meter', record.id, 'companies', '1'),
  ).rejects.toMatchObject({ code: 400 });
  const link = { fromObjectTypeId: made.objectTypeId ?? '', toObjectTypeId: '0-2', name: 'meter_to_company' };
  expect(await coreApi.createAssociation('meter', link)).toMatchObject({ toObjectTypeId: '0-2' });

  const changed = await coreApi.update('meter', { labels: { singular: 'Gauge', plural: 'Gauges' } });
  expect(changed.labels).toEqual({ singular: 'Gauge', plural: 'Gauges' });
  expect((await refusalOf(coreApi.archive('meter'))).code).toBe(400);
  await basicApi.archive('meter', record.id);
  await coreApi.archive('meter');
  expect((await refusalOf(basicApi.getPage('meter'))).code).toBe(400);

  const again = await refusalOf(coreApi.create(meter as Parameters<typeof coreApi.create>[0]));
  expect([again.code, again.body.category]).toEqual([409, 'OBJECT_ALREADY_EXISTS']);
  await coreApi.archive('meter', true);
  await coreApi.create(meter as Parameters<typeof coreApi.create>[0]);
  expect((await coreApi.getAll()).results.map(({ name }) => name)).toContain('meter');
});

test.each([
  ['a reserved name', { name: 'contacts' }, 'reserved'],
  ['a name that begins with a digit', { name: '1meter' }, 'letter'],
  ['a name that is taken', { name: 'outage' }, 'already exists'],
  ['no primary property', { primaryDisplayProperty: '' }, 'primaryDisplayProperty'],
  ['a required property that is not there', { requiredProperties: ['owner'] }, 'owner'],
  ['an unknown object to associate', { associatedObjects: ['unicorn'] }, 'unicorn'],
])('a schema with %s is refused', async (_, change, says) => {
  await start();
  const { status, body } = await portal.call('POST', '/crm-object-schemas/2026-09/schemas', {
    ...meter,
    ...change,
  });
  expect([400, 409]).toContain(status);
  expect(body.message).toContain(says);
});

test('without Enterprise there are no custom objects', async () => {
  await start({ tier: 'professional', schemas: [] });
  expect((await refusalOf(client.crm.schemas.coreApi.getAll())).code).toBe(403);
});

test('at most twenty object types', async () => {
  await start({ schemas: [] });
  const create = (n: number) =>
    portal.call('POST', '/crm-object-schemas/2026-09/schemas', {
      ...meter,
      name: `meter_${String(n)}`,
      associatedObjects: [],
    });
  for (let n = 0; n < 20; n += 1) expect((await create(n)).status).toBe(201);
  expect((await create(20)).status).toBe(400);
});

describe('properties', () => {
  const tariff = {
    name: 'tariff',
    label: 'Tariff',
    type: Type.Enumeration,
    fieldType: Field.Select,
    groupName: 'contactinformation',
    options: [
      { label: 'Day', value: 'day', displayOrder: 0, hidden: false },
      { label: 'Night', value: 'night', displayOrder: 1, hidden: false },
    ],
  };

  test('created, used, changed, archived, restored with its values', async () => {
    await start();
    const { coreApi } = client.crm.properties;
    expect(await coreApi.create('contacts', tariff)).toMatchObject({ name: 'tariff', hubspotDefined: false });
    const write = (value: string) =>
      client.crm.contacts.basicApi.create({ properties: { tariff: value }, associations: [] });
    const { id } = await write('day');
    expect((await refusalOf(write('noon'))).body.errors).toMatchObject([{ code: 'INVALID_OPTION' }]);
    await coreApi.update('contacts', 'tariff', {
      options: [...tariff.options, { label: 'Noon', value: 'noon', displayOrder: 2, hidden: false }],
    });
    await write('noon');

    await coreApi.archive('contacts', 'tariff');
    expect((await refusalOf(write('day'))).body.errors).toMatchObject([{ code: 'PROPERTY_DOESNT_EXIST' }]);
    expect((await refusalOf(coreApi.getByName('contacts', 'tariff'))).code).toBe(404);
    expect((await coreApi.getAll('contacts', true)).results.map(({ name }) => name)).toEqual(['tariff']);
    await coreApi.create('contacts', tariff);
    const back = await client.crm.contacts.basicApi.getById(id, ['tariff']);
    expect(back.properties['tariff']).toBe('day');
  });

  test('a unique one, created when there are records already, is a key at once', async () => {
    await start();
    portal.records.create('contacts', [{ properties: {} }]);
    await client.crm.properties.coreApi.create('contacts', {
      name: 'meter_id',
      label: 'Meter',
      type: Type.String,
      fieldType: Field.Text,
      groupName: 'contactinformation',
      hasUniqueValue: true,
    });
    const upsert = () =>
      client.crm.contacts.batchApi.upsert({
        inputs: [{ id: 'M-1', idProperty: 'meter_id', properties: { city: 'Turin' } }],
      });
    expect((await upsert()).results.map(({ _new }) => _new)).toEqual([true]);
    expect((await upsert()).results.map(({ _new }) => _new)).toEqual([false]);
  });

  test.each([
    ['an unknown group', { groupName: 'nowhere' }, 400],
    ['a field that does not fit the type', { fieldType: Field.Number }, 400],
    ['a name with capitals', { name: 'Tariff' }, 400],
    ['a name that is taken', { name: 'email' }, 409],
    ['unique values of a choice', { hasUniqueValue: true }, 400],
    ['an option twice', { options: [tariff.options[0], tariff.options[0]] }, 400],
  ])('refused: %s', async (_, change, status) => {
    await start();
    const call = client.crm.properties.coreApi.create('contacts', { ...tariff, ...change } as typeof tariff);
    expect((await refusalOf(call)).code).toBe(status);
  });

  test('a calculated one cannot be written, a default one not removed, one of a schema not either', async () => {
    await start();
    const { coreApi } = client.crm.properties;
    const sum = { name: 'sum', label: 'Sum', groupName: 'contactinformation', calculationFormula: '1 + 1' };
    await coreApi.create('contacts', { ...sum, type: Type.Number, fieldType: Field.CalculationEquation });
    const write = client.crm.contacts.basicApi.create({ properties: { sum: '2' }, associations: [] });
    expect((await refusalOf(write)).body.errors).toMatchObject([{ code: 'READ_ONLY_VALUE' }]);
    expect((await refusalOf(coreApi.archive('contacts', 'email'))).code).toBe(400);
    const used = await refusalOf(coreApi.archive('outage', 'forewarn_id'));
    expect(used.body).toMatchObject({ subCategory: 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE' });
  });

  test('batches and groups', async () => {
    await start();
    const { batchApi, groupsApi } = client.crm.properties;
    await groupsApi.create('contacts', { name: 'supply', label: 'Supply', displayOrder: 3 });
    const inputs = ['a', 'b', 'a'].map(name => ({ ...tariff, name, groupName: 'supply' }));
    const made = await batchApi.create('contacts', { inputs });
    expect(made.results.map(({ name }) => name).sort()).toEqual(['a', 'b']);
    expect(made).toMatchObject({ numErrors: 1, errors: [{ category: 'OBJECT_ALREADY_EXISTS' }] });
    const full = await refusalOf(groupsApi.archive('contacts', 'supply'));
    expect(full.body.message).toContain('GROUP_WITH_ACTIVE_PROPERTIES');
    await batchApi.archive('contacts', { inputs: [{ name: 'a' }, { name: 'b' }] });
    await groupsApi.update('contacts', 'supply', { label: 'Supply of power' });
    expect((await groupsApi.getByName('contacts', 'supply')).label).toBe('Supply of power');
    await groupsApi.archive('contacts', 'supply');
    expect((await groupsApi.getAll('contacts')).results.map(({ name }) => name)).not.toContain('supply');
  });
});

test('a pipeline of our own: tickets may stand in its stages, and it goes when they are gone', async () => {
  await start();
  const { pipelinesApi, pipelineStagesApi } = client.crm.pipelines;
  const pipeline = await pipelinesApi.create('tickets', {
    label: 'Notices',
    displayOrder: 1,
    stages: [
      { label: 'To do', displayOrder: 0, metadata: { ticketState: 'OPEN' } },
      { label: 'Done', displayOrder: 1, metadata: { ticketState: 'CLOSED' } },
    ],
  });
  const [first, second] = pipeline.stages;
  expect(second?.metadata).toMatchObject({ isClosed: 'true' });
  const ticket = (stage: string) =>
    client.crm.tickets.basicApi.create({
      properties: { subject: 'Call', hs_pipeline: pipeline.id, hs_pipeline_stage: stage },
      associations: [],
    });
  const { id } = await ticket(first?.id ?? '');
  expect((await refusalOf(ticket('no-stage'))).code).toBe(400);
  const added = await pipelineStagesApi.create('tickets', pipeline.id, {
    label: 'Waiting',
    displayOrder: 2,
    metadata: {},
  });
  await client.crm.tickets.basicApi.update(id, { properties: { hs_pipeline_stage: added.id } });
  await pipelineStagesApi.update('tickets', pipeline.id, added.id, { label: 'On hold', metadata: {} });
  expect((await refusalOf(pipelineStagesApi.archive('tickets', pipeline.id, added.id))).code).toBe(400);
  expect((await refusalOf(pipelinesApi.archive('tickets', pipeline.id))).code).toBe(400);
  await client.crm.tickets.basicApi.archive(id);
  await pipelineStagesApi.archive('tickets', pipeline.id, added.id);
  await pipelinesApi.archive('tickets', pipeline.id);
  expect((await pipelinesApi.getAll('tickets')).results.map(({ label }) => label)).toEqual([
    'Support Pipeline',
  ]);
  expect((await client.crm.pipelines.pipelinesApi.getAll('outage')).results).toEqual([]);
});

test('owners, by page, id and e-mail', async () => {
  const owner = (n: number) => ({
    id: String(500 + n),
    email: `o${String(n)}@example.org`,
    firstName: 'Olga',
    lastName: String(n),
    userId: 900 + n,
  });
  await start({ owners: [owner(1), owner(2), { ...owner(3), archived: true }] });
  const { ownersApi } = client.crm.owners;
  const page = await ownersApi.getPage(undefined, undefined, 1);
  expect(page.results.map(({ id }) => id)).toEqual(['501']);
  expect(
    (await ownersApi.getPage(undefined, page.paging?.next?.after, 1)).results.map(({ id }) => id),
  ).toEqual(['502']);
  expect((await ownersApi.getPage('o2@example.org')).results).toMatchObject([{ id: '502', userId: 902 }]);
  expect((await ownersApi.getById(902, 'userId')).email).toBe('o2@example.org');
  expect((await refusalOf(ownersApi.getById(1))).code).toBe(404);
});

test('the account says how much of its day is used', async () => {
  await start({ timeZone: 'Europe/Rome' });
  await portal.call('GET', '/crm/v3/owners');
  const usage = await portal.call('GET', '/account-info/v3/api-usage/daily/private-apps');
  expect(usage.body.results).toMatchObject([
    {
      name: 'private-apps-api-calls-daily',
      usageLimit: 1_000_000,
      currentUsage: 2,
      resetsAt: '2026-11-23T23:00:00.000Z',
    },
  ]);
});
