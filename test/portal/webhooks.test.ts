import { verifySignature, type SignatureVersion } from '../../server/http/request-signature.js';
import { startPortal, type RunningPortal } from './running-portal.js';
import { subscribeTo } from './webhooks/subscriptions.js';
import { startTarget, type Target, type TargetAnswer } from './webhooks/target.js';

const SECRET = 'a-secret-of-no-worth';
let portal: RunningPortal;
let target: Target;
let waiting: string[];
const open = async (
  answer: () => TargetAnswer | null = () => ({ status: 204 }),
  more: { signature?: readonly SignatureVersion[]; maxConcurrentRequests?: number; timeoutMs?: number } = {},
): Promise<void> => {
  waiting = [];
  portal = await startPortal({ onWebhook: at => waiting.push(at) });
  target = await startTarget(answer);
  const custom = portal.records.types().find(({ name }) => name === 'service_point')?.id ?? '';
  portal.webhooks.install({
    appId: 14_947_547,
    clientSecret: SECRET,
    targetUrl: `${target.url}/webhooks`,
    subscriptions: [
      ...subscribeTo('0-1', ['phone', 'email']),
      { subscriptionType: 'contact.privacyDeletion', objectTypeId: '0-1' },
      ...subscribeTo(custom, ['feeder']),
    ],
    ...more,
  });
};
afterEach(async () => {
  await target.close();
  await portal.close();
});

type Event = Readonly<Record<string, unknown>>;
const eventsIn = (body: string): readonly Event[] => JSON.parse(body) as readonly Event[];
const events = (): readonly Event[] => target.received.flatMap(({ body }) => eventsIn(body));
const people = (count: number): readonly string[] =>
  portal.records.create(
    'contacts',
    Array.from({ length: count }, () => ({ properties: {} })),
  );

test('each kind of event has the fields the documentation gives it', async () => {
  await open();
  const [ann = '', ben = '', cleo = ''] = people(3);
  portal.records.update('contacts', ann, { phone: '+4930123', firstname: 'Ann' });
  await portal.call('PATCH', `/crm/objects/2026-09/contacts/${ann}`, { properties: { phone: '+4930124' } });
  const [point = ''] = portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  portal.records.associate('service_point', point, [{ to: 'contacts', id: ann }]);
  portal.acts.merge('contacts', ann, ben);
  portal.records.archive('contacts', cleo);
  portal.acts.restore('contacts', cleo);
  portal.acts.erase(cleo);
  expect(await portal.webhooks.runDue()).toBe(1);

  const of = (type: string) => events().filter(event => event['subscriptionType'] === type);
  const base = {
    portalId: portal.portalId,
    appId: 14_947_547,
    attemptNumber: 0,
    occurredAt: Date.parse(waiting[0] ?? ''),
  };
  expect(of('object.creation')).toHaveLength(4);
  expect(of('object.creation')[0]).toMatchObject({
    ...base,
    objectId: Number(ann),
    objectTypeId: '0-1',
    changeFlag: 'NEW',
  });
  expect(of('object.propertyChange')).toMatchObject([
    { propertyName: 'phone', propertyValue: '+4930123', changeSource: 'CRM_UI', isSensitive: false },
    { propertyName: 'phone', propertyValue: '+4930124', changeSource: 'INTEGRATION' },
  ]);
  expect(of('object.associationChange')).toMatchObject([
    {
      fromObjectId: Number(point),
      toObjectId: Number(ann),
      toObjectTypeId: '0-1',
      associationRemoved: false,
    },
    { fromObjectId: Number(ann), toObjectId: Number(point), fromObjectTypeId: '0-1' },
  ]);
  expect(of('object.merge')).toMatchObject([
    { primaryObjectId: Number(ann), mergedObjectIds: [Number(ben)], objectId: Number(ann) },
  ]);
  expect(of('object.deletion').map(event => event['objectId'])).toEqual([Number(cleo), Number(cleo)]);
  expect(of('object.restore')).toHaveLength(1);
  expect(of('contact.privacyDeletion')).toMatchObject([{ objectId: Number(cleo) }]);
  const ids = events().map(event => event['eventId']);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([[['v3']], [['v2']], [['v1']], [['v2', 'v3']]] as const)('signed %j as chosen', async versions => {
  await open(undefined, { signature: versions });
  people(1);
  await portal.webhooks.runDue();
  const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = target.received;
  const check = {
    secret: SECRET,
    method: 'POST',
    url: `${target.url}${path}`,
    body,
    headers,
    nowMs: Date.now(),
  };
  expect(verifySignature({ ...check, alsoAllow: ['v1', 'v2'] })).toMatchObject({ ok: true });
  expect(verifySignature({ ...check, body: `${body} `, alsoAllow: ['v1', 'v2'] })).toMatchObject({
    ok: false,
  });
});

test('at most a hundred events in one request, and no more requests at once than the app wants', async () => {
  await open(undefined, { maxConcurrentRequests: 3 });
  people(1050);
  expect(await portal.webhooks.runDue()).toBe(11);
  expect(target.received.map(({ body }) => eventsIn(body).length).sort((a, b) => a - b)[0]).toBe(50);
  expect(Math.max(...target.received.map(({ body }) => eventsIn(body).length))).toBe(100);
  expect(target.most()).toBeLessThanOrEqual(3);
});

test('a target that fails is tried ten times more within a day, by the clock, and then given up', async () => {
  await open(() => ({ status: 503 }));
  people(1);
  let last = '';
  for (let at = portal.webhooks.nextAt(); at !== null; at = portal.webhooks.nextAt()) {
    portal.advance(Math.max(0, Date.parse(at) - Date.parse(waiting[0] ?? '') - elapsed(last)));
    last = at;
    await portal.webhooks.runDue();
  }
  const attempts = portal.webhooks.attempts();
  expect(attempts.map(({ attemptNumber }) => attemptNumber)).toEqual([...Array(11).keys()]);
  expect(events().map(event => event['attemptNumber'])).toEqual([...Array(11).keys()]);
  expect(elapsed(attempts.at(-1)?.at ?? '')).toBeLessThanOrEqual(24 * 3_600_000);
  expect(portal.webhooks.givenUp()).toHaveLength(1);
});
const elapsed = (at: string): number =>
  at === '' ? 0 : Date.parse(at) - Date.parse('2026-11-23T09:00:00.000Z');

test('no answer in time counts as a failure, and a later answer ends it', async () => {
  let calls = 0;
  await open(() => (calls++ === 0 ? null : { status: 200 }), { timeoutMs: 60 });
  people(1);
  await portal.webhooks.runDue();
  expect(portal.webhooks.attempts()).toMatchObject([{ status: null }]);
  portal.advance(60_000);
  await portal.webhooks.runDue();
  expect(portal.webhooks.attempts()).toMatchObject([{ status: null }, { status: 200, attemptNumber: 1 }]);
  expect(portal.webhooks.nextAt()).toBeNull();
});

test('lag, duplicates, another order and loss on request', async () => {
  await open();
  portal.webhooks.trouble({ lagMs: 30_000, duplicate: true, reorder: true });
  const ids = people(20).map(Number);
  expect(await portal.webhooks.runDue()).toBe(0);
  portal.advance(30_000);
  await portal.webhooks.runDue();
  const told = events().map(event => event['objectId'] as number);
  expect(told).toHaveLength(40);
  expect(new Set(events().map(event => event['eventId'])).size).toBe(20);
  expect([...new Set(told)].sort()).toEqual(ids);
  expect([...new Set(told)]).not.toEqual(ids);
  portal.webhooks.trouble({ lost: true });
  people(1);
  expect(portal.webhooks.nextAt()).toBeNull();
});
