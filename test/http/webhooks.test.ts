import express from 'express';
import request from 'supertest';
import { problemHandler } from '../../server/http/problems.js';
import { sign, type SignatureVersion } from '../../server/http/request-signature.js';
import { webhookRoutes, type WebhookRoutes } from '../../server/http/routes/webhooks.js';
import type { NotedEvent } from '../../server/workflows/note-webhooks.js';

const SECRET = 'a-client-secret-of-no-worth';
const PUBLIC = 'https://forewarn.example.com';
const NOW = Date.parse('2026-11-23T09:00:00Z');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const open = (options: Partial<WebhookRoutes> = {}) => {
  const noted: NotedEvent[] = [];
  const counts: Record<string, number> = {};
  const app = express();
  app.use(
    '/webhooks',
    webhookRoutes({
      secret: SECRET,
      publicUrl: PUBLIC,
      appId: null,
      alsoAllow: [],
      realNow: () => NOW,
      log,
      notesOf: portal =>
        portal === '4310001'
          ? events => {
              noted.push(...events);
              return Promise.resolve({ fresh: events.length });
            }
          : null,
      count: (_portal, outcome, n) => {
        counts[outcome] = (counts[outcome] ?? 0) + n;
      },
      ...options,
    }),
  );
  app.use(problemHandler(log));
  return { app, noted, counts };
};

const event = (more: Readonly<Record<string, unknown>> = {}) => ({
  eventId: 2326225553,
  subscriptionId: 3849713,
  portalId: 4310001,
  appId: 77,
  occurredAt: NOW - 1000,
  subscriptionType: 'object.propertyChange',
  attemptNumber: 0,
  objectId: 180584432881,
  objectTypeId: '0-1',
  propertyName: 'phone',
  propertyValue: '+49301234',
  ...more,
});
const text = (...events: readonly object[]): string => JSON.stringify(events);

interface Sending {
  readonly body: string;
  /** What was signed, where it is something else. */
  readonly signed?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly url?: string;
  readonly versions?: readonly SignatureVersion[];
}
const post = (
  { app }: ReturnType<typeof open>,
  { body, signed = body, secret = SECRET, at = NOW, url = `${PUBLIC}/webhooks`, versions }: Sending,
) =>
  request(app)
    .post('/webhooks')
    .set('content-type', 'application/json')
    .set(sign(secret, { method: 'POST', url, body: signed, timestampMs: at }, versions))
    .send(body);
const codeOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { code?: string }).code,
];

describe('a webhook that HubSpot signed', () => {
  it('is taken: what it names is kept, and nothing it says', async () => {
    const server = open();
    expect((await post(server, { body: text(event()) })).status).toBe(204);
    expect(server.noted).toEqual([
      {
        event: `2326225553/object.propertyChange/0-1/180584432881//${NOW - 1000}`,
        hints: [{ type: 'contact', crmId: '180584432881', erase: false }],
      },
    ]);
    expect(JSON.stringify(server.noted)).not.toContain('+49301234');
    expect(server.counts).toEqual({ taken: 1, repeated: 0, passedOver: 0 });
  });

  it.each([
    ['a company', { objectTypeId: '0-2', objectId: 5 }, [['company', '5']]],
    ['a custom object', { objectTypeId: '2-41000001', objectId: '6' }, [['2-41000001', '6']]],
    [
      'an older subscription',
      { subscriptionType: 'contact.creation', objectTypeId: undefined, objectId: 7 },
      [['contact', '7']],
    ],
    [
      'a merge',
      {
        subscriptionType: 'object.merge',
        objectId: 1,
        primaryObjectId: 1,
        newObjectId: 9,
        mergedObjectIds: [2, 3],
      },
      [
        ['contact', '1'],
        ['contact', '1'],
        ['contact', '9'],
        ['contact', '2'],
        ['contact', '3'],
      ],
    ],
    [
      'an association',
      {
        subscriptionType: 'object.associationChange',
        objectId: undefined,
        fromObjectId: 1,
        toObjectId: 6,
        fromObjectTypeId: '0-1',
        toObjectTypeId: '2-41000001',
      },
      [
        ['contact', '1'],
        ['2-41000001', '6'],
      ],
    ],
    [
      'an association in older words',
      {
        subscriptionType: 'contact.associationChange',
        objectId: undefined,
        objectTypeId: undefined,
        fromObjectId: 1,
        toObjectId: 5,
        associationType: 'CONTACT_TO_COMPANY',
      },
      [
        ['contact', '1'],
        ['company', '5'],
      ],
    ],
    ['a ticket', { objectTypeId: '0-5', objectId: 8 }, []],
  ] as const)('names %s', async (_name, more, expected) => {
    const server = open();
    await post(server, { body: text(event(more)) }).expect(204);
    expect(server.noted.flatMap(({ hints }) => hints).map(({ type, crmId }) => [type, crmId])).toEqual(
      expected,
    );
    expect(server.counts['passedOver']).toBe(expected.length === 0 ? 1 : 0);
  });

  it('that says a contact was deleted for privacy asks for its erasure', async () => {
    const server = open();
    await post(server, {
      body: text(event({ subscriptionType: 'contact.privacyDeletion', objectTypeId: undefined })),
    }).expect(204);
    expect(server.noted[0]?.hints).toEqual([{ type: 'contact', crmId: '180584432881', erase: true }]);
  });

  it('is the same event when it is tried again', async () => {
    const server = open();
    await post(server, { body: text(event()) });
    await post(server, { body: text(event({ attemptNumber: 3 })) });
    expect(new Set(server.noted.map(noted => noted.event)).size).toBe(1);
  });

  it('may carry an older signature only where that is allowed', async () => {
    const sending = { body: text(event()), versions: ['v2'] as const };
    expect(codeOf(await post(open(), sending))).toEqual([401, 'signature.missing']);
    expect((await post(open({ alsoAllow: ['v2'] }), sending)).status).toBe(204);
    expect((await post(open({ alsoAllow: ['v2'] }), { ...sending, versions: ['v1'] })).status).toBe(401);
  });
});

describe('refused, with its reason counted, is', () => {
  const body = text(event());
  it.each<[string, Sending, number, string]>([
    ['a forged one', { body, secret: 'another secret of nobody' }, 401, 'signature.mismatch'],
    ['a stale one', { body, at: NOW - 300_001 }, 401, 'signature.stale'],
    ['one from the future', { body, at: NOW + 60_001 }, 401, 'signature.future'],
    [
      'the same JSON in other bytes',
      { body: JSON.stringify([event()], null, 1), signed: body },
      401,
      'signature.mismatch',
    ],
    [
      'one signed for another address',
      { body, url: 'https://elsewhere.example.com/webhooks' },
      401,
      'signature.mismatch',
    ],
    ['one of another portal', { body: text(event({ portalId: 1 })) }, 401, 'webhook.portal'],
    ['no JSON', { body: 'x' }, 400, 'webhook.malformed'],
    ['no list', { body: JSON.stringify(event()) }, 400, 'webhook.malformed'],
    ['an empty list', { body: '[]' }, 400, 'webhook.malformed'],
    ['ids that are none', { body: text(event({ objectId: "1' or 1=1" })) }, 400, 'webhook.malformed'],
    [
      'too many at once',
      { body: text(...Array.from({ length: 1001 }, () => event())) },
      400,
      'webhook.malformed',
    ],
  ])('%s', async (_name, sending, status, code) => {
    const server = open();
    expect(codeOf(await post(server, sending))).toEqual([status, code]);
    expect(server.counts).toEqual({ [code]: 1 });
    expect(server.noted).toEqual([]);
  });

  it('one of another app, where the app is set', async () => {
    expect(codeOf(await post(open({ appId: '78' }), { body }))).toEqual([401, 'webhook.app']);
    expect((await post(open({ appId: '77' }), { body })).status).toBe(204);
  });

  it('one without a signature, and one whose signature is no signature', async () => {
    const server = open();
    const bare = await request(server.app).post('/webhooks').send(body);
    expect(codeOf(bare)).toEqual([401, 'signature.missing']);
    const headers = { 'X-HubSpot-Signature-v3': 'zzz', 'X-HubSpot-Request-Timestamp': String(NOW) };
    expect(codeOf(await request(server.app).post('/webhooks').set(headers).send(body))).toEqual([
      400,
      'signature.malformed',
    ]);
  });

  it('one of more than a megabyte', async () => {
    const server = open();
    const { status } = await post(server, { body: text(event({ propertyValue: 'x'.repeat(1_048_577) })) });
    expect(status).toBe(413);
    expect(server.noted).toEqual([]);
  });
});
