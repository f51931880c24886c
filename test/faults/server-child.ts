import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeLog } from '../../server/adapters/log.js';
import { openRedis } from '../../server/adapters/queue/redis.js';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { PortalId } from '../../server/domain/ids.js';
import { addSeconds, instant } from '../../server/domain/time.js';
import { RENEW_EVERY_SECONDS } from '../../server/workflows/ports/workers.js';
import { loadConfig } from '../../server/load-config.js';
import { TOWN_ADMINS } from '../sandbox/staff.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { serverOfOne } from '../sandbox/server-of-one.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { carriersForSinks } from '../sandbox/sinks/start-sinks.js';

/** What the parent hands down as JSON in FOREWARN_CHILD. */
export interface ChildOptions {
  readonly folder: string;
  readonly start: string;
  readonly port: number;
  readonly portal: string;
  readonly portalUrl: string;
  readonly accessToken: string;
  readonly clientSecret: string;
  readonly bounceToken: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Of PostgreSQL and Redis; null: the embedded ledger in the folder. */
  readonly servers: {
    readonly databaseUrl: string;
    readonly redisUrl: string;
    readonly prefix: string;
  } | null;
}

/**
 * The server as a process of its own, so that it can be killed at any moment. It works as production does, with workers
 * that stay; a line `advance N` on standard input moves its clock on by N seconds, `idle?` is answered when nothing is due.
 */
const main = async (): Promise<void> => {
  const options = JSON.parse(process.env['FOREWARN_CHILD'] ?? '{}') as ChildOptions;
  const config = loadConfig();
  const carriers = carriersForSinks(config.carriers);
  const clock = simulatedClock(instant(options.start));
  const log = makeLog('warn', { write: line => process.stderr.write(line) });
  const { servers } = options;
  const store =
    servers === null
      ? await openEmbeddedStore({ folder: join(options.folder, 'data') })
      : await openPostgresStore({ url: servers.databaseUrl });
  const redis =
    servers === null
      ? undefined
      : openRedis({
          url: servers.redisUrl,
          portal: options.portal as PortalId,
          name: 'forewarn-child',
          log,
          prefix: servers.prefix,
        });
  const server = serverOfOne(
    {
      own: {
        portal: options.portal as PortalId,
        hubspot: { basePath: options.portalUrl, accessToken: options.accessToken, timeoutMs: 5000 },
      },
      data: join(options.folder, 'data'),
      publicUrl: `http://127.0.0.1:${options.port}`,
      clientSecret: options.clientSecret,
      bounceToken: options.bounceToken,
      admins: TOWN_ADMINS,
      carriers: readCarrierSettings(carriers, options.environment).settings,
    },
    { ...config, carriers },
    {
      clock,
      log,
      randomBytes: seededRandom(options.seed).bytes,
      realNow: Date.now,
      store,
      ...(redis === undefined ? {} : { redis: () => redis }),
    },
  );
  await server.start();
  if ((await server.reads.feeders()).length === 0) await server.importDirectory();
  server.app.listen(options.port, '127.0.0.1', () => console.log('ready'));
  server.queue.start();
  const renewing = setInterval(() => {
    server.renew().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }, RENEW_EVERY_SECONDS * 1000);
  // One look at a time, as in production: two would read the same printer's file.
  let busy = false;
  const beat = setInterval(() => {
    if (busy) return;
    busy = true;
    server
      .tick()
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
      .finally(() => (busy = false));
  }, 50);
  createInterface({ input: process.stdin }).on('line', line => {
    const [command = '', amount = '0'] = line.split(' ');
    if (command === 'advance') clock.set(addSeconds(clock.now(), Number(amount)));
    if (command === 'backlog')
      void server.reads.backlog(clock.now()).then(async backlog => {
        const next = await server.store.transact(tx => tx.jobs.nextDue());
        console.log(JSON.stringify({ ...backlog, dueNow: next !== null && next <= clock.now() }));
      });
    if (command === 'end') {
      clearInterval(beat);
      clearInterval(renewing);
      void server.queue
        .stop()
        .then(() => server.close())
        .then(() => process.exit(0));
    }
  });
};

void main();
