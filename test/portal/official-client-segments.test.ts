import type { Client } from '@hubspot/api-client';
import { ListSearchRequest } from '@hubspot/api-client/lib/codegen/crm/lists/models/ListSearchRequest.js';
import { officialClient, refusalOf } from './official-client.js';
import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
let client: Client;
let ids: readonly string[];
beforeEach(async () => {
  portal = await startPortal({
    subscriptionTypes: [{ id: '9', name: 'Offers', description: 'Tariffs on offer' }],
  });
  client = officialClient(portal);
  ids = portal.records.create(
    'contacts',
    ['Turin', 'Asti', 'turin'].map((city, n) => ({
      properties: { city, email: `p${String(n)}@example.org` },
    })),
  );
});
afterEach(() => portal.close());

const turin = {
  filterBranchType: 'OR',
  filterBranchOperator: 'OR',
  filters: [],
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranchOperator: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'city',
          operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Turin'] },
        },
      ],
    },
  ],
};
type NewList = Parameters<Client['crm']['lists']['listsApi']['create']>[0];
const create = async (
  processingType: string,
  filterBranch?: unknown,
  name = processingType,
): Promise<string> => {
  const given = { name, objectTypeId: '0-1', processingType, ...(filterBranch ? { filterBranch } : {}) };
  const { list } = await client.crm.lists.listsApi.create(given as NewList);
  return list.listId;
};
const members = async (listId: string): Promise<readonly string[]> => {
  const { results } = await client.crm.lists.membershipsApi.getPage(listId);
  return results.map(({ recordId }) => recordId);
};

test('a list by hand: added, taken off, read in pages, found, renamed, deleted, restored', async () => {
  const { listsApi, membershipsApi } = client.crm.lists;
  const listId = await create('MANUAL');
  const added = await membershipsApi.add(listId, [...ids, '1']);
  expect([added.recordsIdsAdded, added.recordIdsMissing]).toEqual([ids, ['1']]);
  const first = await membershipsApi.getPage(listId, undefined, undefined, 2);
  expect(first.results.map(({ recordId }) => recordId)).toEqual(ids.slice(0, 2));
  const next = await membershipsApi.getPage(listId, first.paging?.next?.after, undefined, 2);
  expect(next.results.map(({ recordId }) => recordId)).toEqual(ids.slice(2));
  const [ada = '', bea = ''] = ids;
  const changed = await membershipsApi.addAndRemove(listId, { recordIdsToAdd: [], recordIdsToRemove: [ada] });
  expect(changed.recordIdsRemoved).toEqual([ada]);
  portal.records.archive('contacts', bea);
  expect(await members(listId)).toEqual(ids.slice(2));

  await listsApi.updateName(listId, 'Told on Monday');
  const request = Object.assign(new ListSearchRequest(), { query: 'monday', count: 10, offset: 0 });
  const found = await listsApi.doSearch(request);
  expect(found.lists.map(row => [row.listId, row.additionalProperties['hs_list_size']])).toEqual([
    [listId, '1'],
  ]);
  await listsApi.remove(listId);
  expect((await refusalOf(listsApi.getById(listId))).code).toBe(404);
  await listsApi.restore(listId);
  expect((await listsApi.getById(listId)).list.name).toBe('Told on Monday');
});

test('a list by filter follows the records; a snapshot stays as it was, and takes members by hand', async () => {
  const [ada = '', bea = '', cyd = ''] = ids;
  const live = await create('DYNAMIC', turin);
  const frozen = await create('SNAPSHOT', turin);
  portal.records.update('contacts', bea, { city: 'Turin' });
  expect(await members(live)).toEqual([ada, bea, cyd]);
  expect(await members(frozen)).toEqual([ada, cyd]);
  const { membershipsApi } = client.crm.lists;
  expect((await refusalOf(membershipsApi.add(live, [bea]))).code).toBe(400);
  const copy = await create('MANUAL');
  await membershipsApi.addAllFromList(copy, live);
  expect(await members(copy)).toEqual([ada, bea, cyd]);
  await membershipsApi.removeAll(copy);
  expect(await members(copy)).toEqual([]);
});

test('lists that cannot be', async () => {
  await create('MANUAL');
  await expect(create('MANUAL')).rejects.toMatchObject({ code: 409 });
  await expect(create('DYNAMIC')).rejects.toMatchObject({ code: 400 });
  await expect(create('DYNAMIC', { filterBranchType: 'UNIFIED_EVENTS' })).rejects.toMatchObject({
    code: 400,
  });
});

describe('files', () => {
  const letter = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x80]);
  const options = (access: string): string => JSON.stringify({ access });
  const upload = async (access: string, name = 'letter.pdf') =>
    (await client.files.filesApi.upload(
      { data: letter, name },
      undefined,
      '/letters',
      undefined,
      undefined,
      options(access),
    )) as unknown as {
      readonly id: string;
      readonly name: string;
      readonly path: string;
      readonly url?: string;
    };

  test('a private one is read by a signed address, which ends', async () => {
    const file = await upload('PRIVATE');
    expect(file).toMatchObject({ name: 'letter', path: '/letters/letter.pdf', size: 7, access: 'PRIVATE' });
    expect(file.url).toBeUndefined();
    expect((await fetch(`${portal.url}/local-files/public/${file.id}`)).status).toBe(404);

    const signed = await client.files.filesApi.getSignedUrl(file.id, undefined, 60);
    expect(signed).toMatchObject({ name: 'letter', extension: 'pdf', size: 7 });
    expect(signed.expiresAt).toEqual(new Date('2026-11-23T09:01:00.000Z'));
    const answer = await fetch(signed.url);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(letter);
    portal.advance(60_000);
    expect((await fetch(signed.url)).status).toBe(404);
    expect((await refusalOf(client.files.filesApi.getSignedUrl(file.id, undefined, 30_000))).code).toBe(400);
  });

  test('a public one has an address; names stay apart; a deleted one is gone', async () => {
    const first = await upload('PUBLIC_NOT_INDEXABLE');
    const second = await upload('PUBLIC_NOT_INDEXABLE');
    expect(second.path).toBe('/letters/letter-1.pdf');
    expect((await fetch(first.url ?? '')).status).toBe(200);
    const found = await client.files.filesApi.doSearch(undefined, undefined, undefined, 10);
    expect(found.results.map(({ id }) => id)).toEqual([first.id, second.id]);
    await client.files.filesApi.archive(first.id);
    expect((await refusalOf(client.files.filesApi.getById(first.id))).code).toBe(404);
  });

  test('without a folder or with an unknown access it is refused', async () => {
    const bare = client.files.filesApi.upload(
      { data: letter, name: 'a.pdf' },
      undefined,
      undefined,
      undefined,
      undefined,
      options('PRIVATE'),
    );
    expect((await refusalOf(bare)).code).toBe(400);
    await expect(upload('SECRET')).rejects.toMatchObject({ code: 400 });
  });
});

describe('custom events', () => {
  const define = () =>
    portal.call('POST', '/events/v3/event-definitions', {
      label: 'Notice served',
      name: 'notice_served',
      primaryObject: 'CONTACT',
      propertyDefinitions: [{ name: 'channel', label: 'Channel', type: 'string' }],
    });
  const eventName = 'pe4310001_notice_served';
  const none = undefined;

  test('sent in batches, read back by record', async () => {
    expect((await define()).body['fullyQualifiedName']).toBe(eventName);
    const { batchApi } = client.events.send;
    const inputs = ids.map((objectId, n) => ({
      eventName,
      objectId,
      uuid: `u${String(n)}`,
      properties: { channel: 'sms' },
    }));
    await batchApi.send({ inputs });
    await client.events.send.basicApi.send({ eventName, email: 'P0@example.org', properties: {} });
    const { results } = await client.events.eventsApi.getPage(
      'contact',
      none,
      none,
      none,
      none,
      none,
      none,
      none,
      Number(ids[0]),
    );
    expect(results.map(({ eventType, properties }) => [eventType, properties])).toEqual([
      [eventName, { channel: 'sms' }],
      [eventName, {}],
    ]);
  });

  test('204 says nothing: what cannot be placed is dropped in silence, twice the same as well', async () => {
    await define();
    const [objectId = ''] = ids;
    const send = (more: object) =>
      portal.call('POST', '/events/custom/2026-09/send', { eventName, objectId, properties: {}, ...more });
    const statuses = [
      await send({ uuid: 'u1' }),
      await send({ uuid: 'u1' }),
      await send({ eventName: 'pe4310001_unknown' }),
      await send({ objectId: '1' }),
      await send({ properties: { colour: 'red' } }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([204, 204, 204, 204, 204]);
    expect(portal.events.of('contact', objectId)).toHaveLength(1);
    expect(portal.events.dropped().map(({ why }) => why)).toEqual([
      'sent before',
      'unknown event',
      'unknown record',
      'unknown property',
    ]);
  });

  test('at most 500 a batch, 256 characters a value, and somebody they belong to', async () => {
    await define();
    const [objectId = ''] = ids;
    const inputs = Array.from({ length: 501 }, () => ({ eventName, objectId, properties: {} }));
    expect((await refusalOf(client.events.send.batchApi.send({ inputs }))).code).toBe(400);
    await client.events.send.batchApi.send({ inputs: inputs.slice(1) });
    const one = (more: object) =>
      portal.call('POST', '/events/custom/2026-09/send', { eventName, properties: {}, ...more });
    expect((await one({})).status).toBe(400);
    expect((await one({ objectId, properties: { channel: 'x'.repeat(257) } })).status).toBe(400);
  });
});

test('what somebody said about marketing mail, in both releases', async () => {
  const dated = '/communication-preferences/2026-09/statuses/p0@example.org';
  const body = { subscriptionId: 9, statusState: 'UNSUBSCRIBED', channel: 'EMAIL' };
  expect((await portal.call('POST', dated, body)).body.results).toMatchObject([{ status: 'UNSUBSCRIBED' }]);
  expect((await portal.call('POST', dated, { ...body, channel: 'SMS' })).status).toBe(400);

  const { definitionApi, statusApi } = client.communicationPreferences;
  expect((await definitionApi.getPage()).subscriptionDefinitions).toMatchObject([
    { id: '9', name: 'Offers' },
  ]);
  const status = async (): Promise<string | undefined> =>
    (await statusApi.getEmailStatus('p0@example.org')).subscriptionStatuses[0]?.status;
  expect(await status()).toBe('NOT_SUBSCRIBED');
  await statusApi.subscribe({ emailAddress: 'p0@example.org', subscriptionId: '9' });
  expect(await status()).toBe('SUBSCRIBED');
  await portal.call('POST', `${dated}/unsubscribe-all`, {});
  expect((await portal.call('GET', `${dated}/unsubscribe-all`)).body.results).toMatchObject([
    { wideStatusType: 'PORTAL_WIDE', status: 'UNSUBSCRIBED' },
  ]);
});
