import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeLog } from '../../server/adapters/log.js';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import type { Store } from '../../server/adapters/store/store.js';
import type { Settings } from '../../server/compose-house.js';
import type { PortalId } from '../../server/domain/ids.js';
import { grantRoles, PEOPLE, TOWN_ADMINS } from './staff.js';
import { fromEpochMs, instant, type Instant } from '../../server/domain/time.js';
import { sign } from '../../server/http/request-signature.js';
import { loadConfig, type Config } from '../../server/load-config.js';
import { RENEW_EVERY_SECONDS } from '../../server/workflows/ports/workers.js';
import { forewarnProperties, forewarnSchemas } from '../portal/forewarn-schemas.js';
import {
  createPortal,
  defaultPortalId,
  defaultToken,
  type Portal,
  type PortalOptions,
} from '../portal/portal.js';
import { directorySubscriptions } from '../portal/webhooks/directory-subscriptions.js';
import { listenLater } from './listen-later.js';
import { requiredScopes } from '../plugin/required-scopes.js';
import { makeAgenda, type Agenda } from './agenda.js';
import { makeTime, type Time } from './move-time.js';
import { provisionPortal } from './provision-portal.js';
import { seededKeys, seededRandom } from './seeded-random.js';
import { serverOfOne, type Server } from './server-of-one.js';
import { simulatedClock, type SimulatedClock } from './simulated-clock.js';
import { carriersForSinks, startSinks, type Sinks, type SinksOptions } from './sinks/start-sinks.js';
import { seedTown, type Town } from './town.js';
import { ANNA_EMAIL, MARIA_MOBILE, type People } from './town-people.js';
import type { Answer, Persona } from './stage.js';
import { fates } from './fates.js';

export interface WorldOptions {
  readonly seed: number;
  readonly start: Instant;
  /** The server's data and the spool; must exist. */
  readonly folder: string;
  readonly onLog?: (line: string) => void;
  readonly logLevel?: string;
  /** Told as each of the five parts is up. */
  readonly onPart?: (part: string) => void;
  /** Other people than the town's. */
  readonly seedPortal?: (portal: Portal) => Town;
  /** Another config than the shipped one. */
  readonly adapt?: (config: Config) => Config;
  /** What falls due within this is done together: a storm's receipts, each a moment of its own, take hours else. */
  readonly strideSeconds?: number;
  /** As FOREWARN_FEEDS. */
  readonly feeds?: string;
  /** As FOREWARN_BILLING_SECRETS and FOREWARN_WEATHER_URL. */
  readonly debtFeeds?: Pick<Settings, 'billingSecrets' | 'weather'>;
  /** Who switches supply off and on. */
  readonly network?: NonNullable<Settings['network']>;
  readonly rules?: SinksOptions['rules'];
  /** Real milliseconds before a carrier or the CRM counts as hanging. */
  readonly timeoutMs?: number;
  /** Another account than one that is set up, on Enterprise. */
  readonly account?: Pick<PortalOptions, 'tier' | 'schemas' | 'properties'>;
  /** The portal as HubSpot hands it over, set up by our own command; otherwise it is seeded so, which takes no calls. */
  readonly provision?: true;
  /** How further accounts install the app; the town's own has a static token. */
  readonly oauth?: (serverUrl: string) => NonNullable<Settings['oauth']>;
  /** Of the app; HubSpot signs with it. */
  readonly clientSecret?: string;
  /** What led to the story: people seeded first, and played from an earlier moment by the same machinery. */
  readonly past?: Past;
  /** In memory; otherwise in the folder, unless a ledger is given. */
  readonly memory?: true;
  /** The ledger, on any engine; closed with the world. */
  readonly store?: Store;
}

export interface Past {
  readonly begins: Instant;
  /** How much of it is done together. */
  readonly strideSeconds: number;
  seed(portal: Portal): People;
  /** Until `start`; a letter whose delivery it names comes back. */
  play(world: Omit<World, 'town' | 'close'>, returned: Set<string>): Promise<void>;
}

/** Portal, sinks, server and clock in one process, on loopback. */
export interface World extends Time {
  readonly clock: SimulatedClock;
  readonly agenda: Agenda;
  readonly portal: Portal;
  readonly portalUrl: string;
  readonly sinks: Sinks;
  readonly server: Server;
  readonly serverUrl: string;
  readonly town: Town;
  /** The folder through which orders go to the crews; null: there is none. */
  readonly network: string | null;
  call(method: 'GET' | 'POST', path: string, body: unknown, as: Persona): Promise<Answer>;
  close(): Promise<void>;
}

export const CLIENT_SECRET = 'sandbox-client-secret-of-no-worth';
const BOUNCE_TOKEN = 'sandbox-bounce-token-of-no-worth';
export const APP_ID = 14_947_547;

export const startWorld = async (options: WorldOptions): Promise<World> => {
  const { seed, start, folder, onPart = () => undefined, clientSecret = CLIENT_SECRET } = options;
  const clock = simulatedClock(options.past?.begins ?? start);
  const returned = new Set<string>();
  const agenda = makeAgenda(clock);
  const config = options.adapt?.(loadConfig()) ?? loadConfig();
  const shipped = { ...config, carriers: carriersForSinks(config.carriers) };
  const store =
    options.store ??
    (await openEmbeddedStore({ folder: options.memory === true ? null : join(folder, 'data') }));
  onPart('database');
  const http = await listenLater();
  const portal: Portal = createPortal({
    clock,
    // What the manifest asks for and no more, so that every test shows whether it is enough.
    tokens: [{ token: defaultToken, scopes: requiredScopes() }],
    ...(options.provision === true ? {} : { schemas: forewarnSchemas, properties: forewarnProperties }),
    ...options.account,
    seed,
    onWebhook: at => {
      agenda.at(instant(at), async () => {
        await portal.webhooks.runDue();
      });
    },
  });
  const { url: portalUrl, close: closePortal } = await portal.listen();
  if (options.provision === true) await provisionPortal(portalUrl, clock);
  onPart('portal');
  const spool = join(folder, 'spool');
  mkdirSync(spool, { recursive: true });
  const handOver = shipped.carriers.letter[0]?.handOver;
  if (handOver === undefined) throw new Error('config/carriers.yaml has no letter carrier.');
  const sinks = await startSinks({
    clock,
    agenda,
    spool,
    handOver,
    bounces: {
      url: `${http.url}/carriers/mail/bounce`,
      headers: { authorization: `Bearer ${BOUNCE_TOKEN}` },
    },
    smsCallbackUrl: `${http.url}/carriers/sms/status`,
    rules:
      options.rules ??
      fates(
        String(seed),
        { [ANNA_EMAIL]: 'bounceLater' },
        { [MARIA_MOBILE.replaceAll(' ', '')]: 'handsetOff' },
        returned,
        () => clock.now() < start,
      ),
  });
  sinks.printer.start();
  onPart('carriers');
  const log = makeLog(options.logLevel ?? 'info', { write: line => options.onLog?.(line) });
  const { settings, problems } = readCarrierSettings(shipped.carriers, {
    ...sinks.environment,
    ...timeouts(options.timeoutMs),
  });
  if (problems.length > 0)
    throw new Error(`The sinks do not fit the carriers: ${problems.map(p => p.setting).join(', ')}`);
  const server = serverOfOne(
    {
      own: {
        portal: String(defaultPortalId) as PortalId,
        hubspot: {
          basePath: portalUrl,
          accessToken: defaultToken,
          ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
        },
      },
      data: join(folder, 'data'),
      publicUrl: http.url,
      clientSecret,
      appId: String(APP_ID),
      bounceToken: BOUNCE_TOKEN,
      admins: TOWN_ADMINS,
      carriers: settings,
      oauth: options.oauth?.(http.url) ?? null,
      ...(options.feeds === undefined ? {} : { feeds: options.feeds }),
      ...options.debtFeeds,
      ...(options.network === undefined ? {} : { network: options.network }),
    },
    shipped,
    // One worker: the order of things, and with it every figure, is the same each time.
    {
      clock,
      log,
      randomBytes: seededRandom(seed).bytes,
      realNow: Date.now,
      store,
      workers: [['emergency', 'normal', 'bulk']],
    },
  );
  http.handle(server.app);
  await server.start();
  const call = makeCall(http.url, clientSecret, seededKeys(seed));
  await grantRoles(call);
  // As production does; in real time, for so do leases.
  const heartbeat = setInterval(() => {
    void server.store.workers.renew(fromEpochMs(Date.now())).catch(() => undefined);
  }, RENEW_EVERY_SECONDS * 1000);
  onPart('server');
  const network =
    options.network !== undefined && 'folder' in options.network ? options.network.folder : null;
  const parts = { network, clock, agenda, portal, portalUrl, sinks, server, serverUrl: http.url, call };
  const time = makeTime(clock, agenda, server, options.strideSeconds ?? 0);
  const before = options.past?.seed(portal) ?? {};
  await options.past?.play(
    { ...parts, ...makeTime(clock, agenda, server, options.past.strideSeconds) },
    returned,
  );
  const { people, ...counts } = options.seedPortal?.(portal) ?? seedTown(portal, seed);
  const town = { ...counts, people: { ...before, ...people } };
  portal.webhooks.install({
    appId: APP_ID,
    clientSecret,
    targetUrl: `${http.url}/webhooks`,
    subscriptions: directorySubscriptions(portal),
  });
  onPart('town');
  return {
    ...parts,
    ...time,
    town,
    close: async () => {
      clearInterval(heartbeat);
      await http.close();
      await server.close();
      await sinks.close();
      await closePortal();
    },
  };
};

const timeouts = (ms: number | undefined): Readonly<Record<string, string>> =>
  ms === undefined ? {} : { SMTP_TIMEOUT_MS: String(ms), SMS_TIMEOUT_MS: String(ms) };

/**
 * Signs as HubSpot does when a card calls its server, with the user it knows. A request without a key of its own gets
 * one, as if a card sent it once.
 */
export const makeCall =
  (serverUrl: string, secret: string, nextKey: () => string = randomUUID): World['call'] =>
  async (method, path, body, as) => {
    const url = new URL(path, serverUrl);
    url.searchParams.set('userEmail', PEOPLE[as]);
    url.searchParams.set('portalId', String(defaultPortalId));
    const text = method === 'GET' ? '' : JSON.stringify({ idempotencyKey: nextKey(), ...(body ?? {}) });
    const headers = sign(secret, { method, url: url.href, body: text, timestampMs: Date.now() });
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'GET' ? {} : { body: text }),
    });
    const contentType = response.headers.get('content-type') ?? '';
    const content = contentType.includes('json')
      ? ((await response.json()) as unknown)
      : Buffer.from(await response.arrayBuffer());
    return { status: response.status, body: content, contentType };
  };
