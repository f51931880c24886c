import { mkdirSync, statfsSync } from 'node:fs';
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

/** Three segments of PostgreSQL's log, of 16 MB each. */
const RESERVE_BYTES = 48 * 1024 * 1024;

/**
 * An embedded engine that cannot write its log hangs, and the process with it. So nothing is begun on a disk that is
 * nearly full: what waits goes on by itself once there is room again.
 */
const hasRoom = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= RESERVE_BYTES;
};

export class DiskFull extends Error {
  override readonly name = 'DiskFull';
  constructor(folder: string) {
    super(
      `The disk of the data folder ${folder} has less than ${RESERVE_BYTES >> 20} MB left: make room first.`,
    );
  }
}

/**
 * PostgreSQL inside this process, in a folder that is ours alone. It survives a killed process; against a loss of
 * power it does not fsync: use a PostgreSQL server where that matters. Throws FolderInUse, DiskFull, LedgerTooNew.
 */
export const openEmbeddedStore = async ({
  folder,
  from,
}: EmbeddedOptions): Promise<Store & { dump(): Promise<Blob> }> => {
  if (folder !== null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Before the lock, which is a file too.
    if (!hasRoom(folder)) throw new DiskFull(folder);
  }
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  try {
    const pglite = await PGlite.create(
      folder === null ? 'memory://' : join(folder, 'postgres'),
      from === undefined ? {} : { loadDataDir: from },
    );
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({
        pool: new PglitePool(pglite, () => folder === null || hasRoom(folder)) as unknown as PostgresPool,
      }),
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
