import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, Migrator, PostgresDialect, sql, type MigrationProvider, type PostgresPool } from 'kysely';
import type { PortalId } from '../../domain/ids.js';
import type { Reads } from '../../workflows/ports/reads.js';
import type { PortalStore, Tx } from '../../workflows/ports/store.js';
import { directory } from './directory.js';
import { deliveries } from './deliveries.js';
import { feeds } from './feeds.js';
import { lockFolder } from './folder-lock.js';
import { jobs } from './jobs.js';
import { MIGRATIONS } from './migrations/all.js';
import { notices } from './notices.js';
import { office } from './office.js';
import { outages } from './outages.js';
import { outbox } from './outbox.js';
import { PglitePool } from './pglite-pool.js';
import { reads } from './reads.js';
import type { Scope } from './scope.js';

export interface Store {
  forPortal(portal: PortalId): PortalStore;
  /** For what is no part of a decision: queries and metrics. */
  reads(portal: PortalId): Reads;
  /** Renews the planner's statistics; a server does it by itself, the embedded engine has nobody else to do it. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

const migrations: MigrationProvider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };

const migrate = async (db: Kysely<unknown>): Promise<void> => {
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error !== undefined) throw error;
};

/** Set inside a transaction: a second one would wait for the first for ever on the embedded engine. */
const inside = new AsyncLocalStorage<true>();

const makeTx = (scope: Scope): Tx => ({
  directory: directory(scope),
  outages: outages(scope),
  notices: notices(scope),
  deliveries: deliveries(scope),
  jobs: jobs(scope),
  outbox: outbox(scope),
  office: office(scope),
  feeds: feeds(scope),
});

export interface EmbeddedOptions {
  /** Null: in memory, gone at the end. */
  readonly folder: string | null;
  /** A dump to begin with, so that tests need not migrate anew. */
  readonly from?: Blob;
}

/**
 * PostgreSQL inside this process, in a folder that is ours alone. It survives a killed process; against a loss of
 * power it does not fsync: use a PostgreSQL server where that matters. Throws FolderInUse.
 */
export const openEmbeddedStore = async ({
  folder,
  from,
}: EmbeddedOptions): Promise<Store & { dump(): Promise<Blob> }> => {
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  try {
    const pglite = await PGlite.create(
      folder === null ? 'memory://' : join(folder, 'postgres'),
      from === undefined ? {} : { loadDataDir: from },
    );
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new PglitePool(pglite) as unknown as PostgresPool }),
    });
    await migrate(db);
    return {
      ...storeOver(db),
      dump: () => pglite.dumpDataDir('none'),
      close: async () => {
        await db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
};

/** A read beside an open transaction would wait for that transaction, which waits for the read. */
const outside = (portalReads: Reads): Reads =>
  new Proxy(portalReads, {
    get: (target, name, receiver) => {
      if (inside.getStore() === true) throw new Error('A read inside a transaction: use the transaction.');
      return Reflect.get(target, name, receiver) as unknown;
    },
  });

const storeOver = (db: Kysely<unknown>): Store => ({
  reads: portal => outside(reads(db, portal)),
  forPortal: portal => ({
    portal,
    transact: async work => {
      if (inside.getStore() === true)
        throw new Error('A transaction inside a transaction: pass the outer one on.');
      return inside.run(true, () => db.transaction().execute(trx => work(makeTx({ db: trx, portal }))));
    },
  }),
  maintain: async () => {
    await sql`analyze`.execute(db);
  },
  close: () => db.destroy(),
});
