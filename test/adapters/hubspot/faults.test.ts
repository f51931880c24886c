import nock from 'nock';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { makeCrm, type CrmSettings } from '../../../server/adapters/hubspot/crm.js';
import type { Crm } from '../../../server/workflows/ports/crm.js';
import type { Zone } from '../../../server/domain/time.js';
import { activity } from './facts.js';
import { START } from './local-portal.js';
import { simulatedClock, type SimulatedClock } from './simulated-clock.js';

const BASE = 'https://api.hubapi.example';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const make = (settings: Partial<CrmSettings> = {}): { readonly crm: Crm; readonly clock: SimulatedClock } => {
  const clock = simulatedClock(START);
  const crm = makeCrm({
    clock,
    budgets: ownBudgets(clock),
    log: silent,
    reason: code => code,
    settings: { basePath: BASE, accessToken: 'token', ...settings },
  });
  return { crm, clock };
};
const onRead = () => nock(BASE).get('/crm/objects/2026-09/contacts').query(true);
const onCreate = () => nock(BASE).post('/crm/objects/2026-09/emails/batch/create');
const seconds = (clock: SimulatedClock): number => (Date.parse(clock.now()) - Date.parse(START)) / 1000;
const read = (crm: Crm) => crm.parties('contact', null);
const create = (crm: Crm) => crm.writeActivities([activity(1, '101')]);

beforeAll(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('an answer to a read', () => {
  test.each([
    [401, { category: 'INVALID_AUTHENTICATION' }, 'unauthorised', 'hubspot.token'],
    [403, undefined, 'unauthorised', 'hubspot.forbidden'],
    [400, { category: 'VALIDATION_ERROR' }, 'rejected', 'hubspot.VALIDATION_ERROR'],
    [404, { category: 'OBJECT_NOT_FOUND' }, 'rejected', 'hubspot.OBJECT_NOT_FOUND'],
    [
      409,
      { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 123' },
      'rejected',
      'hubspot.CONFLICT',
    ],
    [409, { category: 'OBJECT_ALREADY_EXISTS' }, 'duplicate', 'hubspot.OBJECT_ALREADY_EXISTS'],
    [302, undefined, 'rejected', 'hubspot.UNNAMED'],
    [400, 'not JSON at all', 'rejected', 'hubspot.UNNAMED'],
    [400, { category: 7, errors: 'odd' }, 'rejected', 'hubspot.UNNAMED'],
    [400, { category: 'person@example.org is wrong' }, 'rejected', 'hubspot.UNNAMED'],
  ])('%d %j is %s %s', async (status, body, kind, code) => {
    onRead().reply(status, body as nock.Body);
    await expect(read(make().crm)).rejects.toMatchObject({ kind, code });
  });

  test('names the scope that is missing', async () => {
    onRead().reply(403, {
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }],
    });
    await expect(read(make().crm)).rejects.toMatchObject({
      kind: 'unauthorised',
      code: 'hubspot.scopes',
      message: expect.stringContaining('crm.objects.contacts.read'),
    });
  });

  test.each([500, 502, 503, 504, 521, 523, 524])(
    'of %d is asked again, a bounded number of times',
    async status => {
      onRead().times(2).reply(status);
      onRead().reply(200, { results: [] });
      const { crm, clock } = make();
      await expect(read(crm)).resolves.toEqual({ items: [], next: null });
      expect(seconds(clock)).toBe(3);
      onRead().times(6).reply(status);
      await expect(read(crm)).rejects.toMatchObject({ kind: 'retry' });
      expect(nock.isDone()).toBe(true);
    },
  );

  test('that is no page is not taken for an empty one', async () => {
    onRead().reply(200, { result: [] });
    await expect(read(make().crm)).rejects.toMatchObject({ kind: 'retry', code: 'hubspot.unreadable' });
  });
});

describe('429', () => {
  test.each([
    ['SECONDLY', 1],
    ['TEN_SECONDLY_ROLLING', 10],
    [undefined, 10],
  ])('by the policy %s waits %d s', async (policyName, wait) => {
    onRead().reply(429, { policyName, message: 'no' });
    onRead().reply(200, { results: [] });
    const { crm, clock } = make();
    await read(crm);
    expect(seconds(clock)).toBe(wait);
  });

  test('waits the interval the headers give, and Retry-After before it', async () => {
    onRead().reply(
      429,
      {},
      { 'X-HubSpot-RateLimit-Max': '100', 'X-HubSpot-RateLimit-Interval-Milliseconds': '4000' },
    );
    onRead().reply(429, {}, { 'Retry-After': '7', 'X-HubSpot-RateLimit-Interval-Milliseconds': '4000' });
    onRead().reply(200, { results: [] });
    const { crm, clock } = make();
    await read(crm);
    expect(seconds(clock)).toBe(11);
  });

  test('that does not end is given back with a time', async () => {
    onRead().times(6).reply(429, { policyName: 'TEN_SECONDLY_ROLLING' });
    await expect(read(make().crm)).rejects.toMatchObject({ kind: 'throttled', retryAfterSeconds: 10 });
  });

  test('of the day ends at midnight of the portal’s zone, and is looked at again each hour before it', async () => {
    const daily = { policyName: 'DAILY', message: 'You have reached your daily limit.' };
    onRead().reply(429, daily);
    // 23:00 there; half an hour later midnight is nearer than an hour.
    const { crm, clock } = make({ zone: 'Pacific/Kiritimati' as Zone });
    clock.advance(1800);
    await expect(read(crm)).rejects.toMatchObject({
      kind: 'throttled',
      code: 'hubspot.dailyLimit',
      retryAfterSeconds: 1800,
    });
    onRead().reply(429, daily);
    await expect(read(make().crm)).rejects.toMatchObject({ retryAfterSeconds: 3600 });
  });
});

test('423 waits two seconds at least, 477 gives back its hours', async () => {
  onRead().reply(423);
  onRead().reply(200, { results: [] });
  const { crm, clock } = make();
  await read(crm);
  expect(seconds(clock)).toBe(2);
  onRead().reply(477, {}, { 'Retry-After': '7200' });
  await expect(read(crm)).rejects.toMatchObject({ kind: 'throttled', retryAfterSeconds: 7200 });
});

describe('a create', () => {
  const done = {
    results: [{ id: '9', properties: { hs_email_text: 'x' }, objectWriteTraceId: activity(1, '1').delivery }],
  };

  test.each([500, 502, 504, 520, 524])(
    'answered %d may have been done, and is not done again',
    async status => {
      onCreate().reply(status);
      await expect(create(make().crm)).rejects.toMatchObject({ kind: 'unknown' });
    },
  );

  test.each([503, 521, 523, 423, 429])('answered %d was not done, and is done again', async status => {
    onCreate().reply(status);
    onCreate().reply(201, done);
    await expect(create(make().crm)).resolves.toEqual([{ key: activity(1, '1').delivery, crmId: '9' }]);
  });

  test.each(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'])('cut off by %s is unknown', async code => {
    onCreate().replyWithError(Object.assign(new Error('cut'), { code }));
    await expect(create(make().crm)).rejects.toMatchObject({ kind: 'unknown', code: 'hubspot.answerLost' });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND'])('that met %s never left', async code => {
    onCreate()
      .times(6)
      .replyWithError(Object.assign(new Error('none'), { code }));
    await expect(create(make().crm)).rejects.toMatchObject({ kind: 'retry', code: 'hubspot.unreachable' });
  });

  test('whose answer cannot be read is unknown', async () => {
    onCreate().reply(201, 'gateway page');
    await expect(create(make().crm)).rejects.toMatchObject({ kind: 'unknown', code: 'hubspot.unreadable' });
  });

  test('whose answer leaves the row out is unknown, and one without a trace id is known by its reference', async () => {
    const rows = [activity(1, '101'), activity(2, '101')];
    const second = { id: '8', properties: { hs_email_text: `text\nRef ${rows[1]?.delivery ?? ''}` } };
    onCreate().reply(201, { results: [second] });
    const written = await make().crm.writeActivities(rows);
    expect(written).toContainEqual({ key: rows[1]?.delivery, crmId: '8' });
    expect(written).toContainEqual({
      key: rows[0]?.delivery,
      fault: expect.objectContaining({ kind: 'unknown', code: 'hubspot.unmatched' }),
    });
  });

  test('whose errors name no row are told apart by counting, and written again alone when they differ', async () => {
    const rows = [1, 2, 3].map(n => activity(n, '101'));
    const [first, second, third] = rows.map(({ delivery }) => delivery);
    const made = (id: string, trace: string | undefined) => ({
      id,
      properties: {},
      objectWriteTraceId: trace,
    });
    const errors = [{ category: 'VALIDATION_ERROR' }, { category: 'CONFLICT', context: {} }];
    onCreate().reply(207, { results: [made('7', first)], errors });
    // The two go again; now the errors are alike.
    onCreate().reply(207, { results: [], errors: [errors[0], errors[0]] });
    const written = await make().crm.writeActivities(rows);
    expect(written).toEqual([
      { key: first, crmId: '7' },
      { key: second, refused: 'hubspot.VALIDATION_ERROR' },
      { key: third, refused: 'hubspot.VALIDATION_ERROR' },
    ]);
    expect(nock.isDone()).toBe(true);
  });

  test('refused for want of our schema is no fault of its rows', async () => {
    const body = {
      category: 'VALIDATION_ERROR',
      errors: [{ code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['x'] } }],
    };
    onCreate().reply(400, body);
    await expect(create(make().crm)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'hubspot.PROPERTY_DOESNT_EXIST',
    });
  });
});

test('the token is asked for anew with each call where it is renewed', async () => {
  let n = 0;
  nock(BASE, { reqheaders: { authorization: 'Bearer t1' } })
    .get(/contacts/)
    .reply(200, { results: [] });
  nock(BASE, { reqheaders: { authorization: 'Bearer t2' } })
    .get(/contacts/)
    .reply(200, { results: [] });
  const { crm } = make({ accessToken: () => Promise.resolve(`t${String((n += 1))}`) });
  await read(crm);
  await read(crm);
  expect(nock.isDone()).toBe(true);
});
