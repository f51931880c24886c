import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
let ann = '';
let ann2 = '';
let point = '';
beforeEach(async () => {
  portal = await startPortal();
  [ann = '', ann2 = ''] = portal.records.create('contacts', [
    { properties: { email: 'ann@example.org', firstname: 'Ann' } },
    { properties: { firstname: 'Anne', phone: '+4930123' } },
  ]);
  [point = ''] = portal.records.create('service_point', [
    {
      properties: { service_point_id: 'SP-1' },
      associations: [{ to: 'contacts', id: ann2, labels: ['account_holder'] }],
    },
  ]);
});
afterEach(() => portal.close());

const merge = () => portal.objects('contacts/merge', { primaryObjectId: ann, objectIdToMerge: ann2 });
const single = (id: string) => portal.call('GET', `/crm/objects/2026-09/contacts/${id}?properties=phone`);

test('a merge keeps the primary values, fills what it lacks, and moves the associations', async () => {
  const { status, body } = await merge();
  expect([status, body.id]).toEqual([200, ann]);
  expect(body.properties).toMatchObject({
    firstname: 'Ann',
    phone: '+4930123',
    hs_merged_object_ids: ann2,
  });
  expect(portal.records.associations('service_point', point)).toEqual([
    { objectType: 'contacts', id: ann, labels: ['Account holder'] },
  ]);
  expect(portal.records.count('contacts')).toBe(1);
});

test('the id merged away leads to the survivor one at a time, but not in a batch', async () => {
  await merge();
  expect((await single(ann2)).body.id).toBe(ann);
  const batch = await portal.objects('contacts/batch/read', { inputs: [{ id: ann2 }], properties: [] });
  expect([batch.status, batch.body.numErrors]).toEqual([207, 1]);
  expect((await merge()).status).toBe(404);
});

test('a record is not merged with itself', async () => {
  const refused = await portal.objects('contacts/merge', { primaryObjectId: ann, objectIdToMerge: ann });
  expect(refused.status).toBe(400);
});

test('a contact deleted for good is in no bin; an archived one is, and can come back', async () => {
  expect((await portal.objects('contacts/gdpr-delete', { objectId: ann })).status).toBe(204);
  expect((await portal.objects('contacts/gdpr-delete', { objectId: ann })).status).toBe(404);
  const archived = () => portal.call('GET', `/crm/objects/2026-09/contacts/${ann}?archived=true`);
  expect((await archived()).status).toBe(404);
  expect((await portal.objects('contacts', { properties: { email: 'ann@example.org' } })).status).toBe(201);

  portal.records.archive('contacts', ann2);
  expect(portal.records.get('contacts', ann2)).toBeUndefined();
  portal.acts.restore('contacts', ann2);
  expect(portal.records.get('contacts', ann2)?.properties['phone']).toBe('+4930123');
  expect(() => {
    portal.acts.restore('contacts', ann);
  }).toThrow(/Nothing to restore/);
});

test('by email, as the API allows', async () => {
  const body = { objectId: 'ANN@example.org', idProperty: 'email' };
  expect((await portal.objects('contacts/gdpr-delete', body)).status).toBe(204);
  expect(portal.records.get('contacts', ann)).toBeUndefined();
});
