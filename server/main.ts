import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FolderNotWritable, tryFolder } from './adapters/blobs/folder.js';
import { readCarrierSettings } from './adapters/carriers/carrier-settings.js';
import { systemClock } from './adapters/clock.js';
import { ConfigError } from './adapters/config/read-yaml.js';
import { makeLog } from './adapters/log.js';
import { openRedis } from './adapters/queue/redis.js';
import { DatabaseUnfit } from './adapters/store/database-check.js';
import { DiskFull, openEmbeddedStore } from './adapters/store/embedded.js';
import { FolderInUse } from './adapters/store/folder-lock.js';
import { LedgerTooNew } from './adapters/store/migrate.js';
import { openPostgresStore } from './adapters/store/postgres.js';
import type { Store } from './adapters/store/store.js';
import { CommandLineError, readCommandLine, USAGE } from './command-line.js';
import { composeHouse, type Settings } from './compose-house.js';
import type { World } from './compose.js';
import type { PortalId } from './domain/ids.js';
import { readEnvironment, SettingsError, type Environment } from './env.js';
import { loadConfig, type Config } from './load-config.js';
import { CannotListen, listen, run } from './run.js';
import { LedgerInUse } from './workflows/join-alone.js';
import { RulebookChanged } from './workflows/keep-law.js';
import type { Log } from './workflows/ports.js';

/** How long a start waits for the first answer of Redis before it does without. */
const REDIS_FIRST_MS = 3000;

/** Reads all settings; what is missing or wrong is told in one error, the carriers' part of it too. */
const settingsOf = (
  config: Config,
  role: string | undefined,
): { environment: Environment; carriers: ReturnType<typeof readCarrierSettings>['settings'] } => {
  const own = readEnvironment({ ...process.env, ...(role === undefined ? {} : { FOREWARN_ROLE: role }) });
  const carriers = readCarrierSettings(config.carriers, process.env);
  const problems = [...own.problems, ...carriers.problems];
  if (own.environment === null || problems.length > 0) throw new SettingsError(problems);
  return { environment: own.environment, carriers: carriers.settings };
};

const openStore = ({ DATABASE_URL, FOREWARN_DATA }: Environment, log: Log): Promise<Store> =>
  DATABASE_URL === undefined
    ? openEmbeddedStore({ folder: FOREWARN_DATA })
    : openPostgresStore({
        url: DATABASE_URL,
        onIdleError: code => {
          log.warn('database connection lost', { code });
        },
      });

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Connections for each portal, as all that is theirs; waited for at the first only, as all go to the same Redis. */
const redisOf = async (environment: Environment, log: Log): Promise<Pick<World, 'redis'>> => {
  const { REDIS_URL: url, FOREWARN_ROLE: role } = environment;
  if (url === undefined) return {};
  const name = `forewarn-${role}-${hostname()}-${process.pid}`;
  // One of them says what becomes of it: they all go to the same Redis.
  const open = (whose: PortalId | 'house') =>
    openRedis({ url, portal: whose, name, log: whose === 'house' ? log : SILENT });
  const house = open('house');
  await house.settled(REDIS_FIRST_MS);
  return { redis: whose => (whose === 'house' ? house : open(whose)) };
};

const ownOf = ({
  HUBSPOT_PORTAL_ID: portal,
  HUBSPOT_ACCESS_TOKEN: accessToken,
  HUBSPOT_API_URL: basePath,
}: Environment): Settings['own'] =>
  portal === undefined || accessToken === undefined
    ? null
    : { portal: portal as PortalId, hubspot: { basePath, accessToken } };

const networkOf = (environment: Environment): NonNullable<Settings['network']> | null => {
  const { FOREWARN_NETWORK_FOLDER: folder, FOREWARN_NETWORK_URL: url } = environment;
  const { FOREWARN_NETWORK_SECRET: secret, FOREWARN_NETWORK_TIMEOUT_MS: timeoutMs } = environment;
  if (folder !== undefined) return { folder };
  return url === undefined || secret === undefined ? null : { url, secret, timeoutMs };
};

const oauthOf = (environment: Environment): NonNullable<Settings['oauth']> | null => {
  const { HUBSPOT_CLIENT_ID: clientId, FOREWARN_TOKEN_KEYS: keys, FOREWARN_PORTALS: allowed } = environment;
  if (clientId === undefined || keys === undefined || allowed === undefined) return null;
  return {
    clientId,
    keys,
    authorizeUrl: environment.HUBSPOT_AUTHORIZE_URL,
    allowed: allowed.map(portal => portal as PortalId),
    // HubSpot grants an app installed by consent fewer calls than one with a token of its own.
    hubspot: { basePath: environment.HUBSPOT_API_URL, burst: 110 },
  };
};

const weatherOf = ({
  FOREWARN_WEATHER_URL: url,
  FOREWARN_WEATHER_TOKEN: token,
}: Environment): NonNullable<Settings['weather']> | null =>
  url === undefined ? null : { url, token: token ?? null };

const start = async (): Promise<void> => {
  const { help, role } = readCommandLine(process.argv.slice(2));
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const config = loadConfig(process.env['FOREWARN_CONFIG'] || undefined);
  const { environment, carriers } = settingsOf(config, role);
  const log = makeLog(environment.LOG_LEVEL);
  await tryFolder(join(environment.FOREWARN_DATA, 'letters'));
  const store = await openStore(environment, log);
  const server = composeHouse(
    {
      own: ownOf(environment),
      oauth: oauthOf(environment),
      data: environment.FOREWARN_DATA,
      publicUrl: environment.FOREWARN_PUBLIC_URL,
      clientSecret: environment.HUBSPOT_CLIENT_SECRET,
      appId: environment.HUBSPOT_APP_ID ?? null,
      olderSignatures: environment.HUBSPOT_OLDER_SIGNATURES,
      bounceToken: environment.FOREWARN_BOUNCE_TOKEN,
      admins: environment.FOREWARN_ADMINS,
      feeds: environment.FOREWARN_FEEDS ?? null,
      weather: weatherOf(environment),
      billingSecrets: environment.FOREWARN_BILLING_SECRETS,
      network: networkOf(environment),
      carriers,
    },
    config,
    {
      clock: systemClock,
      log,
      randomBytes,
      realNow: Date.now,
      store,
      role: environment.FOREWARN_ROLE,
      ...(await redisOf(environment, log)),
    },
  );
  try {
    await server.start();
    await server.keepDirectory();
    const http = await listen(server.app, environment.PORT, environment.HOST);
    log.info('listening', { address: http.address(), role: environment.FOREWARN_ROLE });
    run(server, environment.FOREWARN_ROLE, http, log);
  } catch (error) {
    await server.close();
    throw error;
  }
};

/** What an operator can mend is told plainly; anything else is a bug and keeps its stack. */
const MENDABLE = [
  CommandLineError,
  SettingsError,
  ConfigError,
  FolderInUse,
  FolderNotWritable,
  DiskFull,
  DatabaseUnfit,
  LedgerTooNew,
  LedgerInUse,
  RulebookChanged,
  CannotListen,
];

start().catch((error: unknown) => {
  const known = MENDABLE.some(kind => error instanceof kind);
  process.stderr.write(
    `${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  process.exitCode = 1;
});
