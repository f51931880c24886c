import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billingLines } from '../../server/adapters/feeds/billing-lines.js';
import { timeInName } from '../../server/adapters/feeds/feed-times.js';
import { folderInbox } from '../../server/adapters/feeds/inbox.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { PortalId } from '../../server/domain/ids.js';
import { fromEpochMs, instant } from '../../server/domain/time.js';
import type { Config } from '../../server/load-config.js';
import type { Log } from '../../server/workflows/ports.js';
import type { BillingReport } from '../../server/workflows/ports/billing-feed.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { takeFeedFiles } from '../../server/workflows/take-feed-files.js';
import { makeDatabase, onServer } from '../engines/postgres-server.js';
import { textTable } from './table.js';

const PORTAL = '1' as PortalId;
const ROWS_PER_ACCOUNT = 5;
const POINTS = 10;
const NOW = instant('2026-11-28T12:00:00Z');
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until\n';
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Feed {
  readonly feed: string;
  readonly rows: number;
  readonly seconds: number;
  /** Resident memory in MB, at equal distances through the file. */
  readonly rssMb: readonly number[];
  readonly counts: Pick<BillingReport, 'added' | 'repeated' | 'refused'>;
  readonly expected: Pick<BillingReport, 'added' | 'repeated' | 'refused'>;
  /** Lines of the report that lies beside the file, without its heading. */
  readonly reported: number;
}
export interface BillingFigures {
  readonly accounts: number;
  readonly feeds: readonly Feed[];
}

/** Four bills and payments, and the bill that is open now. */
const goodRow = (n: number, accounts: number): string => {
  const account = n % accounts;
  const round = Math.floor(n / accounts);
  const month = `2026-${String(6 + round).padStart(2, '0')}`;
  return round % 2 === 0
    ? `bill,b${round},A-${account},184.20,EUR,${month}-01,${month}-22,,,\n`
    : `payment,p${round},A-${account},184.20,EUR,${month}-05T10:00+02:00,,,,\n`;
};

/** In a hundred rows: 80 good ones, 10 that were taken before, 5 below zero and 5 of nobody. */
const dirtyRow = (n: number, accounts: number): string => {
  const kind = n % 100;
  if (kind < 80) return `payment,q${n},A-${n % accounts},1.00,EUR,2026-11-20,,,,\n`;
  if (kind < 90) return goodRow(n % accounts, accounts);
  if (kind < 95) return `bill,n${n},A-${n % accounts},-5.00,EUR,2026-11-01,2026-11-22,,,\n`;
  return `payment,u${n},Z-${n},5.00,EUR,2026-11-20,,,,\n`;
};

const write = async (path: string, rows: number, row: (n: number) => string): Promise<void> => {
  const file = createWriteStream(path);
  file.write(HEADER);
  for (let n = 0; n < rows; n += 1)
    if (!file.write(row(n))) await new Promise<void>(resolve => file.once('drain', resolve));
  file.end();
  await finished(file);
};

/** So many rows through the folder of the billing feed, on PostgreSQL; then a tenth of them again, dirty. */
export const benchBilling = async (
  serverUrl: string,
  config: Config,
  rows: number,
  collect: () => void,
): Promise<BillingFigures> => {
  const accounts = Math.ceil(rows / ROWS_PER_ACCOUNT);
  const database = await makeDatabase(serverUrl);
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-billing-'));
  const all = await openPostgresStore({ url: database.url });
  try {
    await onServer(database.url, async client => {
      await client.query(
        `insert into account (portal, id, number, in_arrears)
           select '${PORTAL}', md5('a/' || i)::uuid, 'A-' || i, false from generate_series(0, ${accounts - 1}) i`,
      );
      await client.query('vacuum analyze');
    });
    const store = all.forPortal(PORTAL);
    await store.workers.renew(fromEpochMs(Date.now()));
    const deps = { store, log: silent, clock: { now: () => NOW, sleepUntil: () => Promise.resolve() } };
    const take = takeBilling(deps);
    const readOne = async (name: string): Promise<{ report: BillingReport; rssMb: readonly number[] }> => {
      const rssMb: number[] = [];
      let found: BillingReport | null = null;
      const total = name.includes('dirty') ? Math.ceil(rows / 10) : rows;
      const sampled = async function* <T>(lines: AsyncIterable<T>): AsyncGenerator<T> {
        let n = 0;
        for await (const line of lines) {
          yield line;
          n += 1;
          if (n % Math.ceil(total / POINTS) !== 0) continue;
          collect();
          rssMb.push(Math.round(process.memoryUsage.rss() / 1e6));
        }
      };
      await takeFeedFiles(deps, {
        inbox: folderInbox('billing', folder, {
          rows: pieces => billingLines('csv', pieces),
          timeOf: each => timeInName(config.billing.fileTime, each),
        }),
        take: async (lines, asOf, onRefused) => {
          found = await take(sampled(lines), { zone: config.billing.zone, asOf, onRefused });
          return { counts: {}, usable: true };
        },
        onUnreadable: () => Promise.reject(new Error(`${name} was not read.`)),
        stopping: () => false,
      })();
      if (found === null) throw new Error(`${name} was not read.`);
      return { report: found, rssMb };
    };
    const measured = async (
      name: string,
      feed: string,
      size: number,
      row: (n: number) => string,
      expected: Feed['expected'],
    ): Promise<Feed> => {
      await write(join(folder, name), size, row);
      const from = process.hrtime.bigint();
      const { report, rssMb } = await readOne(name);
      const seconds = Number(process.hrtime.bigint() - from) / 1e9;
      const { added, repeated, refused } = report;
      const reported = readFileSync(join(folder, 'done', `${name}.report`), 'utf8').split('\n').length - 2;
      return { feed, rows: size, seconds, rssMb, counts: { added, repeated, refused }, expected, reported };
    };
    const tenth = Math.ceil(rows / 10);
    const share = (from: number, to: number): number =>
      Array.from({ length: tenth }, (_, n) => n % 100).filter(n => n >= from && n < to).length;
    return {
      accounts,
      feeds: [
        await measured('all-20261128T0600.csv', 'new', rows, n => goodRow(n, accounts), {
          added: rows,
          repeated: 0,
          refused: 0,
        }),
        await measured('again-20261128T0700.csv', 'the same again', rows, n => goodRow(n, accounts), {
          added: 0,
          repeated: rows,
          refused: 0,
        }),
        await measured('dirty-20261128T0800.csv', 'dirty', tenth, n => dirtyRow(n, accounts), {
          added: share(0, 80),
          repeated: share(80, 90),
          refused: share(90, 100),
        }),
      ],
    };
  } finally {
    await all.close();
    rmSync(folder, { recursive: true });
    await database.drop();
  }
};

const countsText = ({ added, repeated, refused }: Feed['counts']): string =>
  `${added} added, ${repeated} repeated, ${refused} refused`;

export const billingTable = ({ accounts, feeds }: BillingFigures): string =>
  [
    `${accounts} accounts, PostgreSQL, Node ${process.version}`,
    textTable(
      [
        ['feed', 'rows', 'time', 'rate', 'came to', 'expected', 'reported'],
        ...feeds.map(({ feed, rows, seconds, counts, expected, reported }) => [
          feed,
          String(rows),
          `${seconds.toFixed(1)} s`,
          `${Math.round(rows / seconds)}/s`,
          countsText(counts),
          countsText(counts) === countsText(expected) ? 'the same' : countsText(expected),
          String(reported),
        ]),
      ],
      2,
    ),
    ...feeds.map(({ feed, rssMb }) => `Memory, ${feed}: ${rssMb.join(' ')} MB`),
  ].join('\n');
