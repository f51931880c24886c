import { hostname } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import { lockFolder } from './folder-lock.js';
import { migrate, pendingMigrations } from './migrate.js';
import { PglitePool } from './pglite-pool.js';
import { storeOver, type Store } from './store.js';

export interface EmbeddedOptions {
  /** Null: in memory, gone at the end. */
  readonly folder: string | null;
  /** A dump to begin with, so that tests need not migrate anew. */
  readonly from?: Blob;
}

/**
 * PostgreSQL inside this process, in a folder that is ours alone. It survives a killed process; against a loss of
 * power it does not fsync: use a PostgreSQL server where that matters. Throws FolderInUse, LedgerTooNew.
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
    if ((await pendingMigrations(db)).length > 0) await migrate(db);
    return {
      ...storeOver(db, { host: hostname(), exclusive: true }),
      // The embedded engine has nobody else to do it.
      maintain: async () => {
        await sql`analyze`.execute(db);
      },
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
