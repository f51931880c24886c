import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { isLost } from './store-fault.js';
import { PARSERS, withoutNul } from './parsers.js';

export interface ServerPoolOptions {
  readonly url: string;
  readonly size: number;
  /** Of this pool's sessions: a migration may take its time, nothing else may. 0: no limit. */
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** A connection nobody was using has failed; it is replaced. Never the text of a query. */
  readonly onIdleError: (code: string) => void;
}

/** A transaction that stands still holds its locks: whoever began it has lost its way, and is cut off. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** Past the server's own limit: then the answer is lost, and the connection with it. */
const ANSWER_GRACE_MS = 10_000;

const config = (options: ServerPoolOptions): PoolConfig => ({
  // What the address itself says (a host's socket, sslmode, application_name) stands above these.
  application_name: 'forewarn',
  // Statements are many and short: compiling them costs more than it saves, and an index is worth its jumps on any disk
  // that a ledger should lie on.
  options: '-c timezone=UTC -c jit=off -c random_page_cost=1.1',
  connectionString: options.url,
  max: options.size,
  connectionTimeoutMillis: options.connectTimeoutMs,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  ...(options.statementTimeoutMs === 0
    ? {}
    : {
        statement_timeout: options.statementTimeoutMs,
        query_timeout: options.statementTimeoutMs + ANSWER_GRACE_MS,
      }),
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  // Of this pool alone: another user of the driver in the same process keeps its own.
  types: {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      (format ?? 'text') === 'text' && oid in PARSERS
        ? PARSERS[oid]
        : types.getTypeParser(oid, format as 'text'),
  },
});

/** The driver's pool as Kysely takes it; a connection whose answer was lost is not given to the next one. */
export const makeServerPool = (options: ServerPoolOptions): PostgresPool => {
  const pool = new Pool(config(options));
  const codeOf = (error: Error): string => (error as { readonly code?: string }).code ?? error.name;
  pool.on('error', error => {
    options.onIdleError(codeOf(error));
  });
  // Between two statements of a transaction nobody listens to a client, and an error unheard would end the process.
  pool.on('connect', client => {
    client.on('error', () => undefined);
  });
  const guarded = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = guarded.get(client) ?? guard(client);
      guarded.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
};

/** The same object for the same connection each time: Kysely knows a connection by it. */
const guard = (client: PoolClient): PostgresPoolClient => {
  let lost = false;
  const query = async (text: string, params: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(text, params.map(withoutNul));
    } catch (error) {
      lost ||= isLost(error);
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: () => {
      client.release(lost);
    },
  };
};
