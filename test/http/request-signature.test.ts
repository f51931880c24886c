import { createHash, createHmac } from 'node:crypto';
import { verifySignature, sign, type SignatureCheck } from '../../server/http/request-signature.js';

const SECRET = 'client-secret';
const NOW = 1_795_424_400_000;
const request = {
  method: 'POST',
  url: 'https://forewarn.example/hooks?portalId=1&userId=2',
  body: '[{"eventId":1}]',
};

const check = (changes: Partial<SignatureCheck> = {}, timestampMs = NOW) =>
  verifySignature({
    secret: SECRET,
    ...request,
    headers: sign(SECRET, { ...request, timestampMs }),
    nowMs: NOW,
    ...changes,
  });

/** By hand, from the documented recipe, so that `sign` does not prove itself. */
const v3 = (source: string) => createHmac('sha256', SECRET).update(source).digest('base64');
const headersOf = (signature: string, timestamp = String(NOW)) => ({
  'X-HubSpot-Signature-v3': signature,
  'X-HubSpot-Request-Timestamp': timestamp,
});

test('a v3 signature over method, URL, body and time is accepted', () => {
  const headers = headersOf(v3(`POST${request.url}${request.body}${String(NOW)}`));
  expect(check({ headers })).toEqual({ ok: true, version: 'v3' });
  expect(sign(SECRET, { ...request, timestampMs: NOW })).toEqual(headers);
});

test.each([
  ['%3A', ':'],
  ['%2F', '/'],
  ['%3F', '?'],
  ['%40', '@'],
  ['%21', '!'],
  ['%24', '$'],
  ['%27', "'"],
  ['%28', '('],
  ['%29', ')'],
  ['%2A', '*'],
  ['%2C', ','],
  ['%3B', ';'],
  ['%2f', '/'],
])('%s in the URL is signed as %s', (escape, character) => {
  const url = (part: string) => `https://forewarn.example/a?x=${part}&y=b`;
  const headers = headersOf(v3(`GET${url(character)}${String(NOW)}`));
  expect(check({ method: 'GET', body: '', url: url(escape), headers })).toEqual({ ok: true, version: 'v3' });
});

test.each(['%20', '%2B', '%26', '%3D', '%25', '%23', '%C3%A9', '%253A'])(
  '%s in the URL is signed as it is',
  escape => {
    const url = `https://forewarn.example/a?x=${escape}`;
    const headers = headersOf(v3(`GET${url}${String(NOW)}`));
    expect(check({ method: 'GET', body: '', url, headers })).toEqual({ ok: true, version: 'v3' });
  },
);

test('a URL signed without decoding, as HubSpot’s SDK does it, is accepted too', () => {
  const url = 'https://forewarn.example/a?userEmail=ida%40grid.example';
  const headers = headersOf(v3(`GET${url}${String(NOW)}`));
  expect(check({ method: 'GET', body: '', url, headers })).toMatchObject({ ok: true });
});

test('the bytes count, not the text they decode to', () => {
  const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const headers = sign(SECRET, { ...request, body, timestampMs: NOW });
  expect(check({ body, headers })).toMatchObject({ ok: true });
  expect(check({ body: body.toString('utf8'), headers })).toEqual({ ok: false, reason: 'mismatch' });
});

test.each<[string, Partial<SignatureCheck>]>([
  ['another secret', { secret: 'another' }],
  ['another method', { method: 'PUT' }],
  ['another path', { url: request.url.replace('hooks', 'hook') }],
  ['another query order', { url: 'https://forewarn.example/hooks?userId=2&portalId=1' }],
  ['another host', { url: request.url.replace('forewarn', 'evil') }],
  ['a body with one more space', { body: '[{"eventId": 1}]' }],
  ['no body', { body: '' }],
])('%s does not match', (_name, changes) => {
  expect(check(changes)).toEqual({ ok: false, reason: 'mismatch' });
});

test.each<[number, string | true]>([
  [0, true],
  [-300_000, true],
  [-300_001, 'stale'],
  [-86_400_000, 'stale'],
  [60_000, true],
  [60_001, 'future'],
])('signed %d ms from now', (offset, expected) => {
  expect(check({}, NOW + offset)).toEqual(
    expected === true ? { ok: true, version: 'v3' } : { ok: false, reason: expected },
  );
});

test('a newer time on an old signature does not match', () => {
  const old = sign(SECRET, { ...request, timestampMs: NOW - 400_000 });
  expect(check({ headers: { ...old, 'X-HubSpot-Request-Timestamp': String(NOW) } })).toEqual({
    ok: false,
    reason: 'mismatch',
  });
});

const good = sign(SECRET, { ...request, timestampMs: NOW });
test.each<[string, SignatureCheck['headers'], string]>([
  ['no headers', {}, 'missing'],
  ['no time', { 'X-HubSpot-Signature-v3': good['X-HubSpot-Signature-v3'] }, 'missing'],
  ['a time that is none', { ...good, 'X-HubSpot-Request-Timestamp': 'soon' }, 'malformed'],
  ['a negative time', { ...good, 'X-HubSpot-Request-Timestamp': '-1' }, 'malformed'],
  ['a signature that is none', { ...good, 'X-HubSpot-Signature-v3': 'abc' }, 'malformed'],
  ['an empty signature', { ...good, 'X-HubSpot-Signature-v3': '' }, 'malformed'],
  [
    'two signatures',
    { ...good, 'X-HubSpot-Signature-v3': [good['X-HubSpot-Signature-v3'] ?? '', 'x'] },
    'malformed',
  ],
  ['the header in two cases', { ...good, 'x-hubspot-signature-v3': 'x' }, 'malformed'],
])('%s', (_name, headers, reason) => {
  expect(check({ headers })).toEqual({ ok: false, reason });
});

test('headers are found whatever their case', () => {
  const headers = Object.fromEntries(
    Object.entries(good).map(([name, value]) => [name.toLowerCase(), value]),
  );
  expect(check({ headers })).toMatchObject({ ok: true });
});

describe('older signatures', () => {
  const hash = (source: string) => createHash('sha256').update(source).digest('hex');
  const v2 = {
    'X-HubSpot-Signature': hash(`${SECRET}POST${request.url}${request.body}`),
    'X-HubSpot-Signature-Version': 'v2',
  };
  const v1 = { 'X-HubSpot-Signature': hash(`${SECRET}${request.body}`), 'X-HubSpot-Signature-Version': 'v1' };

  test('are as good as none unless allowed', () => {
    for (const headers of [v1, v2]) expect(check({ headers })).toEqual({ ok: false, reason: 'missing' });
    expect(check({ headers: v1, alsoAllow: ['v2'] })).toEqual({ ok: false, reason: 'missing' });
  });
  test('are checked by their recipe when allowed', () => {
    expect(check({ headers: v2, alsoAllow: ['v2'] })).toEqual({ ok: true, version: 'v2' });
    expect(check({ headers: v1, alsoAllow: ['v1', 'v2'] })).toEqual({ ok: true, version: 'v1' });
    expect(check({ headers: v2, alsoAllow: ['v2'], body: 'x' })).toEqual({ ok: false, reason: 'mismatch' });
    expect(check({ headers: { ...v2, 'X-HubSpot-Signature': 'zz' }, alsoAllow: ['v2'] })).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(check({ headers: { ...v2, 'X-HubSpot-Signature-Version': 'v9' }, alsoAllow: ['v2'] })).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(sign(SECRET, { ...request, timestampMs: NOW }, ['v2'])).toMatchObject(v2);
    expect(sign(SECRET, { ...request, timestampMs: NOW }, ['v1'])).toMatchObject(v1);
  });
  test('do not make good a wrong v3 beside them', () => {
    const headers = { ...v2, ...headersOf(v3('something else')) };
    expect(check({ headers, alsoAllow: ['v2'] })).toEqual({ ok: false, reason: 'mismatch' });
  });
});

test('an empty secret is a mistake of ours, not an answer', () => {
  expect(() => check({ secret: '' })).toThrow(RangeError);
});
