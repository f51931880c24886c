import { startPortal, type Reply, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
afterEach(() => portal.close());

const read = (): Promise<Reply> => portal.call('GET', '/crm/objects/2026-09/contacts');
const search = (): Promise<Reply> => portal.objects('contacts/search', {});
const header = ({ headers }: Reply, name: string): string | null =>
  headers.get(`x-hubspot-ratelimit-${name}`);

test('the burst is a rolling window: room comes back call by call', async () => {
  portal = await startPortal({ limits: { burst: 3 } });
  expect(header(await read(), 'remaining')).toBe('2');
  portal.advance(6_000);
  await read();
  expect(header(await read(), 'remaining')).toBe('0');

  const refused = await read();
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    status: 'error',
    errorType: 'RATE_LIMIT',
    category: 'RATE_LIMITS',
    policyName: 'TEN_SECONDLY_ROLLING',
    message: 'You have reached your ten_secondly_rolling limit.',
  });
  expect(refused.headers.get('retry-after')).toBeNull();

  portal.advance(4_000);
  expect((await read()).status).toBe(200);
  expect((await read()).status).toBe(429);
  portal.advance(6_000);
  expect((await read()).status).toBe(200);
});

test('every answer but that of a search carries the limits', async () => {
  portal = await startPortal();
  const { headers } = await read();
  const limits = [...headers].filter(([name]) => name.startsWith('x-hubspot-ratelimit'));
  expect(Object.fromEntries(limits)).toEqual({
    'x-hubspot-ratelimit-max': '190',
    'x-hubspot-ratelimit-remaining': '189',
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
    'x-hubspot-ratelimit-daily': '1000000',
    'x-hubspot-ratelimit-daily-remaining': '999999',
    'x-hubspot-ratelimit-secondly': '19',
    'x-hubspot-ratelimit-secondly-remaining': '18',
  });
  expect([...(await search()).headers].filter(([name]) => name.startsWith('x-hubspot-ratelimit'))).toEqual(
    [],
  );
});

test('each token has a burst of its own; the day is shared', async () => {
  portal = await startPortal({ limits: { burst: 1 }, tokens: ['one', 'two'] });
  const as = (token: string): Promise<Reply> =>
    portal.call('GET', '/crm/objects/2026-09/contacts', undefined, {
      headers: { authorization: `Bearer ${token}` },
    });
  expect((await as('one')).status).toBe(200);
  expect((await as('one')).status).toBe(429);
  const other = await as('two');
  expect(other.status).toBe(200);
  expect(header(other, 'daily-remaining')).toBe('999998');
});

test("the day ends at midnight in the portal's time zone", async () => {
  portal = await startPortal({ limits: { daily: 1 }, timeZone: 'America/New_York' });
  await read();
  const refused = await read();
  expect(refused.body).toMatchObject({ policyName: 'DAILY', message: 'You have reached your daily limit.' });
  portal.advance(19.5 * 3_600_000);
  expect((await read()).status).toBe(429);
  portal.advance(0.5 * 3_600_000);
  expect((await read()).status).toBe(200);
});

test('five searches a second, outside the burst', async () => {
  portal = await startPortal({ limits: { burst: 1 } });
  for (let n = 0; n < 5; n += 1) expect((await search()).status).toBe(200);
  const refused = await search();
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    policyName: 'SECONDLY',
    message: 'You have reached your secondly limit.',
  });
  expect(header(refused, 'max')).toBeNull();
  expect((await read()).status).toBe(200);
  portal.advance(1_000);
  expect((await search()).status).toBe(200);
});

test.each([
  ['no token', {}],
  ['an unknown token', { authorization: 'Bearer somebody' }],
  ['another scheme', { authorization: 'Basic local-portal-token' }],
])('%s is refused before anything else', async (_name, headers) => {
  portal = await startPortal({ limits: { burst: 0 } });
  const refused = await portal.call('GET', '/crm/objects/2026-09/contacts', undefined, { headers });
  expect(refused.status).toBe(401);
  expect(refused.body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
});
