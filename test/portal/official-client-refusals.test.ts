import { Client } from '@hubspot/api-client';
import { officialClient, refusalOf } from './official-client.js';
import { startPortal, type RunningPortal } from './running-portal.js';
import type { OAuthApp } from './state/oauth.js';

let portal: RunningPortal;
const start = async (options: Parameters<typeof startPortal>[0] = {}): Promise<RunningPortal> => {
  portal = await startPortal(options);
  return portal;
};
afterEach(() => portal.close());

const aContact = { properties: { email: 'ada@example.org' }, associations: [] };

test('401: a token nobody gave out', async () => {
  const client = officialClient(await start(), { accessToken: 'made-up' });
  const { code, body } = await refusalOf(client.crm.contacts.basicApi.getPage());
  expect([code, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
});

test('403: each call names the scopes its token lacks', async () => {
  await start({ tokens: [{ token: 'reader', scopes: ['crm.objects.contacts.read', 'crm.lists.read'] }] });
  const client = officialClient(portal, { accessToken: 'reader' });
  await client.crm.contacts.basicApi.getPage();
  await client.crm.contacts.searchApi.doSearch({ limit: 1 });
  await client.crm.objects.notes.basicApi.getPage();
  const missing = async (call: Promise<unknown>): Promise<readonly string[]> => {
    const { code, body } = await refusalOf(call);
    expect([code, body.category]).toEqual([403, 'MISSING_SCOPES']);
    expect(body.message).toContain('https://developers.hubspot.com/scopes');
    return body.errors?.[0]?.context?.['requiredGranularScopes'] ?? [];
  };
  expect(await missing(client.crm.contacts.basicApi.create(aContact))).toEqual([
    'crm.objects.contacts.write',
  ]);
  expect(await missing(client.crm.tickets.basicApi.getPage())).toEqual(['tickets']);
  expect(await missing(client.crm.objects.basicApi.getPage('outage'))).toEqual(['crm.objects.custom.read']);
  expect(await missing(client.crm.schemas.coreApi.getAll())).toEqual(['crm.schemas.custom.read']);
  expect(portal.records.count('contacts')).toBe(0);
});

test('404, 409 and 400 carry a category and a correlation id', async () => {
  const { crm } = officialClient(await start());
  const gone = await refusalOf(crm.contacts.basicApi.getById('1'));
  expect([gone.code, gone.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  expect(gone.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);

  const { id } = await crm.contacts.basicApi.create(aContact);
  const twice = await refusalOf(crm.contacts.basicApi.create(aContact));
  expect([twice.code, twice.body.category, twice.body.message]).toEqual([
    409,
    'CONFLICT',
    `Contact already exists. Existing ID: ${id}`,
  ]);
  const unknown = await refusalOf(crm.contacts.basicApi.update(id, { properties: { nonsense: '1' } }));
  expect(unknown.body.errors).toMatchObject([
    { code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['nonsense'] } },
  ]);
});

test('423: a record that another writes is locked, for writes and not for reads', async () => {
  const { crm } = officialClient(await start());
  const { id } = await crm.contacts.basicApi.create(aContact);
  portal.lock('contacts', id, 2_000);
  const { code } = await refusalOf(crm.contacts.basicApi.update(id, { properties: { city: 'Turin' } }));
  expect(code).toBe(423);
  await crm.contacts.basicApi.getById(id);
  portal.advance(2_001);
  await crm.contacts.basicApi.update(id, { properties: { city: 'Turin' } });
});

test('423: of two writes of a record at once the second is refused, and locks nothing behind it', async () => {
  const { crm } = officialClient(await start());
  const { id } = await crm.contacts.basicApi.create(aContact);
  portal.faults.inject({
    match: { method: 'PATCH', path: /contacts/ },
    times: 1,
    kind: 'slow',
    delayMs: 150,
  });
  const slow = crm.contacts.basicApi.update(id, { properties: { city: 'Turin' } });
  await until(() => portal.faults.state().length === 0);
  const input = { inputs: [{ id, properties: { city: 'Asti' } }] };
  expect((await refusalOf(crm.contacts.batchApi.update(input))).code).toBe(423);
  await slow;
  expect((await crm.contacts.batchApi.update(input)).results).toHaveLength(1);
});

/** The first call has arrived once its fault is used up. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
};

test('429: burst, search and day are told apart, with their headers', async () => {
  const { crm } = officialClient(await start({ limits: { burst: 2, searchPerSecond: 1, daily: 6 } }));
  const list = () => crm.contacts.basicApi.getPage();
  const search = () => crm.contacts.searchApi.doSearch({ limit: 1 });
  await list();
  await list();
  const burst = await refusalOf(list());
  expect([burst.code, burst.body.policyName]).toEqual([429, 'TEN_SECONDLY_ROLLING']);
  expect(burst.headers).toMatchObject({
    'x-hubspot-ratelimit-max': '2',
    'x-hubspot-ratelimit-remaining': '0',
    'x-hubspot-ratelimit-daily-remaining': '4',
  });
  await search();
  const secondly = await refusalOf(search());
  expect([secondly.code, secondly.body.policyName]).toEqual([429, 'SECONDLY']);
  expect(Object.keys(secondly.headers).filter(name => name.startsWith('x-hubspot'))).toEqual([]);

  for (let n = 0; n < 3; n += 1) {
    portal.advance(10_000);
    await list();
  }
  portal.advance(10_000);
  expect((await refusalOf(list())).body.policyName).toBe('DAILY');
  portal.advance(15 * 3_600_000);
  await list();
});

test('a smaller subscription has a smaller burst and a shorter day', async () => {
  await start({ tier: 'starter' });
  const { headers } = await portal.call('GET', '/crm/v3/objects/contacts');
  expect([headers.get('x-hubspot-ratelimit-max'), headers.get('x-hubspot-ratelimit-daily')]).toEqual([
    '100',
    '250000',
  ]);
});

describe('OAuth', () => {
  const app: OAuthApp = {
    appId: 77,
    clientId: 'client-1',
    clientSecret: 'secret-1',
    redirectUris: ['https://app.example/back'],
    scopes: ['crm.objects.contacts.read'],
    optionalScopes: ['tickets'],
  };
  const [redirectUri = ''] = app.redirectUris;

  /** By the page a person is sent to, as a browser would come back. */
  const consent = async (client: Client): Promise<string> => {
    const page = client.oauth.getAuthorizationUrl(
      app.clientId,
      redirectUri,
      'crm.objects.contacts.read',
      'tickets',
      's1',
    );
    const { search } = new URL(page);
    const answer = await fetch(`${portal.url}/oauth/authorize${search}`, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, back.origin, back.searchParams.get('state')]).toEqual([
      302,
      'https://app.example',
      's1',
    ]);
    return back.searchParams.get('code') ?? '';
  };
  const tokens = (
    client: Client,
    grant: 'authorization_code' | 'refresh_token',
    given: string,
    secret = app.clientSecret,
  ) =>
    grant === 'authorization_code'
      ? client.oauth.tokensApi.create(grant, given, redirectUri, app.clientId, secret)
      : client.oauth.tokensApi.create(grant, undefined, undefined, app.clientId, secret, given);

  test('code, token, thirty minutes, refresh, revoked', async () => {
    await start({ oauthApps: [app] });
    const client = new Client({ basePath: portal.url, limiterOptions: { minTime: 0 } });
    const code = await consent(client);
    const first = await tokens(client, 'authorization_code', code);
    expect([first.tokenType, first.expiresIn]).toEqual(['bearer', 1_800]);
    expect((await refusalOf(tokens(client, 'authorization_code', code))).code).toBe(400);

    client.setAccessToken(first.accessToken);
    await client.crm.contacts.basicApi.getPage();
    await client.crm.tickets.basicApi.getPage();
    expect((await refusalOf(client.crm.owners.ownersApi.getPage())).code).toBe(403);
    const info = await client.oauth.accessTokensApi.get(first.accessToken);
    expect(info).toMatchObject({ hubId: portal.portalId, appId: 77, expiresIn: 1_800, tokenType: 'access' });

    portal.advance(1_800_000);
    const late = await refusalOf(client.crm.contacts.basicApi.getPage());
    expect([late.code, late.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
    const second = await tokens(client, 'refresh_token', first.refreshToken);
    expect(second.refreshToken).toBe(first.refreshToken);
    client.setAccessToken(second.accessToken);
    await client.crm.contacts.basicApi.getPage();

    await client.oauth.refreshTokensApi.archive(first.refreshToken);
    expect((await refusalOf(client.crm.contacts.basicApi.getPage())).code).toBe(401);
    const revoked = await refusalOf(tokens(client, 'refresh_token', first.refreshToken));
    expect(revoked.body).toMatchObject({ status: 'BAD_REFRESH_TOKEN' });
  });

  test('an unknown client, a strange address and missing scopes get nothing', async () => {
    await start({ oauthApps: [app] });
    const client = new Client({ basePath: portal.url });
    const code = await consent(client);
    expect((await refusalOf(tokens(client, 'authorization_code', code, 'wrong'))).body).toMatchObject({
      status: 'BAD_CLIENT_ID',
    });
    const consentTo = { clientId: app.clientId, redirectUri, scopes: app.scopes };
    expect(portal.oauth.authorize({ ...consentTo, redirectUri: 'https://evil.example' })).toMatchObject({
      status: 'BAD_REDIRECT_URI',
    });
    expect(portal.oauth.authorize({ ...consentTo, scopes: [] })).toMatchObject({ error: 'invalid_scope' });
  });

  test('the dated release says whose the token is; an installed app has its own burst and no daily count', async () => {
    await start({ oauthApps: [app] });
    const given = portal.oauth.authorize({ clientId: app.clientId, redirectUri, scopes: app.scopes });
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'code' in given ? given.code : '',
      redirect_uri: redirectUri,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    });
    const answer = await fetch(`${portal.url}/oauth/2026-09/token`, { method: 'POST', body: form });
    const token = (await answer.json()) as { access_token: string };
    expect(token).toMatchObject({ hub_id: portal.portalId, scopes: app.scopes, expires_in: 1_800 });

    const init = { headers: { authorization: `Bearer ${token.access_token}` } };
    const { headers } = await portal.call('GET', '/crm/objects/2026-09/contacts', undefined, init);
    expect(headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(headers.get('x-hubspot-ratelimit-daily')).toBeNull();
  });
});
