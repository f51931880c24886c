import { randomBytes } from 'node:crypto';
import { ownBudgets } from '../../server/adapters/queue/budget.js';
import { join } from 'node:path';
import request from 'supertest';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeCarriers } from '../../server/adapters/carriers/make-carriers.js';
import { systemClock } from '../../server/adapters/clock.js';
import { PERMISSIONS } from '../../server/domain/office/roles.js';
import { declarationOf } from '../../server/http/api.js';
import { makeApp, portalApi } from '../../server/http/app.js';
import { sign } from '../../server/http/request-signature.js';
import { loadConfig } from '../../server/load-config.js';
import { routesOf } from './app-routes.js';
import { cardPaths } from './card-paths.js';
import { ROOT } from './project-files.js';

/** Routes that HubSpot does not sign, and why that is right. */
const OPEN: Readonly<Record<string, string>> = {
  'GET /health': 'a load balancer asks; it tells nothing but that the process lives',
  'GET /ready': 'a load balancer asks; it tells the time and whether the database answers',
  'GET /metrics': 'counts only, no personal data; keep it inside with the proxy (docs/operations.md)',
  'GET /letters/:portal/:token':
    'a browser opens it; the token is the permission, good once and for five minutes',
  'GET /files/:portal/:token':
    'a browser opens it; the token is the permission, good once and for five minutes',
  'POST /carriers/sms/status': 'the SMS provider signs it with its own token',
  'POST /carriers/mail/bounce': 'our own mail server sends it with a bearer token',
  'POST /billing/:portal/entries':
    'the billing system signs it with a secret of the account (test/http/billing.test.ts)',
  'POST /network/words': 'the network signs it with the secret that both sides have',
  'GET /oauth/install': 'begins an installation, which HubSpot asks its own user to agree to',
  'GET /oauth/callback': 'takes only a code that this browser asked for, by its state',
};

const SECRET = 'a-client-secret-of-no-worth';
const ID = '01900000-0000-7000-8000-000000000000';

/** A part that no unsigned request may reach: using it says so. */
const outOfReach = <T extends object>(what: string): T =>
  new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? undefined : outOfReach(`${what}.${String(name)}`)),
    apply: () => {
      throw new Error(`reached ${what}`);
    },
  }) as unknown as T;

const makeCase = () => {
  const config = loadConfig(join(ROOT, 'config'));
  const x = 'x'.repeat(16);
  const { settings, problems } = readCarrierSettings(config.carriers, {
    SMTP_HOST: 'localhost',
    SMTP_PORT: '1',
    SMTP_FROM: 'a@example.com',
    SMTP_FROM_NAME: x,
    SMTP_MAIL_DOMAIN: 'example.com',
    SMTP_BOUNCE_DOMAIN: 'example.com',
    SMTP_BOUNCE_SECRET: x,
    SMS_URL: 'http://localhost:1',
    SMS_ACCOUNT: x,
    SMS_TOKEN: x,
    SMS_FROM: x,
    SMS_CALLBACK_URL: 'http://localhost:1/carriers/sms/status',
    LETTERS_SPOOL: '/nowhere',
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const carriers = makeCarriers(config.carriers, settings, {
    clock: systemClock,
    budgets: ownBudgets(systemClock),
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const api = portalApi({
    guard: outOfReach('guard'),
    outages: outOfReach('outages'),
    campaigns: outOfReach('campaigns'),
    notices: outOfReach('notices'),
    office: outOfReach('office'),
    pages: outOfReach('pages'),
    customers: outOfReach('customers'),
    debtActs: outOfReach('debtActs'),
    debts: outOfReach('debts'),
    installation: outOfReach('installation'),
  });
  const app = makeApp({
    log: silent,
    clock: systemClock,
    ping: () => Promise.resolve(),
    stopping: () => false,
    redisUp: () => null,
    metrics: { contentType: 'text/plain', render: () => Promise.resolve('') },
    signature: { secret: SECRET, publicUrl: 'http://example.com', realNow: Date.now },
    portal: id =>
      id === '1'
        ? {
            api,
            noteWebhooks: outOfReach('noteWebhooks'),
            actions: outOfReach('actions'),
            letters: outOfReach('letters'),
            files: outOfReach('files'),
            billing: outOfReach('billing'),
          }
        : null,
    carriers: {
      bounceToken: randomBytes(16).toString('hex'),
      smsStatus: carriers.smsStatus,
      bounce: carriers.bounce,
      recordReceipts: outOfReach('recordReceipts'),
    },
    webhooks: {
      appId: null,
      alsoAllow: [],
      count: () => undefined,
    },
    billing: { secretsOf: () => [], spool: outOfReach('spool'), lines: outOfReach('lines') },
    network: {
      callback: () => ({ refused: 'signature' }),
      takeWords: outOfReach('takeWords'),
    },
    oauth: {
      publicUrl: 'http://example.com',
      clientSecret: SECRET,
      authorizeUrl: state => `http://hubspot.example/?state=${state}`,
      install: outOfReach('install'),
      randomBytes,
      realNow: Date.now,
    },
  });
  return { app, api, carriers };
};

describe('a route', () => {
  const { app, api, carriers } = makeCase();
  // Each portal has cards' routes of its own behind the one door.
  const routes = [...routesOf(app), ...routesOf(api, '/api')];
  const send = (method: string, path: string) =>
    request(app)[method.toLowerCase() as 'get' | 'post'](path.replace(/:\w+/g, ID));
  afterAll(() => carriers.close());

  it('of every kind is found', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'GET /health',
        'POST /carriers/mail/bounce',
        'GET /api/notices/:id',
        'POST /api/outages/:id/launch',
        'POST /actions/send-outage-notice',
      ]),
    );
    expect(names.length).toBeGreaterThanOrEqual(23);
  });

  const ofCards = routes.filter(({ path }) => path.startsWith('/api/'));
  it.each(ofCards.map(({ method, path, handlers }) => ({ name: `${method} ${path}`, method, handlers })))(
    '$name declares who may use it, and a POST that it is done once',
    ({ method, handlers }) => {
      const declarations = handlers.map(declarationOf);
      expect(declarations).toEqual([{ needs: expect.any(String) as string, once: method !== 'GET' }]);
      expect(PERMISSIONS).toContain(declarations[0]?.needs);
      // What changes something is a POST; there is no other verb.
      expect(['GET', 'POST']).toContain(method);
    },
  );

  it.each(
    routes
      .filter(({ method, path }) => !(`${method} ${path}` in OPEN))
      .map(({ method, path }) => [method, path]),
  )('%s %s refuses a request that HubSpot did not sign', async (method, path) => {
    const unsigned = await send(method ?? '', path ?? '');
    expect([unsigned.status, (unsigned.body as { code: string }).code]).toEqual([401, 'signature.missing']);
    const url = `http://example.com${(path ?? '').replace(/:\w+/g, ID)}`;
    const forged = await send(method ?? '', path ?? '').set(
      sign('another secret', { method: method ?? '', url, body: '', timestampMs: Date.now() }),
    );
    expect([forged.status, (forged.body as { code: string }).code]).toEqual([401, 'signature.mismatch']);
  });

  it.each(
    routes
      .filter(({ method, path }) => path.startsWith('/api/') && method === 'POST')
      .map(({ path }) => path),
  )('%s looks at the signature before it reads the body', async path => {
    const url = path.replace(/:\w+/g, ID);
    const unsigned = await request(app).post(url).type('json').send('{"not json');
    expect([unsigned.status, (unsigned.body as { code: string }).code]).toEqual([401, 'signature.missing']);
    const full = `${url}?portalId=1&userEmail=ida%40example.com`;
    for (const body of ['{"not json', Buffer.from([0x22, 0xff, 0x22])]) {
      const signed = await request(app)
        .post(full)
        .set({
          ...sign(SECRET, {
            method: 'POST',
            url: `http://example.com${full}`,
            body,
            timestampMs: Date.now(),
          }),
        })
        .type('json')
        .serialize(bytes => bytes as string)
        .send(body);
      expect([signed.status, (signed.body as { code: string }).code]).toEqual([400, 'request.malformed']);
    }
  });

  it('that is signed is let through, so that the test above says something', async () => {
    const url = `/api/notices/${ID}?portalId=1&userEmail=ida%40example.com`;
    const signed = await request(app)
      .get(url)
      .set(
        sign(SECRET, { method: 'GET', url: `http://example.com${url}`, body: '', timestampMs: Date.now() }),
      );
    expect(signed.status).toBe(500);
  });

  it('on the list of open ones exists', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(OPEN).filter(name => !names.includes(name))).toEqual([]);
  });

  it('of a carrier refuses what the carrier did not sign', async () => {
    expect((await request(app).post('/carriers/mail/bounce').send('a report')).status).toBe(401);
    expect(
      (await request(app).post('/carriers/mail/bounce').set('authorization', 'Bearer wrong').send('a report'))
        .status,
    ).toBe(401);
    expect(
      (
        await request(app)
          .post(`/carriers/sms/status?carrier=sms&delivery=${ID}`)
          .type('form')
          .send({ MessageStatus: 'failed' })
      ).status,
    ).toBe(401);
    expect(
      (
        await request(app)
          .post(`/carriers/sms/status?carrier=sms&delivery=${ID}`)
          .set('x-twilio-signature', 'AAAA')
          .type('form')
          .send({ MessageStatus: 'failed' })
      ).status,
    ).toBe(401);
  });

  it('that does not exist says so', async () => {
    expect((await request(app).get('/admin')).status).toBe(404);
  });

  it('answers whatever a card asks for', () => {
    const served = new Set(routes.map(({ path }) => path.replace(/:\w+/g, ':x')));
    expect(cardPaths().length).toBeGreaterThan(20);
    expect(cardPaths().filter(path => !served.has(path))).toEqual([]);
  });
});
