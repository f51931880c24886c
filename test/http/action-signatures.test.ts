import express from 'express';
import request from 'supertest';
import type { AskedAction } from '../../server/domain/office/action-call.js';
import { accept } from '../../server/domain/outcome.js';
import { HttpProblem, problemHandler } from '../../server/http/problems.js';
import { sign, type SignatureVersion } from '../../server/http/request-signature.js';
import { actionRoutes } from '../../server/http/routes/actions.js';
import { ACTION_NAMES, ACTIONS, actionPath } from '../../ui-extensions/contract/actions.js';

const SECRET = 'a-client-secret-of-no-worth';
const PUBLIC = 'https://forewarn.example.com';
const NOW = Date.parse('2026-11-23T09:00:00Z');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const taken: AskedAction[] = [];
const app = express();
app.use(
  '/actions',
  actionRoutes({
    secret: SECRET,
    publicUrl: PUBLIC,
    realNow: () => NOW,
    log,
    actionsOf: portal =>
      portal === '4310001'
        ? {
            takeAction: asked => {
              taken.push(asked);
              return Promise.resolve(accept({ answer: 'now', outputs: { hs_execution_state: 'SUCCESS' } }));
            },
            launchableOutages: () => Promise.resolve([{ ref: 'K7M2Q', words: 'K7M2Q – planned' }]),
          }
        : null,
  }),
);
app.use(() => {
  throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
});
app.use(problemHandler(log));
beforeEach(() => {
  taken.length = 0;
});

const body = (more: object = {}) => ({
  callbackId: 'ap-1-2-3-4',
  origin: { portalId: 4310001, actionDefinitionId: 7 },
  context: { source: 'WORKFLOWS', workflowId: 5 },
  object: { objectId: 501, objectType: 'CONTACT' },
  fields: { reason: 'dispute' },
  inputFields: { reason: 'dispute', until: null },
  ...more,
});
interface Sending {
  readonly given?: object | string;
  readonly signed?: string;
  readonly secret?: string;
  readonly path?: string;
  readonly signedUrl?: string;
  readonly versions?: readonly SignatureVersion[];
  readonly at?: number;
  readonly headers?: Readonly<Record<string, string>>;
}
const send = async (sending: Sending = {}) => {
  const { given = body(), path = '/actions/place-hold', versions = ['v2'] } = sending;
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const signature = {
    method: 'POST',
    url: sending.signedUrl ?? `${PUBLIC}${path}`,
    body: sending.signed ?? text,
    timestampMs: sending.at ?? NOW,
  };
  const answer = await request(app)
    .post(path)
    .set({ ...sign(sending.secret ?? SECRET, signature, versions), ...sending.headers })
    .type('json')
    .send(text);
  return [answer.status, (answer.body as { code?: string }).code ?? 'taken'];
};
const AS_ASKED = {
  callbackId: 'ap-1-2-3-4',
  action: 'place-hold',
  by: 'workflow 5',
  record: { kind: 'contact', crmId: '501' },
  inputs: { reason: 'dispute' },
};

describe('a call that HubSpot signed', () => {
  it.each<[string, Sending]>([
    ['v2, as workflows are signed', {}],
    ['v3 beside it', { versions: ['v3', 'v2'] }],
    ['v3 alone', { versions: ['v3'] }],
    ['v2 with an old time beside it, which nobody signed', { at: NOW - 86_400_000 }],
    [
      'an address that a proxy has escaped',
      { path: '/actions/place-hold?x=a%40b', signedUrl: `${PUBLIC}/actions/place-hold?x=a@b` },
    ],
    [
      'an address signed as it was escaped',
      { path: '/actions/place-hold?x=a%40b', signedUrl: `${PUBLIC}/actions/place-hold?x=a%40b` },
    ],
    [
      'a proxy that calls the host otherwise',
      { headers: { host: 'internal:4300', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example' } },
    ],
    [
      'names in the body that claim to be somebody',
      {
        given: body({
          userEmail: 'marta@utility.example',
          by: 'marta@utility.example',
          origin: { portalId: '4310001', userEmail: 'marta@utility.example' },
        }),
      },
    ],
    ['its fields under their older name', { given: body({ inputFields: undefined }) }],
  ])('is taken for what it is: %s', async (_name, sending) => {
    expect(await send(sending)).toEqual([200, 'taken']);
    expect(taken).toEqual([AS_ASKED]);
  });

  it('by an agent names whom it means', async () => {
    const given = body({ context: { source: 'AGENTS' }, object: null, inputFields: { contact_id: '77' } });
    await send({ given, path: '/actions/customer-situation' });
    expect(taken[0]).toMatchObject({ by: 'agents of HubSpot', record: { kind: 'contact', crmId: '77' } });
    // What a workflow runs for cannot be talked away by a field.
    await send({ given: body({ inputFields: { contact_id: '77' } }), path: '/actions/customer-situation' });
    expect(taken[1]?.record).toEqual({ kind: 'contact', crmId: '501' });
  });

  it.each(ACTION_NAMES)('to %s is served, and says what of its fields is missing', async name => {
    const { enrols, inputs } = ACTIONS[name];
    const empty = body({ object: null, fields: undefined, inputFields: {} });
    expect(await send({ given: empty, path: actionPath(name) })).toEqual([200, 'taken']);
    const wants = enrols.length > 0 || Object.values(inputs).some(({ isRequired }) => isRequired);
    expect(taken).toHaveLength(wants ? 0 : 1);
  });
});

describe('a call is refused', () => {
  it.each<[string, Sending, number, string]>([
    ['without a signature', { versions: [] }, 401, 'signature.missing'],
    ['with v1 alone, which does not cover the address', { versions: ['v1'] }, 401, 'signature.missing'],
    ['with another secret', { secret: 'another' }, 401, 'signature.mismatch'],
    ['with another body', { signed: '{}' }, 401, 'signature.mismatch'],
    [
      'with the signature of another action',
      { signedUrl: `${PUBLIC}/actions/release-hold` },
      401,
      'signature.mismatch',
    ],
    [
      'with that of another host',
      { signedUrl: 'https://evil.example/actions/place-hold' },
      401,
      'signature.mismatch',
    ],
    [
      'with a v3 that is too old, and a good v2',
      { versions: ['v3', 'v2'], at: NOW - 300_001 },
      401,
      'signature.stale',
    ],
    [
      'with a v3 of tomorrow, and a good v2',
      { versions: ['v3', 'v2'], at: NOW + 86_400_000 },
      401,
      'signature.future',
    ],
    [
      'with a wrong v3, and a good v2',
      {
        headers: {
          'x-hubspot-signature-v3': `${'A'.repeat(43)}=`,
          'x-hubspot-request-timestamp': String(NOW),
        },
      },
      401,
      'signature.mismatch',
    ],
    ['that is no JSON', { given: '{"callbackId"' }, 400, 'request.malformed'],
    ['that names no execution', { given: body({ callbackId: undefined }) }, 400, 'request.malformed'],
    ['for another account', { given: body({ origin: { portalId: 9 } }) }, 403, 'portal.unknown'],
    ['for an action there is not', { path: '/actions/cut-off' }, 404, 'route.unknown'],
    [
      'for choices in another account',
      { given: { origin: { portalId: 9 } }, path: '/actions/options/outages' },
      403,
      'portal.unknown',
    ],
  ])('%s', async (_name, sending, status, code) => {
    expect(await send(sending)).toEqual([status, code]);
    expect(taken).toEqual([]);
  });
});

describe('the table of actions', () => {
  it('gives each its result and the reasons of a refusal, and every choice some options', () => {
    for (const { inputs, outputs } of Object.values(ACTIONS)) {
      expect(Object.keys(outputs)).toEqual(
        expect.arrayContaining(['result', 'reason_code', 'explanation', 'lawful']),
      );
      for (const field of [...Object.values(inputs), ...Object.values(outputs)])
        expect('options' in field).toBe(field.type === 'enumeration');
    }
  });
});
