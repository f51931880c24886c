import { Migrator, sql, type Kysely, type MigrationProvider } from 'kysely';
import { MIGRATIONS } from './migrations/all.js';

/** A newer Forewarn has been here: what its columns mean is not known to this one. */
export class LedgerTooNew extends Error {
  override readonly name = 'LedgerTooNew';
  constructor(unknown: readonly string[]) {
    super(
      `The ledger was migrated by a newer version of Forewarn: expected no step after ${Object.keys(MIGRATIONS).at(-1) ?? 'none'}, found ${unknown.join(', ')}. Start that version, or restore a backup from before it.`,
    );
  }
}

const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };

/** The steps that this ledger still lacks. Throws LedgerTooNew. */
export const pendingMigrations = async (db: Kysely<unknown>): Promise<readonly string[]> => {
  const { rows: tables } = await sql<{
    found: boolean;
  }>`select to_regclass('kysely_migration') is not null as found`.execute(db);
  const done =
    tables[0]?.found === true
      ? (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows
      : [];
  const unknown = done.map(row => row.name).filter(name => !(name in MIGRATIONS));
  if (unknown.length > 0) throw new LedgerTooNew(unknown);
  const known = new Set(done.map(row => row.name));
  return Object.keys(MIGRATIONS).filter(name => !known.has(name));
};

/** Brings the ledger to this version. Several processes may do so at once: one migrates, the others wait for it. */
export const migrate = async (db: Kysely<unknown>): Promise<void> => {
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
};
