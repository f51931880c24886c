import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

const create = (name: string): ReturnType<RunningPortal['call']> =>
  portal.objects('contacts', { properties: { firstname: name } });
const anyObject = { path: /^\/crm\/objects\// };

test.each([
  ['429', 'RATE_LIMITS'],
  ['423', 'LOCKED'],
  ['500', 'INTERNAL_ERROR'],
  ['502', 'BAD_GATEWAY'],
] as const)('a %s strikes as often as it is told, and writes nothing', async (kind, category) => {
  portal.faults.inject({ match: { method: 'post', ...anyObject }, times: 2, kind });
  for (const struck of [await create('Ada'), await create('Ada')]) {
    expect(struck.status).toBe(Number(kind));
    expect(struck.body).toMatchObject({ status: 'error', category });
  }
  expect((await create('Ada')).status).toBe(201);
  expect(portal.records.count('contacts')).toBe(1);
});

test('a 429 on a search is of the search kind', async () => {
  portal.faults.inject({ match: anyObject, times: 1, kind: '429' });
  const struck = await portal.objects('contacts/search', {});
  expect(struck.body.policyName).toBe('SECONDLY');
});

test('commit-then-drop: the client sees a broken connection, the write is there', async () => {
  portal.faults.inject({ match: anyObject, times: 1, kind: 'commit-then-drop' });
  await expect(create('Ada')).rejects.toThrow();
  expect(portal.records.count('contacts')).toBe(1);
  expect(portal.calls.all().map(({ status }) => status)).toEqual(['dropped']);
});

test('drop: the client sees the same, the write is not there', async () => {
  portal.faults.inject({ match: anyObject, times: 1, kind: 'drop' });
  await expect(create('Ada')).rejects.toThrow();
  expect(portal.records.count('contacts')).toBe(0);
});

test('timeout: no answer comes until the client gives up, and nothing is written', async () => {
  portal.faults.inject({ match: anyObject, times: 1, kind: 'timeout' });
  const client = new AbortController();
  const { signal } = client;
  const call = portal.call('POST', '/crm/objects/2026-09/contacts', { properties: {} }, { signal });
  const ended = expect(call).rejects.toMatchObject({ name: 'AbortError' });
  while (portal.calls.count() === 0) await new Promise(resolve => setImmediate(resolve));
  client.abort();
  await ended;
  expect(portal.calls.all()).toMatchObject([
    { status: 'unanswered', route: '/crm/objects/2026-09/:objectType' },
  ]);
  expect(portal.records.count('contacts')).toBe(0);
});

test.each([
  [0.25, 2, 6],
  [1, 8, 0],
  [0.01, 1, 7],
])('partial: a share of %d makes %d of eight inputs fail inside a 207', async (share, failed, written) => {
  portal.faults.inject({ match: anyObject, times: 1, kind: 'partial', share });
  await create('not a batch, so not struck');
  const inputs = Array.from({ length: 8 }, (_, n) => ({ properties: {}, objectWriteTraceId: String(n) }));
  const { status, body } = await portal.objects('contacts/batch/create', { inputs });
  expect([status, body.numErrors, body.results.length]).toEqual([207, failed, written]);
  const traces = [
    ...body.results.map(row => [row['objectWriteTraceId']]),
    ...body.errors.map(row => row.context['objectWriteTraceId']),
  ];
  expect(traces.flat().sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  expect(portal.records.count('contacts')).toBe(1 + written);
});

test.each([
  ['read', [{ id: 'SP-1' }]],
  ['update', [{ id: 'SP-1', idProperty: 'service_point_id', properties: { feeder: 'F9' } }]],
  ['upsert', [{ id: 'SP-1', idProperty: 'service_point_id', properties: { feeder: 'F9' } }]],
])('partial: a batch %s names the input that failed', async (name, inputs) => {
  portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  portal.faults.inject({ match: anyObject, times: 1, kind: 'partial', share: 1 });
  const body = name === 'read' ? { inputs, idProperty: 'service_point_id', properties: [] } : { inputs };
  const reply = await portal.objects(`service_point/batch/${name}`, body);
  expect(reply.status).toBe(207);
  expect(reply.body.errors[0]?.context).toEqual({ ids: ['SP-1'] });
  expect(portal.records.get('service_point', 'SP-1', 'service_point_id')?.properties).not.toHaveProperty(
    'feeder',
  );
});

test('what is injected can be read and cleared; struck calls count against the limits', async () => {
  portal.faults.inject({ match: { method: 'POST', path: /contacts$/ }, times: 3, kind: '500', delayMs: 1 });
  await create('Ada');
  expect(portal.faults.state()).toEqual([
    { method: 'POST', path: 'contacts$', kind: '500', remaining: 2, struck: 1, delayMs: 1 },
  ]);
  expect(portal.limitUse('local-portal-token').burst).toEqual({ used: 1, limit: 190 });
  portal.faults.clear();
  expect(portal.faults.state()).toEqual([]);
  expect((await create('Ada')).status).toBe(201);
});

test('a call without a valid token uses up no fault', async () => {
  portal.faults.inject({ match: anyObject, times: 1, kind: '500' });
  expect((await portal.call('GET', '/crm/objects/2026-09/contacts', undefined, { headers: {} })).status).toBe(
    401,
  );
  expect(portal.faults.state()).toMatchObject([{ remaining: 1 }]);
});
