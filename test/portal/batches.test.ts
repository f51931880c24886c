import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

const points = (count: number): { properties: Record<string, string>; objectWriteTraceId: string }[] =>
  Array.from({ length: count }, (_, n) => ({
    properties: { service_point_id: `SP-${String(n)}` },
    objectWriteTraceId: `t-${String(n)}`,
  }));
const upserts = (
  ...ids: readonly string[]
): { id: string; idProperty: string; properties: Record<string, string> }[] =>
  ids.map(id => ({ id, idProperty: 'service_point_id', properties: { feeder: 'F1' } }));

test.each(['create', 'read', 'update', 'upsert', 'archive'])(
  'batch %s takes a hundred inputs and no more',
  async name => {
    const inputs = Array.from({ length: 101 }, (_, n) =>
      name === 'create'
        ? { properties: {} }
        : { id: String(n), ...(name === 'update' || name === 'upsert' ? { properties: {} } : {}) },
    );
    const refused = await portal.objects(`contacts/batch/${name}`, { inputs });
    expect(refused.status).toBe(400);
    expect(refused.body.category).toBe('VALIDATION_ERROR');
    expect(refused.body.message).toMatch(/100, found 101/);
  },
);

test('results come in an order of their own, the same for the same seed', async () => {
  const order = async (seed: number): Promise<readonly unknown[]> => {
    const other = await startPortal({ seed });
    const { body } = await other.objects('service_point/batch/create', { inputs: points(20) });
    await other.close();
    return body.results.map(row => row['objectWriteTraceId']);
  };
  const inputOrder = points(20).map(({ objectWriteTraceId }) => objectWriteTraceId);
  expect(await order(1)).toEqual(await order(1));
  expect(await order(1)).not.toEqual(await order(2));
  expect(await order(1)).not.toEqual(inputOrder);
  expect([...(await order(1))].sort()).toEqual([...inputOrder].sort());
});

test('create: with a trace id on each, the bad inputs fail alone', async () => {
  const bad = { properties: { service_point_id: 'SP-1', nonsense: 'x' }, objectWriteTraceId: 'bad' };
  const { status, body } = await portal.objects('service_point/batch/create', {
    inputs: [...points(3), bad],
  });
  expect(status).toBe(207);
  expect(body).toMatchObject({ status: 'COMPLETE', numErrors: 1 });
  expect(body.errors[0]).toMatchObject({
    status: 'error',
    category: 'VALIDATION_ERROR',
    context: { objectWriteTraceId: ['bad'] },
  });
  expect(body.results).toHaveLength(3);
});

test('create: two inputs of one batch that share a unique value: the first wins', async () => {
  const inputs = ['a', 'b'].map(trace => ({
    properties: { email: 'x@example.org' },
    objectWriteTraceId: trace,
  }));
  const { status, body } = await portal.objects('contacts/batch/create', { inputs });
  expect(status).toBe(207);
  expect(body.errors[0]).toMatchObject({
    category: 'CONFLICT',
    message: `Contact already exists. Existing ID: ${body.results[0]?.id ?? ''}`,
    context: { objectWriteTraceId: ['b'] },
  });
});

test.each([
  ['no trace ids', (): undefined => undefined],
  ['the same trace id twice', (): string => 'same'],
])('create: with %s, one bad input refuses the batch and nothing is written', async (_name, trace) => {
  portal.records.create('contacts', [{ properties: { email: 'taken@example.org' } }]);
  const inputs = ['new@example.org', 'taken@example.org'].map(email => ({
    properties: { email },
    objectWriteTraceId: trace(),
  }));
  const { status, body } = await portal.objects('contacts/batch/create', { inputs });
  expect(status).toBe(409);
  expect(body.category).toBe('CONFLICT');
  expect(portal.records.count('contacts')).toBe(1);
});

test('create carries associations inline; an unknown type id is refused', async () => {
  const [contact = ''] = portal.records.create('contacts', [{ properties: { email: 'a@example.org' } }]);
  const note = (associationTypeId: number): unknown => ({
    properties: { hs_timestamp: 1_795_507_200_000 },
    associations: [
      { to: { id: contact }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] },
    ],
  });
  expect((await portal.objects('notes/batch/create', { inputs: [note(202)] })).status).toBe(201);
  expect(portal.records.associations('contacts', contact, 'notes')).toHaveLength(1);
  expect((await portal.objects('notes/batch/create', { inputs: [note(201)] })).status).toBe(400);
});

test('read: the missing ones are error rows', async () => {
  portal.records.create(
    'service_point',
    points(2).map(({ properties }) => ({ properties })),
  );
  const { status, body } = await portal.objects('service_point/batch/read', {
    idProperty: 'service_point_id',
    properties: ['service_point_id', 'feeder'],
    inputs: [{ id: 'SP-0' }, { id: 'SP-1' }, { id: 'SP-2' }],
  });
  expect(status).toBe(207);
  expect(body.results.map(row => row.properties['service_point_id']).sort()).toEqual(['SP-0', 'SP-1']);
  expect(body.results[0]?.properties['feeder']).toBeNull();
  expect(body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['SP-2'] } });
});

test('update: the missing ones are error rows, an invalid value refuses the batch, email is no key', async () => {
  portal.records.create(
    'service_point',
    points(1).map(({ properties }) => ({ properties })),
  );
  const update = (feeder: Record<string, string>): Promise<{ status: number }> =>
    portal.objects('service_point/batch/update', {
      inputs: ['SP-0', 'SP-9'].map(id => ({ id, idProperty: 'service_point_id', properties: feeder })),
    });
  expect((await update({ nonsense: 'F1' })).status).toBe(400);
  expect((await update({ feeder: 'F1' })).status).toBe(207);
  expect(portal.records.get('service_point', 'SP-0', 'service_point_id')?.properties['feeder']).toBe('F1');

  portal.records.create('contacts', [{ properties: { email: 'a@example.org' } }]);
  const byEmail = await portal.objects('contacts/batch/update', {
    inputs: [{ id: 'a@example.org', idProperty: 'email', properties: { city: 'Cork' } }],
  });
  expect(byEmail.status).toBe(400);
  expect(byEmail.body.message).toMatch(/non-unique 0-1 property/);
});

test('upsert says what is new, and a repeat is harmless', async () => {
  const first = await portal.objects('service_point/batch/upsert', { inputs: upserts('SP-1', 'SP-2') });
  expect(first.status).toBe(200);
  expect(first.body.results.map(row => row.new)).toEqual([true, true]);
  const again = await portal.objects('service_point/batch/upsert', {
    inputs: upserts('SP-1', 'SP-2', 'SP-3'),
  });
  expect(again.body.results.filter(row => row.new).map(row => row.properties['service_point_id'])).toEqual([
    'SP-3',
  ]);
  expect(portal.records.count('service_point')).toBe(3);
});

test('upsert: one clash of unique values answers 409 for the whole batch', async () => {
  portal.records.create('contacts', [
    { properties: { email: 'a@example.org' } },
    { properties: { email: 'b@example.org' } },
  ]);
  const [a = ''] = portal.records.list('contacts').map(({ id }) => id);
  const inputs = [{ id: a, properties: { email: 'b@example.org' } }];
  expect((await portal.objects('contacts/batch/upsert', { inputs })).status).toBe(409);

  portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  const clash = [...upserts('SP-7'), { ...upserts('SP-8')[0], id: 'SP-8' }];
  const [point = ''] = portal.records.list('service_point').map(({ id }) => id);
  portal.records.create('service_point', [{ properties: { service_point_id: 'SP-2' } }]);
  const both = [...clash, { id: point, properties: { service_point_id: 'SP-2' } }];
  const { status, body } = await portal.objects('service_point/batch/upsert', { inputs: both });
  expect([status, body.category]).toEqual([409, 'CONFLICT']);
  expect(portal.records.count('service_point')).toBe(2);
});

test.each([
  ['the same id twice', { inputs: upserts('SP-1', 'SP-1') }, /Duplicate IDs/],
  [
    'associations',
    { inputs: upserts('SP-1').map(input => ({ ...input, associations: [] })) },
    /associations/,
  ],
  [
    'a key that is not unique',
    { inputs: [{ id: 'F1', idProperty: 'feeder', properties: {} }] },
    /non-unique/,
  ],
])('upsert refuses %s', async (_name, body, message) => {
  const refused = await portal.objects('service_point/batch/upsert', body);
  expect(refused.status).toBe(400);
  expect(refused.body.message).toMatch(message);
  expect(portal.records.count('service_point')).toBe(0);
});

test('archive takes what is there and passes over the rest', async () => {
  const [id = ''] = portal.records.create('contacts', [{ properties: {} }]);
  expect(
    (await portal.objects('contacts/batch/archive', { inputs: [{ id }, { id }, { id: '1' }] })).status,
  ).toBe(204);
  expect(portal.records.count('contacts')).toBe(0);
});
