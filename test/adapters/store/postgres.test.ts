import { randomUUID } from 'node:crypto';
import { DatabaseUnfit } from '../../../server/adapters/store/database-check.js';
import { LedgerTooNew } from '../../../server/adapters/store/migrate.js';
import { openPostgresStore } from '../../../server/adapters/store/postgres.js';
import type { Store } from '../../../server/adapters/store/store.js';
import type { OutageId, PortalId } from '../../../server/domain/ids.js';
import type { PortalStore } from '../../../server/workflows/ports/store.js';
import { AT, idOf } from '../../batteries/ledger-rows.js';
import { describePostgres, type Ledger } from '../../engines/engines.js';
import { makeDatabase, onServer, withDatabase, type TestDatabase } from '../../engines/postgres-server.js';

const run = (url: string, ...statements: readonly string[]): Promise<void> =>
  onServer(url, async client => {
    for (const statement of statements) await client.query(statement);
  });

/** Ends every connection to the database but the one that says so. */
const cutOff = (url: string): Promise<void> =>
  run(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );

describePostgres('opening a ledger', (_engine, server) => {
  const databases: TestDatabase[] = [];
  const bare = async (encoding?: string): Promise<string> => {
    const database = await makeDatabase(server, 'bare', encoding);
    databases.push(database);
    return database.url;
  };
  afterAll(() => Promise.all(databases.map(database => database.drop())));

  it('migrates once when several processes start at once, and all of them go on', async () => {
    const url = await bare();
    const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url, poolSize: 1 })));
    for (const store of stores) await store.reads('1' as PortalId).ping();
    const done = await onServer(url, client => client.query('select name from kysely_migration'));
    expect(new Set(done.rows.map((row: { name: string }) => row.name)).size).toBe(done.rows.length);
    await Promise.all(stores.map(store => store.close()));
  });

  it('refuses a ledger that a newer version has migrated, and leaves it as it is', async () => {
    const url = await bare();
    await (await openPostgresStore({ url })).close();
    await run(url, `insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`);
    await expect(openPostgresStore({ url })).rejects.toThrow(LedgerTooNew);
    await expect(openPostgresStore({ url })).rejects.toThrow(/newer version.*9999-later/);
  });

  it('refuses another encoding', async () => {
    const url = await bare('LATIN1');
    await expect(openPostgresStore({ url })).rejects.toThrow(
      'DATABASE_URL: expected a database in UTF8, found one in LATIN1.',
    );
  });

  it('refuses a server that is too old', async () => {
    const url = await bare();
    // The server says what an older one would.
    await run(
      url,
      'create schema old',
      `create function old.current_setting(name text) returns text language sql
         as $$ select case when name = 'server_version_num' then '140012' else pg_catalog.current_setting(name) end $$`,
    );
    const old = `${url}?options=${encodeURIComponent('-c search_path=old,pg_catalog,public')}`;
    await expect(openPostgresStore({ url: old })).rejects.toThrow(
      'expected PostgreSQL 15 or newer, found PostgreSQL 14',
    );
  });

  it('refuses a user who may not create tables, and lets one work in tables that are there', async () => {
    const url = await bare();
    const role = `forewarn_test_${randomUUID().replaceAll('-', '')}`;
    await run(url, `create role ${role} login`);
    const limited = new URL(url);
    limited.username = role;
    limited.password = 'of-no-worth';
    await expect(openPostgresStore({ url: limited.href })).rejects.toThrow(
      'expected the right to create tables in the schema public',
    );
    await (await openPostgresStore({ url })).close();
    await run(url, `grant select, insert, update, delete on all tables in schema public to ${role}`);
    const store = await openPostgresStore({ url: limited.href });
    await store.forPortal('1' as PortalId).workers.renew(AT);
    await store.close();
    await run(url, `drop owned by ${role}`, `drop role ${role}`);
  });

  it.each([
    [
      'nobody listens',
      'postgresql://user:a-secret-word@127.0.0.1:1/forewarn',
      'a PostgreSQL server that answers',
    ],
    [
      'there is no such host',
      'postgresql://user:a-secret-word@nowhere.invalid/forewarn',
      'server that answers',
    ],
    ['it is no address', 'a-secret-word', 'postgresql://user:password@host:port/database'],
    ['it is of something else', 'mysql://user:a-secret-word@localhost/forewarn', 'postgresql://user'],
    ['it names no database', 'postgresql://user:a-secret-word@localhost', 'postgresql://user'],
  ])('says what was expected when %s, and keeps the secret', async (_when, url, expected) => {
    const error: unknown = await openPostgresStore({ url, connectTimeoutMs: 2000 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DatabaseUnfit);
    expect(String(error)).toContain(expected);
    expect(`${String(error)} ${(error as Error).stack ?? ''}`).not.toContain('a-secret-word');
  });

  it('says when the database does not exist', async () => {
    await expect(openPostgresStore({ url: withDatabase(server, 'forewarn_nowhere') })).rejects.toThrow(
      'expected a database that exists',
    );
  });
});

describePostgres('faults of the server', ({ makeLedger }) => {
  let ledger: Ledger;
  let store: Store;
  let portal: PortalStore;
  let url: string;
  const idle: string[] = [];
  beforeAll(async () => {
    ledger = await makeLedger();
    url = ledger.url ?? '';
    store = await ledger.open({
      poolSize: 3,
      statementTimeoutMs: 1000,
      onIdleError: code => idle.push(code),
    });
    portal = store.forPortal('1' as PortalId);
  });
  afterAll(() => ledger.drop());

  const addOutage = (name: string): Promise<void> =>
    portal.transact(tx =>
      tx.outages.add({
        id: idOf<OutageId>(name),
        ref: name,
        kind: 'planned',
        status: 'draft',
        createdAt: AT,
        createdBy: 'ida',
      }),
    );

  it('become a fault that passes when connections are cut in the middle, and the next one works', async () => {
    const cut = portal.transact(async tx => {
      await tx.outages.list(1);
      await cutOff(url);
      await new Promise(resolve => setTimeout(resolve, 50));
      await tx.outages.list(1);
    });
    await expect(cut).rejects.toMatchObject({ name: 'Fault', kind: 'retry', code: 'store.unreachable' });
    expect(await portal.transact(tx => tx.outages.list(1))).toEqual([]);
  });

  it('end no process when an idle connection is cut', async () => {
    await portal.transact(tx => tx.outages.list(1));
    await cutOff(url);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(idle).toContain('57P01');
    await store.reads('1' as PortalId).ping();
  });

  it('end a statement that takes too long', async () => {
    await onServer(url, async client => {
      await client.query('begin');
      await client.query('lock table outage');
      await expect(addOutage('late')).rejects.toMatchObject({ kind: 'retry', code: 'store.timeout' });
      await client.query('rollback');
    });
  });

  it('end a wait for a connection when all are taken', async () => {
    const small = await ledger.open({ poolSize: 1, connectTimeoutMs: 100 });
    const own = small.forPortal('1' as PortalId);
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    const first = own.transact(() => held);
    await expect(own.transact(tx => tx.outages.list(1))).rejects.toMatchObject({ kind: 'retry' });
    release();
    await first;
    await small.close();
  });

  it('run a transaction again that a deadlock ended', async () => {
    await addOutage('left');
    await addOutage('right');
    let arrived = 0;
    let both: () => void = () => undefined;
    const met = new Promise<void>(resolve => (both = resolve));
    let runs = 0;
    const lockBoth = (first: string, second: string): Promise<void> =>
      portal.transact(async tx => {
        runs += 1;
        await tx.outages.find(idOf<OutageId>(first), 'lock');
        arrived += 1;
        if (arrived === 2) both();
        await met;
        await tx.outages.find(idOf<OutageId>(second), 'lock');
      });
    const patient = await ledger.open({ statementTimeoutMs: 20_000 });
    portal = patient.forPortal('1' as PortalId);
    await Promise.all([lockBoth('left', 'right'), lockBoth('right', 'left')]);
    expect(runs).toBe(3);
  });

  it('do not lose what must be recorded: it is tried until the server answers', async () => {
    let tries = 0;
    await portal.insist(async tx => {
      tries += 1;
      await tx.outages.list(1);
      if (tries === 1) await cutOff(url);
      await tx.outages.setStatus(idOf<OutageId>('left'), 'announced');
    });
    expect(tries).toBe(2);
    expect((await portal.transact(tx => tx.outages.find(idOf<OutageId>('left'))))?.status).toBe('announced');
  });

  it('are not made of what is a bug', async () => {
    await expect(addOutage('left')).rejects.toMatchObject({ code: '23505' });
    await expect(portal.insist(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  });

  it('give up every claim when nobody knows whether the last one was committed', async () => {
    await portal.workers.renew(AT);
    await portal.transact(tx =>
      tx.jobs.enqueue([{ name: 'resolveUnknown', key: 'r', lane: 'normal', dueAt: AT, data: {} }]),
    );
    const lost = portal.transact(async tx => {
      await tx.jobs.claim(AT, ['normal']);
      await cutOff(url);
    });
    await expect(lost).rejects.toMatchObject({ kind: 'retry' });
    expect(portal.workers.holds(AT)).toBe(false);
    expect(await portal.workers.renew(AT)).toMatchObject({ lapsed: true, leader: true, others: [] });
    expect(await portal.transact(tx => tx.jobs.claim(AT, ['normal']))).not.toBeNull();
  });
});
