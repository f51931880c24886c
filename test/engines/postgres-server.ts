import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';

const MIGRATIONS = join(__dirname, '../../server/adapters/store/migrations');

/** Changes with every step of the schema: what was made for another one is never taken for this one. */
export const schemaVersion = (): string => {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) hash.update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest('hex').slice(0, 16);
};

/** The same server, another database. */
export const withDatabase = (url: string, database: string): string => {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
};

/** Runs statements over a connection of their own, outside any pool and any store. */
export const onServer = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // A test that has the server cut connections must not end with it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** As test/engines/setup.cjs knows them again, to drop what an aborted run left. */
const MADE_BY_TESTS = 'forewarn_test_';

/** When a database was made stands in its comment, for nobody else to rely on. */
const create = async (client: Client, name: string, template: string, encoding = 'UTF8'): Promise<void> => {
  const locale = encoding === 'UTF8' ? '' : `locale 'C'`;
  await client.query(`create database ${name} encoding '${encoding}' ${locale} template ${template}`);
  await client.query(`comment on database ${name} is '${new Date().toISOString()}'`);
};

/** Migrated once for each version of the schema; one of several runs makes it, the others wait. */
const template = async (url: string): Promise<string> => {
  const name = `${MADE_BY_TESTS}template_${schemaVersion()}`;
  await onServer(url, async client => {
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`);
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await client.query(`drop database if exists ${name}_half`);
    await client.query(`create database ${name}_half encoding 'UTF8' template template0`);
    await (await openPostgresStore({ url: withDatabase(url, `${name}_half`) })).close();
    await client.query(`alter database ${name}_half rename to ${name}`);
    await client.query(`comment on database ${name} is '${new Date().toISOString()}'`);
  });
  return name;
};

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of one test file's own: migrated and empty, or `bare` without a table. */
export const makeDatabase = async (
  server: string,
  kind: 'migrated' | 'bare' = 'migrated',
  encoding?: string,
): Promise<TestDatabase> => {
  const name = `${MADE_BY_TESTS}${randomUUID().replaceAll('-', '')}`;
  const from = kind === 'migrated' ? await template(server) : 'template0';
  await onServer(server, client => create(client, name, from, encoding));
  return {
    url: withDatabase(server, name),
    drop: () =>
      onServer(server, async client => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
};
