import { appendFileSync } from 'node:fs';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import { openPostgresStore, type PostgresOptions } from '../../server/adapters/store/postgres.js';
import type { Store } from '../../server/adapters/store/store.js';
import { emptyLedger } from './empty-ledger.js';
import { makeDatabase } from './postgres-server.js';

export type EngineName = 'embedded' | 'postgres';

/** An empty, migrated ledger for one test file, on one engine. */
export interface Ledger {
  /** The store as one process has it. A server gives a second one over the same rows, as another process has it. */
  open(options?: Omit<PostgresOptions, 'url'>): Promise<Store>;
  /** The server's database; null on the embedded engine. */
  readonly url: string | null;
  /** Closes every store it opened, and is gone. */
  drop(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  makeLedger(): Promise<Ledger>;
}

const withStores = (
  open: (options?: Omit<PostgresOptions, 'url'>) => Promise<Store>,
  url: string | null,
  drop: () => Promise<void>,
): Ledger => {
  const stores: Store[] = [];
  return {
    url,
    open: async options => {
      const store = await open(options);
      let closed = false;
      const once: Store = {
        ...store,
        close: async () => {
          if (closed) return;
          closed = true;
          await store.close();
        },
      };
      stores.push(once);
      return once;
    },
    drop: async () => {
      await Promise.all(stores.map(store => store.close()));
      await drop();
    },
  };
};

export const EMBEDDED: Engine = {
  name: 'embedded',
  makeLedger: () =>
    Promise.resolve(
      withStores(
        async () => openEmbeddedStore({ folder: null, from: await emptyLedger() }),
        null,
        () => Promise.resolve(),
      ),
    ),
};

/** The setup of the run has looked for a server once for all: test/engines/setup.cjs. */
export const serverUrl = (): string | null => process.env['FOREWARN_TEST_SERVER'] || null;

const onServer = (server: string): Engine => ({
  name: 'postgres',
  makeLedger: async () => {
    const database = await makeDatabase(server);
    return withStores(
      options => openPostgresStore({ url: database.url, ...options }),
      database.url,
      database.drop,
    );
  },
});

/** Tests are named at the end of the run if they did not run: test/engines/teardown.cjs. */
export const notRun = (what: string): void => {
  const file = process.env['FOREWARN_TESTS_NOT_RUN'];
  if (file !== undefined) appendFileSync(file, `${what}\n`);
};

/** Describes the same tests once for each engine there is. */
export const describeEngines = (what: string, tests: (engine: Engine) => void): void => {
  describe(`${what} on the embedded engine`, () => {
    tests(EMBEDDED);
  });
  describePostgres(what, tests);
};

/** What is the same whatever keeps the ledger: once, on the server if there is one, since it is the quicker. */
export const describeAnEngine = (what: string, tests: (engine: Engine) => void): void => {
  const server = serverUrl();
  describe(what, () => {
    tests(server === null ? EMBEDDED : onServer(server));
  });
};

/** What only a server can show: several processes at once. */
export const describePostgres = (what: string, tests: (engine: Engine, server: string) => void): void => {
  const server = serverUrl();
  if (server === null) {
    notRun(`${what} on a PostgreSQL server`);
    it.skip(`${what} on a PostgreSQL server: none answers`, () => undefined);
  } else
    describe(`${what} on a PostgreSQL server`, () => {
      tests(onServer(server), server);
    });
};
