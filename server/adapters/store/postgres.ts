import { hostname } from 'node:os';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { checkServer, DatabaseUnfit, refusalOf } from './database-check.js';
import { LedgerTooNew, migrate, pendingMigrations } from './migrate.js';
import { makeServerPool, type ServerPoolOptions } from './server-pool.js';
import { storeOver, type Store } from './store.js';

export interface PostgresOptions {
  /** `postgresql://user:password@host:port/database`, with the parameters libpq knows (`?sslmode=verify-full`). */
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize?: number;
  readonly statementTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** A connection nobody was using has failed and is replaced: worth a line in the log, no more. */
  readonly onIdleError?: (code: string) => void;
}

const POOL_SIZE = 10;
/** The longest statement of ours, a rehearsal's page on a large ledger, takes a second or two. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** The ledger on a PostgreSQL server, shared by any number of processes. Throws DatabaseUnfit, LedgerTooNew. */
export const openPostgresStore = async (options: PostgresOptions): Promise<Store> => {
  const pool: ServerPoolOptions = {
    url: checkUrl(options.url),
    size: options.poolSize ?? POOL_SIZE,
    statementTimeoutMs: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    onIdleError: options.onIdleError ?? (() => undefined),
  };
  await prepare(pool);
  const db = over(pool);
  return {
    ...storeOver(db, { host: hostname(), exclusive: false }),
    // The server does it by itself, but only after a minute: a launch right after the first import must not wait for it.
    maintain: async () => {
      await sql`analyze party, contact_point, account, service_point, supply, party_role`.execute(db);
    },
  };
};

const over = (pool: ServerPoolOptions): Kysely<unknown> =>
  new Kysely<unknown>({ dialect: new PostgresDialect({ pool: makeServerPool(pool) }) });

/** Over connections of its own: a step of a migration may take longer than any statement after it. */
const prepare = async (pool: ServerPoolOptions): Promise<void> => {
  const db = over({ ...pool, size: 2, statementTimeoutMs: 0 });
  try {
    await checkServer(db);
    if ((await pendingMigrations(db)).length > 0) await migrate(db);
  } catch (error) {
    throw error instanceof LedgerTooNew ? error : (refusalOf(error) ?? error);
  } finally {
    await db.destroy();
  }
};

/** The address is a secret: no part of it is repeated. */
const checkUrl = (url: string): string => {
  const expected = 'postgresql://user:password@host:port/database';
  if (!URL.canParse(url)) throw new DatabaseUnfit(expected, 'something that is no address');
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'postgresql:' && protocol !== 'postgres:')
    throw new DatabaseUnfit(expected, `an address that begins with ${protocol}`);
  if (pathname.length < 2) throw new DatabaseUnfit(expected, 'an address without a database');
  return url;
};
