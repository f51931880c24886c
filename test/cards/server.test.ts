import * as z from 'zod/mini';
import { makeServer, type Fetch } from '../../ui-extensions/client/server.js';
import type { Problem } from '../../ui-extensions/contract/common.js';

const schema = z.object({ n: z.number() });
const refusal = { code: 'notice.tooLate', message: 'Too late.', because: [] };
const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  code,
  message: 'In words.',
  reference: 'ref-1',
  ...more,
});
const says =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Fetch =>
  () =>
    Promise.resolve({ status, headers: new Headers(headers), json: () => Promise.resolve(body) });
const read = (fetch: Fetch) =>
  makeServer({ fetch, baseUrl: 'https://server.example/' }).read('/api/x', schema);

describe('an answer of the server', () => {
  it.each<readonly [string, number, unknown, object]>([
    ['as agreed', 200, { n: 1 }, { kind: 'ready', value: { n: 1 } }],
    [
      'of another shape',
      200,
      { n: 'one' },
      { kind: 'failed', reason: 'unexpected', code: 'answer.unreadable' },
    ],
    [
      'with a refusal',
      422,
      problem('notice.tooLate', { refusals: [refusal] }),
      { kind: 'refused', refusal, also: [], reference: 'ref-1' },
    ],
    [
      'that the role is missing',
      403,
      problem('role.missing', { refusals: [{ ...refusal, code: 'role.missing' }] }),
      { kind: 'failed', reason: 'denied', code: 'role.missing', message: 'In words.', nothingDone: true },
    ],
    [
      'that the same press is at work',
      409,
      problem('request.running', { refusals: [refusal] }),
      { kind: 'failed', reason: 'busy', nothingDone: false },
    ],
    [
      'that the portal is unknown',
      403,
      problem('portal.unknown'),
      { reason: 'denied', code: 'portal.unknown' },
    ],
    [
      'that the form is wrong',
      400,
      problem('request.malformed'),
      { reason: 'unexpected', nothingDone: true },
    ],
    ['of a proxy without us', 502, 'no JSON', { reason: 'offline', nothingDone: false }],
    ['of a bug', 500, problem('bug'), { reason: 'unexpected', reference: 'ref-1', nothingDone: false }],
  ])('%s is told apart', async (_, status, body, expected) => {
    expect(await read(says(status, body))).toMatchObject(expected);
  });

  it('that asks to wait says how long', async () => {
    expect(await read(says(429, problem('tooMany'), { 'Retry-After': '45' }))).toMatchObject({
      reason: 'busy',
      retryAfterSeconds: 45,
    });
  });

  it('that never comes is slow or not there', async () => {
    expect(await read(() => Promise.reject(new Error('Request timed out')))).toMatchObject({
      reason: 'slow',
    });
    expect(await read(() => Promise.reject(new Error('Failed to fetch')))).toMatchObject({
      reason: 'offline',
    });
  });

  it('is asked for at one address, and an act carries its key in the body', async () => {
    const asked: unknown[] = [];
    const fetch: Fetch = (url, options) => {
      asked.push([url, options]);
      return says(200, { n: 1 })(url, options);
    };
    const server = makeServer({ fetch, baseUrl: 'https://server.example/', timeoutMs: 9 });
    await server.read('/api/x', schema);
    await server.act<{ to: string; idempotencyKey: string }, unknown>('/api/y', { to: 'a' }, schema, 'key-1');
    expect(asked).toEqual([
      ['https://server.example/api/x', { method: 'GET', timeout: 9 }],
      [
        'https://server.example/api/y',
        { method: 'POST', timeout: 9, body: { to: 'a', idempotencyKey: 'key-1' } },
      ],
    ]);
  });
});
