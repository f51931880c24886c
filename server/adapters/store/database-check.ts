import { sql, type Kysely } from 'kysely';
import { pendingMigrations } from './migrate.js';
import { asStoreFault } from './store-fault.js';
import { Fault } from '../../workflows/fault.js';

/** The database that DATABASE_URL names cannot hold the ledger; what must change is said, and no secret. */
export class DatabaseUnfit extends Error {
  override readonly name = 'DatabaseUnfit';
  constructor(
    readonly expected: string,
    readonly found: string,
  ) {
    super(`DATABASE_URL: expected ${expected}, found ${found}.`);
  }
}

const OLDEST = 15;

interface ServerRow {
  readonly version: number;
  readonly encoding: string;
  readonly replica: boolean;
  readonly schema: string | null;
  readonly creates: boolean | null;
}

/** Looks at all that would go wrong later and harder. Throws DatabaseUnfit. */
export const checkServer = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<ServerRow>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
           pg_is_in_recovery() as replica, current_schema() as schema,
           has_schema_privilege(current_schema(), 'CREATE') as creates`.execute(db);
  const [server] = rows;
  if (server === undefined) throw new Error('The database says nothing of itself.');
  const major = Math.floor(server.version / 10_000);
  if (major < OLDEST) throw new DatabaseUnfit(`PostgreSQL ${OLDEST} or newer`, `PostgreSQL ${major}`);
  if (server.encoding !== 'UTF8') throw new DatabaseUnfit('a database in UTF8', `one in ${server.encoding}`);
  if (server.replica) throw new DatabaseUnfit('a server that takes writes', 'a replica, which only reads');
  if (server.schema === null)
    throw new DatabaseUnfit('a schema to keep the tables in', 'a search_path without one that exists');
  // A ledger that is up to date needs no such right: a cautious operator migrates as somebody else.
  if (server.creates !== true && (await pendingMigrations(db)).length > 0)
    throw new DatabaseUnfit(
      `the right to create tables in the schema ${server.schema}`,
      'a user without it; the owner of the database can grant it',
    );
};

const REFUSALS: Readonly<Record<string, readonly [expected: string, found: string]>> = {
  '3D000': ['a database that exists', 'none of that name on this server'],
  '28P01': ['the right password', 'one the server refuses'],
  '28000': ['a user the server lets in', 'one it refuses (see its pg_hba.conf)'],
  '42501': ['the right to create and read the tables', 'a user without it'],
};

/** A connection that fails at the start, as something an operator can mend; null for anything else. */
export const refusalOf = (error: unknown): DatabaseUnfit | null => {
  const code = String((error as { readonly code?: unknown }).code ?? '');
  const known = REFUSALS[code];
  if (known !== undefined) return new DatabaseUnfit(...known);
  const fault = asStoreFault(error);
  return fault instanceof Fault
    ? new DatabaseUnfit('a PostgreSQL server that answers', `none (${code || fault.code})`)
    : null;
};
