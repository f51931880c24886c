import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { readCarrierSettings } from './adapters/carriers/carrier-settings.js';
import { systemClock } from './adapters/clock.js';
import { ConfigError } from './adapters/config/read-yaml.js';
import { makeLog } from './adapters/log.js';
import { FolderInUse } from './adapters/store/folder-lock.js';
import { openEmbeddedStore } from './adapters/store/store.js';
import { compose, type Server } from './compose.js';
import type { PortalId } from './domain/ids.js';
import { readEnvironment, SettingsError, type Environment } from './env.js';
import { loadConfig, type Config } from './load-config.js';
import type { Log } from './workflows/ports.js';
import { RulebookChanged } from './workflows/keep-rulebooks.js';

const TICK_MS = 1000;
const IMPORT_EVERY_MS = 3_600_000;

/** Reads all settings; what is missing or wrong is told in one error, the carriers' part of it too. */
const settingsOf = (
  config: Config,
): { environment: Environment; carriers: ReturnType<typeof readCarrierSettings>['settings'] } => {
  const own = readEnvironment(process.env);
  const carriers = readCarrierSettings(config.carriers, process.env);
  const problems = [...own.problems, ...carriers.problems];
  if (own.environment === null || problems.length > 0) throw new SettingsError(problems);
  return { environment: own.environment, carriers: carriers.settings };
};

const start = async (): Promise<void> => {
  const config = loadConfig(process.env['FOREWARN_CONFIG'] || undefined);
  const { environment, carriers } = settingsOf(config);
  const log = makeLog(environment.LOG_LEVEL);
  const store = await openEmbeddedStore({ folder: environment.FOREWARN_DATA });
  const server = compose(
    {
      portal: environment.HUBSPOT_PORTAL_ID as PortalId,
      data: environment.FOREWARN_DATA,
      publicUrl: environment.FOREWARN_PUBLIC_URL,
      clientSecret: environment.HUBSPOT_CLIENT_SECRET,
      bounceToken: environment.FOREWARN_BOUNCE_TOKEN,
      feeds: environment.FOREWARN_FEEDS ?? null,
      hubspot: { basePath: environment.HUBSPOT_API_URL, accessToken: environment.HUBSPOT_ACCESS_TOKEN },
      carriers,
    },
    config,
    { clock: systemClock, log, randomBytes, realNow: Date.now, store },
  );
  try {
    await server.start();
    const http = await listen(server.app, environment.PORT, environment.HOST);
    log.info('listening', { address: http.address() });
    run(server, http, log);
  } catch (error) {
    await server.close();
    throw error;
  }
};

/** The address to listen on is taken, or not ours to take. */
class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

const listen = (app: Server['app'], port: number, host: string): Promise<HttpServer> =>
  new Promise((resolve, reject) => {
    // Express passes an error of listening to the same callback.
    const http = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(http);
      else
        reject(
          new CannotListen(`Cannot listen on ${host}, port ${port}: ${error.message}. Set HOST and PORT.`),
        );
    });
  });

/** Looks at what is due once a second, reads the directory anew each hour, and ends in order when told to. */
const run = (server: Server, http: HttpServer, log: Log): void => {
  const every = (ms: number, what: string, work: () => Promise<unknown>): NodeJS.Timeout => {
    let busy = false;
    const once = (): void => {
      if (busy) return;
      busy = true;
      work()
        .catch((error: unknown) => {
          log.error(`${what} failed`, {
            error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
          });
        })
        .finally(() => (busy = false));
    };
    once();
    return setInterval(once, ms);
  };
  server.queue.start();
  const timers = [
    every(TICK_MS, 'tick', server.tick),
    every(IMPORT_EVERY_MS, 'import', server.importDirectory),
  ];
  const end = (): void => {
    log.info('stopping');
    server.stop();
    timers.forEach(clearInterval);
    http.close(() => {
      void server.queue
        .stop()
        .then(() => server.close())
        .then(() => process.exit(0));
    });
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
};

start().catch((error: unknown) => {
  // What an operator can mend is told plainly; anything else is a bug and keeps its stack.
  const known = [SettingsError, ConfigError, FolderInUse, RulebookChanged, CannotListen].some(
    kind => error instanceof kind,
  );
  process.stderr.write(
    `${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  process.exitCode = 1;
});
