import { Client } from '@hubspot/api-client';
import { defaultToken } from './portal.js';
import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

test.each([
  ['GET', '/crm/v1/objects/contacts'],
  ['GET', '/crm/objects/2026-09/contacts/1/associations/notes'],
  ['PUT', '/'],
])('%s %s: a call it does not know is named in the answer', async (method, path) => {
  const { status, body } = await portal.call(method, path);
  expect(status).toBe(404);
  expect(body).toMatchObject({ status: 'error', category: 'OBJECT_NOT_FOUND' });
  expect(body.message).toContain(`${method} ${path}`);
});

test('a body that is not JSON and a type that is not one are refused with reasons', async () => {
  const init = { body: '{', headers: { authorization: `Bearer ${defaultToken}` } };
  const unread = await portal.call('POST', '/crm/objects/2026-09/contacts', undefined, init);
  expect([unread.status, unread.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  expect((await portal.objects('unicorns', { properties: {} })).body.message).toContain('unicorns');
  expect((await portal.objects('contacts', { properties: [] })).body.message).toContain('properties');
});

test('it says who it is and what there is to write to', async () => {
  const details = await portal.call('GET', '/account-info/2026-09/details');
  expect(details.body).toMatchObject({ portalId: 4310001, timeZone: 'UTC', utcOffset: '+00:00' });

  const schemas = await portal.call('GET', '/crm-object-schemas/2026-09/schemas');
  expect(schemas.body.results).toMatchObject([
    {
      objectTypeId: '2-41000001',
      fullyQualifiedName: 'p4310001_service_point',
      requiredProperties: ['service_point_id'],
    },
    {
      objectTypeId: '2-41000002',
      fullyQualifiedName: 'p4310001_outage',
      primaryDisplayProperty: 'outage_name',
    },
    {
      objectTypeId: '2-41000003',
      fullyQualifiedName: 'p4310001_debt_notice',
      primaryDisplayProperty: 'debt_notice_name',
    },
  ]);
  expect((await portal.call('GET', '/crm-object-schemas/2026-09/schemas/outage')).body['name']).toBe(
    'outage',
  );

  const properties = await portal.call('GET', '/crm/properties/2026-09/tickets');
  const key = properties.body.results.find(row => row['name'] === 'forewarn_key');
  expect(key).toMatchObject({ type: 'string', fieldType: 'text', hasUniqueValue: true });
  expect((await portal.call('GET', '/crm/properties/2026-09/tickets/nonsense')).status).toBe(404);

  const pipelines = await portal.call('GET', '/crm/pipelines/2026-09/tickets');
  expect(pipelines.body.results).toMatchObject([
    { id: '0', stages: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }] },
  ]);
});

test('it remembers what was called, by route', async () => {
  await portal.objects('contacts', { properties: {} });
  portal.advance(5);
  await portal.objects('tickets', { properties: {} });
  expect(portal.calls.all()).toEqual([
    {
      method: 'POST',
      route: '/crm/objects/2026-09/:objectType',
      path: '/crm/objects/2026-09/contacts',
      status: 201,
      at: '2026-11-23T09:00:00.000Z',
    },
    expect.objectContaining({
      path: '/crm/objects/2026-09/tickets',
      status: 400,
      at: '2026-11-23T09:00:00.005Z',
    }),
  ]);
  expect(portal.calls.totals()).toEqual({
    'POST /crm/objects/2026-09/:objectType': { count: 2, byStatus: { 201: 1, 400: 1 } },
  });
  portal.calls.reset();
  expect([portal.calls.count(), portal.calls.all()]).toEqual([0, []]);
});

test("HubSpot's own client drives it by apiRequest", async () => {
  const client = new Client({ accessToken: defaultToken, basePath: portal.url });
  const inputs = ['a', 'b'].map(trace => ({
    objectWriteTraceId: trace,
    properties: { hs_timestamp: '2026-11-23T09:00:00Z', hs_note_body: trace },
  }));
  const made = await client.apiRequest({
    method: 'POST',
    path: '/crm/objects/2026-09/notes/batch/create',
    body: { inputs },
  });
  expect(made.status).toBe(201);
  expect(made.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
  expect((await made.json()) as unknown).toMatchObject({ status: 'COMPLETE', results: [{}, {}] });

  const read = await client.apiRequest({
    method: 'GET',
    path: '/crm/objects/2026-09/notes',
    qs: { properties: 'hs_note_body', limit: 1 },
  });
  expect((await read.json()) as unknown).toMatchObject({ results: [{ properties: { hs_note_body: 'a' } }] });

  portal.faults.inject({ match: { path: /notes/ }, times: 1, kind: '429' });
  const refused = await client.apiRequest({ method: 'GET', path: '/crm/objects/2026-09/notes' });
  expect(refused.status).toBe(429);
});

test('a wrong seed throws and leaves nothing behind', () => {
  const seed = (more: object): (() => unknown) => {
    const record = { properties: { service_point_id: 'SP-1' }, ...more };
    return () => portal.records.create('service_point', [record]);
  };
  const [id = ''] = portal.records.create('contacts', [{ properties: {} }]);
  expect(seed({ properties: { nonsense: '1' } })).toThrow(/PROPERTY_DOESNT_EXIST/);
  expect(seed({ associations: [{ to: 'contacts', id, labels: ['landlord'] }] })).toThrow(/landlord/);
  expect(seed({ associations: [{ to: 'contacts', id: '1' }] })).toThrow(/No contact with ID 1/);
  expect(portal.records.count('service_point')).toBe(0);
  expect(seed({ associations: [{ to: 'contacts', id, labels: ['Third party'] }] })).not.toThrow();
});
