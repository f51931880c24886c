import { verifySignature } from '../../../server/http/request-signature.js';
import type { CardRequest } from '../host/wire.js';
import { makeHubSpotFetch, type HubSpotFetchOptions } from './hubspot-fetch.js';

const SECRET = 'a-secret-of-no-worth';
const NOW = Date.parse('2026-11-23T14:00:00Z');
const USER = { id: 102, email: 'ida@utility.example' };
const SERVER = 'http://127.0.0.1:5001';
const asked = (more: Partial<CardRequest> = {}): CardRequest => ({
  url: 'https://forewarn.example.com/api/me?x=1',
  method: 'GET',
  timeout: null,
  body: undefined,
  headers: {},
  ...more,
});
interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

const open = (
  answer: (sent: Sent, n: number) => Promise<Response>,
  more: Partial<HubSpotFetchOptions> = {},
) => {
  const sent: Sent[] = [];
  const fetch = makeHubSpotFetch({
    permitted: ['https://forewarn.example.com'],
    serverUrl: () => SERVER,
    secret: SECRET,
    portalId: 4310001,
    appId: 77,
    realNow: () => NOW,
    fetch: (url, init = {}) => {
      sent.push({ url: String(url), init });
      return answer({ url: String(url), init }, sent.length);
    },
    ...more,
  });
  return { fetch, sent };
};
const ok = (): Promise<Response> => Promise.resolve(Response.json({ n: 1 }));

describe('hubspot.fetch of the local portal', () => {
  it('says who asks, for which account and app, and signs it', async () => {
    const { fetch, sent } = open(ok);
    const body = { idempotencyKey: 'k', text: 'свет' };
    expect(await fetch(asked({ method: 'POST', body }), USER)).toMatchObject({
      status: 200,
      body: '{"n":1}',
    });
    const [first] = sent;
    const url = new URL(first?.url ?? '');
    expect(url.origin + url.pathname).toBe(`${SERVER}/api/me`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      x: '1',
      userId: '102',
      userEmail: USER.email,
      portalId: '4310001',
      appId: '77',
    });
    expect(
      verifySignature({
        secret: SECRET,
        method: 'POST',
        url: url.href,
        body: JSON.stringify(body),
        headers: first?.init.headers as Record<string, string>,
        nowMs: NOW,
      }),
    ).toEqual({ ok: true, version: 'v3' });
  });

  it('does not let a card claim to be somebody else', async () => {
    const { fetch, sent } = open(ok);
    await fetch(
      asked({ url: 'https://forewarn.example.com/api/me?userEmail=marta%40utility.example' }),
      USER,
    );
    expect(new URL(sent[0]?.url ?? '').searchParams.getAll('userEmail')).toEqual([USER.email]);
  });

  it.each<readonly [string, Partial<CardRequest>, number]>([
    ['an address that the manifest does not permit', { url: 'https://elsewhere.example/api' }, 403],
    ['an address that only begins like ours', { url: 'https://forewarn.example.com.evil.example/' }, 403],
    ['a header of its own', { headers: { 'X-Key': '1' } }, 400],
    ['a request of more than 1 MB', { method: 'POST', body: 'x'.repeat(1_000_001) }, 413],
  ])('refuses %s, and sends nothing', async (_, request, status) => {
    const { fetch, sent } = open(ok);
    expect(await fetch(asked(request), USER)).toMatchObject({ status });
    expect(sent).toEqual([]);
  });

  it('tries once more where the server fails or is not there, and no more than that', async () => {
    const failing = open(() => Promise.resolve(new Response('', { status: 500 })));
    expect(await failing.fetch(asked(), USER)).toMatchObject({ status: 500 });
    expect(failing.sent).toHaveLength(2);
    const gone = open((_, n) => (n === 1 ? Promise.reject(new Error('refused')) : ok()));
    expect(await gone.fetch(asked(), USER)).toMatchObject({ status: 200 });
    const refusing = open(() => Promise.resolve(new Response('', { status: 422 })));
    await refusing.fetch(asked(), USER);
    expect(refusing.sent).toHaveLength(1);
  });

  it('lets no more than twenty go at once', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>(resolve => (release = resolve));
    const { fetch } = open(() => gate.then(ok));
    const all = Array.from({ length: 21 }, () => fetch(asked(), USER));
    expect(await all[20]).toMatchObject({ status: 429 });
    release();
    expect(await Promise.all(all.slice(0, 20))).toHaveLength(20);
    expect(await fetch(asked(), USER)).toMatchObject({ status: 200 });
  });

  it('refuses an answer of more than 1 MB, and says that a late one timed out', async () => {
    const large = open(() => Promise.resolve(new Response('x'.repeat(1_000_001))));
    expect(await large.fetch(asked(), USER)).toEqual({ failed: 'The response is larger than 1 MB' });
    expect(large.sent).toHaveLength(1);
    const late = open(() => Promise.reject(new DOMException('late', 'TimeoutError')));
    expect(await late.fetch(asked(), USER)).toEqual({ failed: 'The request timed out after 15000 ms' });
    expect(late.sent).toHaveLength(1);
  });
});
