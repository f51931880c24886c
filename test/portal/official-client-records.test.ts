import type { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js';
import { officialClient } from './official-client.js';
import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
let client: Client;
beforeEach(async () => {
  portal = await startPortal();
  client = officialClient(portal);
});
afterEach(() => portal.close());

const labelId = async (from: string, to: string, label: string): Promise<number> => {
  const { results } = await client.crm.associations.v4.schema.definitionsApi.getAll(from, to);
  const found = results.find(row => row.label === label);
  if (!found) throw new Error(`no label ${label}`);
  return found.typeId;
};

test('a contact through its whole life', async () => {
  const api = client.crm.contacts.basicApi;
  const made = await api.create({
    properties: { email: 'Ada@example.org', firstname: 'Ada' },
    associations: [],
  });
  expect(made.properties['email']).toBe('ada@example.org');
  expect(made.createdAt).toEqual(new Date('2026-11-23T09:00:00.000Z'));

  const byEmail = await api.getById(
    'ada@example.org',
    ['firstname', 'city'],
    undefined,
    undefined,
    false,
    'email',
  );
  expect([byEmail.id, byEmail.properties['firstname'], byEmail.properties['city']]).toEqual([
    made.id,
    'Ada',
    null,
  ]);

  portal.advance(1_000);
  await api.update(made.id, { properties: { city: 'Turin' } });
  const withPast = await api.getById(made.id, ['city'], ['city']);
  expect(
    withPast.propertiesWithHistory?.['city']?.map(({ value, sourceType }) => [value, sourceType]),
  ).toEqual([['Turin', 'INTEGRATION']]);

  await api.archive(made.id);
  const gone = await api.getPage(10, undefined, ['email'], undefined, undefined, true);
  expect(gone.results.map(({ id, archived }) => [id, archived])).toEqual([[made.id, true]]);
  expect((await api.getPage()).results).toEqual([]);
});

test('pages follow one another by `after`', async () => {
  portal.records.create(
    'contacts',
    Array.from({ length: 5 }, () => ({ properties: {} })),
  );
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.crm.contacts.basicApi.getPage(2, after);
    ids.push(...page.results.map(({ id }) => id));
    after = page.paging?.next?.after;
  } while (after !== undefined);
  expect(ids).toHaveLength(5);
  expect(new Set(ids).size).toBe(5);
  expect(await client.crm.contacts.getAll(2)).toHaveLength(5);
});

test('batches of a custom object: create, read, update, upsert, archive', async () => {
  const api = client.crm.objects.batchApi;
  const inputs = ['SP-1', 'SP-2', 'SP-1'].map((service_point_id, n) => ({
    objectWriteTraceId: `t${String(n)}`,
    properties: { service_point_id },
    associations: [],
  }));
  const made = await api.create('service_point', { inputs });
  expect(made.results.map(row => row.properties['service_point_id']).sort()).toEqual(['SP-1', 'SP-2']);
  expect(made).toMatchObject({ numErrors: 1, errors: [{ context: { objectWriteTraceId: ['t2'] } }] });

  const upserted = await api.upsert('p4310001_service_point', {
    inputs: ['SP-2', 'SP-3'].map(id => ({
      id,
      idProperty: 'service_point_id',
      properties: { city: 'Turin' },
    })),
  });
  expect(upserted.results.map(row => [row.properties['service_point_id'], row._new]).sort()).toEqual([
    ['SP-2', false],
    ['SP-3', true],
  ]);
  const read = await api.read('service_point', {
    inputs: [{ id: 'SP-3' }, { id: 'SP-9' }],
    idProperty: 'service_point_id',
    properties: ['city'],
    propertiesWithHistory: [],
  });
  expect(read.results).toMatchObject([{ properties: { city: 'Turin' } }]);
  expect(read).toMatchObject({ numErrors: 1, errors: [{ category: 'OBJECT_NOT_FOUND' }] });

  const [first] = read.results;
  await api.update('service_point', { inputs: [{ id: first?.id ?? '', properties: { city: 'Asti' } }] });
  await api.archive('service_point', { inputs: [{ id: first?.id ?? '' }] });
  expect(portal.records.count('service_point')).toBe(2);
});

test('search pages, sorts, and lags behind the writes', async () => {
  const search = (limit: number, after?: string) =>
    client.crm.contacts.searchApi.doSearch({
      filterGroups: [
        { filters: [{ propertyName: 'city', operator: FilterOperatorEnum.In, values: ['turin', 'asti'] }] },
      ],
      sorts: ['-lastname'],
      properties: ['lastname'],
      limit,
      ...(after === undefined ? {} : { after }),
    });
  await client.crm.contacts.batchApi.create({
    inputs: ['A', 'B', 'C'].map(lastname => ({ properties: { lastname, city: 'Turin' }, associations: [] })),
  });
  expect((await search(2)).total).toBe(0);
  portal.advance(4_000);
  const first = await search(2);
  expect([first.total, first.results.map(row => row.properties['lastname'])]).toEqual([3, ['C', 'B']]);
  const next = await search(2, first.paging?.next?.after);
  expect(next.results.map(row => row.properties['lastname'])).toEqual(['A']);
});

test('associations: plain, labelled, read in batches and one by one, taken off again', async () => {
  const { basicApi, batchApi } = client.crm.associations.v4;
  const [point = ''] = portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  const [ada = '', bea = '', cyd = ''] = portal.records.create(
    'contacts',
    [1, 2, 3].map(() => ({ properties: {} })),
  );
  await basicApi.createDefault('service_point', point, 'contacts', ada);
  const holder = await labelId('service_point', 'contacts', 'Account holder');
  const types = [{ associationCategory: Category.UserDefined, associationTypeId: holder }];
  const one = await basicApi.create('service_point', point, 'contacts', bea, types);
  expect(one).toMatchObject({ toObjectId: bea, labels: ['Account holder'] });
  await batchApi.create('service_point', 'contacts', {
    inputs: [{ _from: { id: point }, to: { id: cyd }, types }],
  });

  const read = await batchApi.getPage('service_point', 'contacts', { inputs: [{ id: point }, { id: '1' }] });
  const [row] = read.results;
  expect(row?._from.id).toBe(point);
  expect(row?.to.map(({ toObjectId }) => toObjectId).sort()).toEqual([ada, bea, cyd].sort());

  const labelled = (await basicApi.getPage('service_point', point, 'contacts')).results
    .filter(({ associationTypes }) => associationTypes.some(({ label }) => label === 'Account holder'))
    .map(({ toObjectId }) => toObjectId);
  expect(labelled.sort()).toEqual([bea, cyd].sort());

  await batchApi.archiveLabels('service_point', 'contacts', {
    inputs: [{ _from: { id: point }, to: { id: bea }, types }],
  });
  await batchApi.archive('service_point', 'contacts', {
    inputs: [{ _from: { id: point }, to: [{ id: cyd }] }],
  });
  expect(portal.records.associations('service_point', point)).toEqual([
    { objectType: 'contacts', id: ada, labels: [] },
    { objectType: 'contacts', id: bea, labels: [] },
  ]);
});

test('a label is made, renamed and removed', async () => {
  const api = client.crm.associations.v4.schema.definitionsApi;
  const { results } = await api.create('service_point', 'contacts', {
    name: 'landlord',
    label: 'Landlord',
    inverseLabel: 'Landlord of',
  });
  expect(results.map(({ label }) => label)).toEqual(['Landlord', 'Landlord of']);
  const id = await labelId('service_point', 'contacts', 'Landlord');
  await api.update('service_point', 'contacts', { associationTypeId: id, label: 'Owner of the house' });
  expect(await labelId('service_point', 'contacts', 'Owner of the house')).toBe(id);
  await api.remove('service_point', 'contacts', id);
  await expect(labelId('service_point', 'contacts', 'Owner of the house')).rejects.toThrow();
});
