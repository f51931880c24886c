import { writeFileSync } from 'node:fs';
import { cpus, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { openRedis } from '../../server/adapters/queue/redis.js';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { PortalId } from '../../server/domain/ids.js';
import type { Log } from '../../server/workflows/ports.js';
import { makeDatabase } from '../engines/postgres-server.js';
import { removeKeys } from '../engines/redis.js';
import { defaultPortalId } from '../portal/portal.js';
import { benchDelivery, type DeliveryFigures } from './delivery.js';

const USAGE = `npm run bench -- delivery [--engine embedded|servers] [--homes N] [--json FILE]
  one planned campaign from the directory to the CRM: real seconds, calls to HubSpot, memory of the server
  servers: PostgreSQL (TEST_DATABASE_URL) and Redis (TEST_REDIS_URL), else those of this machine; a database is made and dropped`;

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A database of its own on a PostgreSQL server, and Bull on Redis. */
const onServers = async (homes: number): Promise<DeliveryFigures> => {
  const user = encodeURIComponent(userInfo().username);
  const server = process.env['TEST_DATABASE_URL'] ?? `postgresql://${user}@localhost:5432/postgres`;
  const redisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://localhost:6379';
  const database = await makeDatabase(server);
  const prefix = `forewarn-bench:${process.pid}`;
  const redis = openRedis({
    url: redisUrl,
    portal: String(defaultPortalId) as PortalId,
    name: 'forewarn-bench',
    log: silent,
    prefix,
  });
  try {
    await redis.settled(5000);
    if (!redis.isUp()) throw new Error('Redis does not answer: set TEST_REDIS_URL.');
    const store = await openPostgresStore({ url: database.url });
    return await benchDelivery({ name: 'PostgreSQL and Redis', store, redis }, homes);
  } finally {
    redis.close();
    await removeKeys(redisUrl, prefix);
    await database.drop();
  }
};

const ENGINES: Readonly<Record<string, (homes: number) => Promise<DeliveryFigures>>> = {
  embedded: async homes =>
    benchDelivery({ name: 'embedded', store: await openEmbeddedStore({ folder: null }) }, homes),
  servers: onServers,
};

const tableOf = ({ engine, homes, phases, messages, duplicates, activities }: DeliveryFigures): string => {
  const notices = phases.find(({ phase }) => phase === 'rehearsal')?.items ?? 0;
  const rows = phases.map(({ phase, items, what, seconds, crmCalls, peakMb }) => [
    phase,
    `${items} ${what}`,
    `${seconds.toFixed(1)} s`,
    `${Math.round(items / seconds)}/s`,
    `${((1000 * crmCalls) / Math.max(1, notices)).toFixed(1)}`,
    `${peakMb} MB`,
  ]);
  const all = [['phase', 'work', 'time', 'rate', 'calls per 1,000 notices', 'memory'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0))) ?? [];
  const lines = all.map(row =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const sent = Object.entries(messages)
    .map(([channel, count]) => `${count} ${channel}`)
    .join(', ');
  return [
    `${engine}, ${homes} homes, Node ${process.version}, ${cpus().length} cores`,
    ...lines,
    `Received: ${sent}; ${duplicates} twice; ${activities} activities in the CRM.`,
  ].join('\n');
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string' },
      homes: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const homes = Number(values.homes ?? 5000);
  const run = ENGINES[values.engine ?? 'embedded'];
  const isWrong = positionals[0] !== 'delivery' || !Number.isInteger(homes) || homes < 1;
  if (values.help === true || isWrong || run === undefined) {
    console.log(USAGE);
    if (values.help !== true) process.exitCode = 1;
    return;
  }
  const figures = await run(homes);
  console.log(`\n${tableOf(figures)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
};

main().catch((error: unknown) => {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
