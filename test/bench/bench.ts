import { writeFileSync } from 'node:fs';
import { cpus, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openRedis } from '../../server/adapters/queue/redis.js';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { PortalId } from '../../server/domain/ids.js';
import { loadConfig } from '../../server/load-config.js';
import type { Log } from '../../server/workflows/ports.js';
import { makeDatabase } from '../engines/postgres-server.js';
import { removeKeys } from '../engines/redis.js';
import { defaultPortalId } from '../portal/portal.js';
import { benchBilling, billingTable } from './billing.js';
import { benchCards, cardTable } from './cards.js';
import { benchDebts, debtsTable } from './debts.js';
import { benchDelivery, type DeliveryFigures } from './delivery.js';
import { benchRules } from './rules.js';
import { rulesTable } from './rules-table.js';
import { textTable } from './table.js';

const USAGE = `npm run bench -- delivery [--engine embedded|servers] [--homes N] [--json FILE]
  one planned campaign from the directory to the CRM: real seconds, calls to HubSpot, memory of the server
  servers: PostgreSQL (TEST_DATABASE_URL) and Redis (TEST_REDIS_URL), else those of this machine; a database is made and dropped
npm run bench -- cards [--deliveries 1000000] [--json FILE]
  the first answer of the customer cards over HTTP, from a ledger of that size on PostgreSQL: milliseconds, size, calls
npm run bench -- billing [--rows 1000000] [--json FILE]
  a file of the billing feed, the same again, and a tenth of it with mistakes, on PostgreSQL: rows a second, memory, counts
npm run bench -- debts [--cases 100000] [--json FILE]
  that many debt cases on PostgreSQL: opened, looked at on one day, and told for the first time
npm run bench -- rules [--recipients N] [--json FILE]
  one campaign over five jurisdictions, judged and planned for a million recipients; no database`;

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const serverUrl = (): string =>
  process.env['TEST_DATABASE_URL'] ??
  `postgresql://${encodeURIComponent(userInfo().username)}@localhost:5432/postgres`;

/** A database of its own on a PostgreSQL server, and Bull on Redis. */
const onServers = async (homes: number): Promise<DeliveryFigures> => {
  const redisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://localhost:6379';
  const database = await makeDatabase(serverUrl());
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
  const sent = Object.entries(messages)
    .map(([channel, count]) => `${count} ${channel}`)
    .join(', ');
  return [
    `${engine}, ${homes} homes, Node ${process.version}, ${cpus().length} cores`,
    textTable(all, 2),
    `Received: ${sent}; ${duplicates} twice; ${activities} activities in the CRM.`,
  ].join('\n');
};

/** Memory is measured without what nobody holds any more. */
const collectGarbage = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

interface Asked {
  readonly engine: string;
  readonly homes: number;
  readonly deliveries: number;
  readonly recipients: number;
  readonly cases: number;
  readonly rows: number;
}
/** What was measured, and how people read it. */
type Bench = (asked: Asked) => Promise<{ readonly figures: object; readonly table: string }>;

const BENCHES: Readonly<Record<string, Bench>> = {
  delivery: async ({ engine, homes }) => {
    const run = ENGINES[engine];
    if (run === undefined) throw new TypeError(`There is no engine "${engine}".`);
    const figures = await run(homes);
    return { figures, table: tableOf(figures) };
  },
  rules: ({ recipients }) => {
    const figures = benchRules(loadConfig(), recipients, collectGarbage());
    return Promise.resolve({ figures, table: rulesTable(figures) });
  },
  billing: async ({ rows }) => {
    const figures = await benchBilling(serverUrl(), loadConfig(), rows, collectGarbage());
    return { figures, table: billingTable(figures) };
  },
  debts: async ({ cases }) => {
    const figures = await benchDebts(serverUrl(), loadConfig(), cases);
    return { figures, table: debtsTable(figures) };
  },
  cards: async ({ deliveries }) => {
    const figures = await benchCards(serverUrl(), deliveries);
    return { figures, table: cardTable(figures) };
  },
};

const counted = (text: string | undefined, otherwise: number): number => {
  const n = Number(text ?? otherwise);
  if (!Number.isInteger(n) || n < 1) throw new TypeError(`"${text ?? ''}" is no number of anything.`);
  return n;
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string' },
      homes: { type: 'string' },
      deliveries: { type: 'string' },
      recipients: { type: 'string' },
      cases: { type: 'string' },
      rows: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const bench = BENCHES[positionals[0] ?? ''];
  if (values.help === true || bench === undefined) {
    console.log(USAGE);
    if (values.help !== true) process.exitCode = 1;
    return;
  }
  const { figures, table } = await bench({
    engine: values.engine ?? 'embedded',
    homes: counted(values.homes, 5000),
    deliveries: counted(values.deliveries, 1_000_000),
    recipients: counted(values.recipients, 1_000_000),
    cases: counted(values.cases, 100_000),
    rows: counted(values.rows, 1_000_000),
  });
  console.log(`\n${table}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
};

main().catch((error: unknown) => {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
