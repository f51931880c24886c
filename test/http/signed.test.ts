import express from 'express';
import request from 'supertest';
import { HttpProblem, problemHandler } from '../../server/http/problems.js';
import { parsedBody, rawBytes } from '../../server/http/raw-body.js';
import { sign, type SignatureVersion } from '../../server/http/request-signature.js';
import { actorOf, signed } from '../../server/http/signed.js';

const SECRET = 'a-client-secret-of-no-worth';
const PUBLIC = 'https://forewarn.example.com';
const NOW = Date.parse('2026-11-23T09:00:00Z');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const WHO = 'userEmail=ida%40utility.example&portalId=4310001';

const app = express();
app.set('query parser', 'simple');
app.use(
  '/api',
  rawBytes,
  signed({
    secret: SECRET,
    publicUrl: PUBLIC,
    realNow: () => NOW,
    isKnown: portal => portal === '4310001' || portal === '4310002',
    log,
  }),
  parsedBody,
  (_request, response) => {
    response.json(actorOf(response.locals));
  },
);
app.use(() => {
  throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
});
app.use(problemHandler(log));

interface Sending {
  readonly target?: string;
  /** What was signed, where it is something else. */
  readonly signedUrl?: string;
  readonly body?: string;
  readonly signedBody?: string;
  readonly method?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly versions?: readonly SignatureVersion[];
  readonly headers?: Readonly<Record<string, string>>;
}
const send = async (sending: Sending = {}) => {
  const { target = `/api/x?${WHO}`, body = '{}', at = NOW, versions = ['v3'] } = sending;
  const what = {
    method: sending.method ?? 'POST',
    url: sending.signedUrl ?? `${PUBLIC}${target}`,
    body: sending.signedBody ?? body,
    timestampMs: at,
  };
  const answer = await request(app)
    .post(target)
    .set({ ...sign(sending.secret ?? SECRET, what, versions), ...sending.headers })
    .type('json')
    .send(body);
  return { status: answer.status, body: answer.body as Readonly<Record<string, unknown>> };
};
const IDA = { email: 'ida@utility.example', portal: '4310001' };

describe('a card’s request is let in', () => {
  it.each<[string, Sending]>([
    ['signed with v3', {}],
    ['with v2 beside it, which counts for nothing', { versions: ['v3', 'v2'] }],
    ['five minutes old', { at: NOW - 300_000 }],
    [
      'signed over the address decoded, as HubSpot documents it',
      {
        signedUrl: `${PUBLIC}/api/x?userEmail=ida@utility.example&portalId=4310001`,
      },
    ],
    [
      're-encoded by a proxy on the way',
      {
        target: '/api/x?userEmail=ida%40utility.example&portalId=4310001&at=12%3A00',
        signedUrl: `${PUBLIC}/api/x?userEmail=ida@utility.example&portalId=4310001&at=12:00`,
      },
    ],
    [
      'through a proxy under another host and protocol',
      {
        headers: { host: '10.0.0.7:4300', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
      },
    ],
    [
      'whose body claims another person and account',
      {
        body: '{"userEmail":"marta@utility.example","email":"marta@utility.example","portalId":4310002,"portal":"4310002"}',
      },
    ],
    ['with headers that claim another person', { headers: { 'x-user-email': 'marta@utility.example' } }],
    ['sent again within its five minutes: what is done once is the key’s matter', { at: NOW - 60_000 }],
  ])('%s, and its person is the signed one', async (_name, sending) => {
    expect(await send(sending)).toEqual({ status: 200, body: IDA });
  });

  it('in the spelling of the address that everybody shares', async () => {
    const target = '/api/x?userEmail=IDA%40Utility.Example&portalId=4310002';
    expect(await send({ target })).toEqual({ status: 200, body: { ...IDA, portal: '4310002' } });
  });
});

describe('a card’s request is refused', () => {
  it.each<[string, Sending, number, string]>([
    ['unsigned', { versions: [] }, 401, 'signature.missing'],
    ['signed with v2 alone, which can be replayed for ever', { versions: ['v2'] }, 401, 'signature.missing'],
    ['signed with another secret', { secret: 'another' }, 401, 'signature.mismatch'],
    ['signed for another method', { method: 'GET' }, 401, 'signature.mismatch'],
    ['with another body', { signedBody: '{"a":1}' }, 401, 'signature.mismatch'],
    ['signed for another path', { signedUrl: `${PUBLIC}/api/y?${WHO}` }, 401, 'signature.mismatch'],
    [
      'with its person exchanged',
      {
        target: '/api/x?userEmail=marta%40utility.example&portalId=4310001',
        signedUrl: `${PUBLIC}/api/x?${WHO}`,
      },
      401,
      'signature.mismatch',
    ],
    [
      'with its account exchanged',
      {
        target: '/api/x?userEmail=ida%40utility.example&portalId=4310002',
        signedUrl: `${PUBLIC}/api/x?${WHO}`,
      },
      401,
      'signature.mismatch',
    ],
    [
      'signed for the address behind the proxy',
      { signedUrl: `http://10.0.0.7:4300/api/x?${WHO}` },
      401,
      'signature.mismatch',
    ],
    ['older than five minutes', { at: NOW - 300_001 }, 401, 'signature.stale'],
    ['from the future', { at: NOW + 60_001 }, 401, 'signature.future'],
    [
      'sent again with a new time on the old signature',
      { at: NOW - 400_000, headers: { 'x-hubspot-request-timestamp': String(NOW) } },
      401,
      'signature.mismatch',
    ],
    ['that is no JSON', { body: '{"a"' }, 400, 'request.malformed'],
    [
      'of an account that is not set up',
      { target: '/api/x?userEmail=ida%40utility.example&portalId=9' },
      403,
      'portal.unknown',
    ],
    ['that names two accounts', { target: `/api/x?${WHO}&portalId=4310002` }, 403, 'portal.unknown'],
    ['that names no account', { target: '/api/x?userEmail=ida%40utility.example' }, 403, 'portal.unknown'],
    ['that names nobody', { target: '/api/x?portalId=4310001' }, 403, 'user.missing'],
    [
      'that names two people',
      { target: `/api/x?${WHO}&userEmail=marta%40utility.example` },
      403,
      'user.missing',
    ],
  ])('%s', async (_name, sending, status, code) => {
    const answer = await send(sending);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});
