import { startPortal, type Reply, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
let contact = '';
let point = '';
const start = async (associationCap?: number): Promise<void> => {
  portal = await startPortal(associationCap === undefined ? {} : { associationCap });
  [contact = ''] = portal.records.create('contacts', [{ properties: { email: 'ada@example.org' } }]);
  [point = ''] = portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
};
beforeEach(() => start());
afterEach(() => portal.close());

const path = '/crm/associations/2026-09';
interface Label {
  readonly category: string;
  readonly typeId: number;
  readonly label: string | null;
}
const labels = async (pair: string): Promise<readonly Label[]> =>
  (await portal.call('GET', `${path}/${pair}/labels`)).body.results as unknown as readonly Label[];
const labelled = async (pair: string, wanted: string): Promise<Label> => {
  const found = (await labels(pair)).find(({ label }) => label === wanted);
  if (!found) throw new Error(`no label ${wanted}`);
  return found;
};
const specOf = ({ category, typeId }: Label): object => ({
  associationCategory: category,
  associationTypeId: typeId,
});
const read = (pair: string, id: string): Promise<Reply> =>
  portal.call('POST', `${path}/${pair}/batch/read`, { inputs: [{ id }] });
const labelsRead = ({ body }: Reply): readonly unknown[] =>
  (body.results as unknown as readonly { to: readonly { associationTypes: readonly Label[] }[] }[])
    .flatMap(({ to }) => to.flatMap(({ associationTypes }) => associationTypes))
    .map(({ label }) => label);

test("the product's labels have ids of their own in each direction", async () => {
  const there = await labels('service_point/contacts');
  expect(there.map(({ label }) => label)).toEqual([
    null,
    'Account holder',
    'Occupant',
    'Nominated carer',
    'Third party',
  ]);
  const back = await labels('contacts/service_point');
  const ids = [...there, ...back].map(({ typeId }) => typeId);
  expect(new Set(ids).size).toBe(10);
});

test.each([
  ['notes/contacts', 202],
  ['contacts/notes', 201],
  ['notes/companies', 190],
  ['emails/contacts', 198],
  ['calls/contacts', 194],
  ['tasks/contacts', 204],
  ['communications/contacts', 81],
  ['contacts/communications', 82],
  ['postal_mail/contacts', 453],
  ['tickets/contacts', 16],
  ['contacts/tickets', 15],
  ['tickets/companies', 339],
  ['contacts/companies', 279],
])('%s are plainly associated by type %d', async (pair, typeId) => {
  expect((await labels(pair))[0]).toEqual({ category: 'HUBSPOT_DEFINED', typeId, label: null });
});

test('a labelled association reads the same from both ends, and a second label replaces the first', async () => {
  const pair = 'service_point/contacts';
  for (const wanted of ['Account holder', 'Occupant']) {
    const types = [specOf(await labelled(pair, wanted))];
    const made = await portal.call('POST', `${path}/${pair}/batch/create`, {
      inputs: [{ from: { id: point }, to: { id: contact }, types }],
    });
    expect(made.status).toBe(201);
    expect(made.body.results[0]).toMatchObject({
      fromObjectId: point,
      toObjectId: contact,
      labels: [wanted],
    });
    expect(labelsRead(await read(pair, point))).toEqual([null, wanted]);
  }
  expect(labelsRead(await read('contacts/service_point', contact))).toEqual([null, 'Occupant of']);
  expect(portal.records.associations('service_point', point)).toEqual([
    { objectType: 'contacts', id: contact, labels: ['Occupant'] },
  ]);
});

test('reading a record without associations gives an error row; archiving removes a pair', async () => {
  portal.records.associate('service_point', point, [{ to: 'contacts', id: contact }]);
  const inputs = [{ from: { id: point }, to: [{ id: contact }] }];
  expect((await read('service_point/contacts', point)).status).toBe(200);
  expect((await portal.call('POST', `${path}/service_point/contacts/batch/archive`, { inputs })).status).toBe(
    204,
  );
  const none = await read('service_point/contacts', point);
  expect(none.status).toBe(207);
  expect(none.body.errors[0]).toMatchObject({
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [point] },
  });
});

test('a missing record fails alone; a type of another pair refuses the batch', async () => {
  const inputs = [contact, '1'].map(id => ({ from: { id: point }, to: { id } }));
  const { status, body } = await portal.call(
    'POST',
    `${path}/service_point/contacts/batch/associate/default`,
    { inputs },
  );
  expect(status).toBe(207);
  expect(body.results).toHaveLength(1);
  expect(body.errors[0]).toMatchObject({ context: { fromObjectId: [point], toObjectId: ['1'] } });

  const foreign = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }];
  const refused = await portal.call('POST', `${path}/service_point/contacts/batch/create`, {
    inputs: [{ from: { id: point }, to: { id: contact }, types: foreign }],
  });
  expect(refused.status).toBe(400);
});

test('one pair at a time, on the path of the object', async () => {
  const base = `/crm/objects/2026-09/service_point/${point}/associations`;
  const types = [specOf(await labelled('service_point/contacts', 'Nominated carer'))];
  expect((await portal.call('PUT', `${base}/contacts/${contact}`, types)).body['labels']).toEqual([
    'Nominated carer',
  ]);
  expect((await portal.call('PUT', `${base}/default/contacts/${contact}`)).status).toBe(200);
  expect(portal.records.associations('contacts', contact, 'service_point')).toHaveLength(1);
  expect((await portal.call('DELETE', `${base}/contacts/${contact}`)).status).toBe(204);
  expect(portal.records.associations('contacts', contact)).toEqual([]);
});

test('a label can be added and taken away; ten per pair at most', async () => {
  const pair = `${path}/outage/contacts/labels`;
  const made = await portal.call('POST', pair, { name: 'told', label: 'Told', inverseLabel: 'Told of' });
  expect(made.body.results).toHaveLength(2);
  expect((await labels('contacts/outage')).map(({ label }) => label)).toEqual([
    null,
    'Affected by',
    'Told of',
  ]);
  expect((await portal.call('POST', pair, { name: 'told', label: 'Again' })).status).toBe(409);
  expect((await portal.call('POST', pair, { name: '1-bad', label: 'Bad' })).status).toBe(400);
  for (let n = 1; n < 9; n += 1) {
    expect((await portal.call('POST', pair, { name: `l${String(n)}`, label: String(n) })).status).toBe(200);
  }
  expect((await portal.call('POST', pair, { name: 'eleventh', label: 'Eleventh' })).status).toBe(400);
  const typeId = String((await labelled('outage/contacts', 'Told')).typeId);
  expect((await portal.call('DELETE', `${pair}/${typeId}`)).status).toBe(204);
  expect(await labels('outage/contacts')).toHaveLength(10);
});

test.each([
  [
    'create',
    2_000,
    { from: { id: '1' }, to: { id: '2' }, types: [{ associationCategory: 'X', associationTypeId: 1 }] },
  ],
  ['associate/default', 2_000, { from: { id: '1' }, to: { id: '2' } }],
  ['read', 1_000, { id: '1' }],
  ['archive', 100, { from: { id: '1' }, to: [{ id: '2' }] }],
])('batch %s takes at most %d inputs', async (name, most, input) => {
  const inputs = Array.from({ length: most + 1 }, () => input);
  const refused = await portal.call('POST', `${path}/service_point/contacts/batch/${name}`, { inputs });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toContain(`${String(most)}, found`);
});

describe('with a cap of two', () => {
  const people = (): readonly string[] =>
    portal.records.create('contacts', [{ properties: {} }, { properties: {} }, { properties: {} }]);
  beforeEach(async () => {
    await portal.close();
    await start(2);
  });

  test('a batch that would fill a record over its cap is refused whole, and the limits call shows who is full', async () => {
    const link = (ids: readonly string[]): Promise<Reply> =>
      portal.call('POST', `${path}/service_point/contacts/batch/associate/default`, {
        inputs: ids.map(id => ({ from: { id: point }, to: { id } })),
      });
    const ids = people();
    const refused = await link(ids);
    expect(refused.status).toBe(400);
    expect(refused.body['subCategory']).toBe('crm.associations.ASSOCIATION_LIMIT_EXCEEDED');
    expect(portal.records.associations('service_point', point)).toEqual([]);
    expect((await link(ids.slice(0, 2))).status).toBe(200);
    expect((await link(ids.slice(0, 2))).status).toBe(200);
    const usage = await portal.call('GET', '/crm/limits/2026-09/associations/records/service_point/contacts');
    expect(usage.body).toMatchObject({ limit: 2, totalRecordsAtLimit: 1, totalRecordsNearLimit: 0 });
  });

  test('inline associations count too, within one batch as well', async () => {
    const note = (trace: string): unknown => ({
      objectWriteTraceId: trace,
      properties: { hs_timestamp: '2026-11-23T09:00:00Z' },
      associations: [
        { to: { id: contact }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }] },
      ],
    });
    const { status, body } = await portal.objects('notes/batch/create', {
      inputs: ['a', 'b', 'c'].map(note),
    });
    expect([status, body.numErrors]).toEqual([207, 1]);
    expect(body.errors[0]?.context).toMatchObject({ objectWriteTraceId: ['c'], objectId: [contact] });
  });
});
