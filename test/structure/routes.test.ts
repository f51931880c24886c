import { randomBytes } from 'node:crypto';
import { ownBudgets } from '../../server/adapters/queue/budget.js';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeCarriers } from '../../server/adapters/carriers/make-carriers.js';
import { systemClock } from '../../server/adapters/clock.js';
import { makeApp } from '../../server/http/app.js';
import { sign } from '../../server/http/request-signature.js';
import { loadConfig } from '../../server/load-config.js';
import { ROOT } from './project-files.js';

/** Routes that HubSpot does not sign, and why that is right. */
const OPEN: Readonly<Record<string, string>> = {
  'GET /health': 'a load balancer asks; it tells nothing but that the process lives',
  'GET /ready': 'a load balancer asks; it tells the time and whether the database answers',
  'GET /metrics': 'counts only, no personal data; keep it inside with the proxy (docs/operations.md)',
  'POST /carriers/sms/status': 'the SMS provider signs it with its own token',
  'POST /carriers/mail/bounce': 'our own mail server sends it with a bearer token',
};

const SECRET = 'a-client-secret-of-no-worth';
const ID = '01900000-0000-7000-8000-000000000000';
const PREFIXES = ['/api', '/carriers'];

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
  const app = makeApp({
    log: silent,
    clock: systemClock,
    reads: outOfReach('reads'),
    stopping: () => false,
    redisUp: () => null,
    metrics: { contentType: 'text/plain', render: () => Promise.resolve('') },
    signature: { secret: SECRET, publicUrl: 'http://example.com', portal: '1', realNow: Date.now },
    outages: outOfReach('outages'),
    notices: outOfReach('notices'),
    carriers: {
      bounceToken: randomBytes(16).toString('hex'),
      smsStatus: carriers.smsStatus,
      bounce: carriers.bounce,
      recordReceipts: outOfReach('recordReceipts'),
    },
  });
  return { app, carriers };
};

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly slash: boolean;
  match(path: string): boolean;
}

/** Every route the app has, read from its router. */
const routesOf = (app: Express): readonly { readonly method: string; readonly path: string }[] => {
  const walk = (stack: readonly Layer[], prefix: string): { method: string; path: string }[] =>
    stack.flatMap(layer => {
      if (layer.route !== undefined) {
        const { path, methods } = layer.route;
        return Object.keys(methods).map(method => ({
          method: method.toUpperCase(),
          path: `${prefix}${path}`,
        }));
      }
      if (layer.handle.stack === undefined) return [];
      const mounted = layer.slash ? '' : PREFIXES.find(each => layer.match(each));
      if (mounted === undefined)
        throw new Error(
          `A router is mounted where this test does not look; known are ${PREFIXES.join(', ')}.`,
        );
      return walk(layer.handle.stack, `${prefix}${mounted}`);
    });
  return walk((app as unknown as { readonly router: { readonly stack: readonly Layer[] } }).router.stack, '');
};

describe('a route', () => {
  const { app, carriers } = makeCase();
  const routes = routesOf(app);
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
      ]),
    );
    expect(names.length).toBeGreaterThanOrEqual(16);
  });

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
});
