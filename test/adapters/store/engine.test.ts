import { mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import { FolderInUse, lockFolder } from '../../../server/adapters/store/folder-lock.js';
import { PglitePool } from '../../../server/adapters/store/pglite-pool.js';
import { openEmbeddedStore } from '../../../server/adapters/store/store.js';
import type { PortalId } from '../../../server/domain/ids.js';
import { emptyLedger } from '../../stories/empty-ledger.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'forewarn-store-'));
const PORTAL = '1' as PortalId;

describe('the embedded engine behind a pool', () => {
  it('keeps twenty interleaved transactions apart: rolled-back rows never show', async () => {
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({
        pool: new PglitePool(await PGlite.create()) as unknown as PostgresPool,
      }),
    });
    await sql`create table t (n int)`.execute(db);
    const one = (n: number): Promise<void> =>
      db.transaction().execute(async trx => {
        await sql`insert into t values (${n})`.execute(trx);
        await new Promise(resolve => setImmediate(resolve));
        await sql`select count(*) from t`.execute(trx);
        if (n % 10 === 0) throw new Error('roll back');
      });
    const results = await Promise.allSettled([...Array(20).keys()].map(one));
    expect(results.filter(r => r.status === 'rejected')).toHaveLength(2);
    const { rows } = await sql<{ n: number }>`select n from t order by n`.execute(db);
    expect(rows.map(row => row.n)).toEqual([...Array(20).keys()].filter(n => n % 10 !== 0));
    await db.destroy();
  });

  it('gives instants and numbers as the domain has them', async () => {
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({
        pool: new PglitePool(await PGlite.create()) as unknown as PostgresPool,
      }),
    });
    const { rows } =
      await sql`select timestamptz '2026-11-23 10:00:00.5+01' as at, 7::bigint as n, ${JSON.stringify({ a: 1 })}::jsonb as j`.execute(
        db,
      );
    expect(rows).toEqual([{ at: '2026-11-23T09:00:00.500Z', n: 7, j: { a: 1 } }]);
    await db.destroy();
  });
});

describe('a store', () => {
  it('refuses a transaction, or a read, inside a transaction instead of waiting for ever', async () => {
    const store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
    const portal = store.forPortal(PORTAL);
    await expect(portal.transact(() => portal.transact(() => Promise.resolve(1)))).rejects.toThrow(
      /inside a transaction/,
    );
    await expect(portal.transact(() => store.reads(PORTAL).feeders())).rejects.toThrow(
      /inside a transaction/,
    );
    expect(await portal.transact(() => Promise.resolve(1))).toBe(1);
    await store.close();
  });

  it('keeps portals apart', async () => {
    const store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
    const job = {
      name: 'mirrorToCrm',
      key: 'mirror/ticket',
      lane: 'bulk',
      dueAt: '2026-11-23T09:00:00.000Z',
      data: { kind: 'ticket' },
    } as never;
    await store.forPortal(PORTAL).transact(tx => tx.jobs.enqueue([job]));
    const other = store.forPortal('2' as PortalId);
    expect(
      await other.transact(tx => tx.jobs.claim('2026-11-24T09:00:00.000Z' as never, ['bulk'])),
    ).toBeNull();
    expect(
      await store
        .forPortal(PORTAL)
        .transact(tx => tx.jobs.claim('2026-11-24T09:00:00.000Z' as never, ['bulk'])),
    ).toMatchObject({ name: 'mirrorToCrm', data: { kind: 'ticket' } });
    await store.close();
  });

  it('takes the more urgent lane first, and a job that comes in again while it runs is done again', async () => {
    const store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
    const portal = store.forPortal(PORTAL);
    const at = '2026-11-23T09:00:00.000Z' as never;
    const job = (key: string, lane: 'emergency' | 'normal' | 'bulk') => ({
      name: 'mirrorToCrm' as const,
      key,
      lane,
      dueAt: at,
      data: { kind: 'ticket' as const },
    });
    await portal.transact(tx =>
      tx.jobs.enqueue([job('b', 'bulk'), job('n', 'normal'), job('e', 'emergency'), job('n2', 'normal')]),
    );
    await portal.transact(tx => tx.jobs.enqueue([job('e', 'emergency')]));
    const lanes: string[] = [];
    const first = await portal.transact(tx => tx.jobs.claim(at, ['emergency', 'normal', 'bulk']));
    lanes.push(first?.lane ?? '');
    await portal.transact(tx => tx.jobs.enqueue([job('e', 'emergency')]));
    for (;;) {
      const next = await portal.transact(tx => tx.jobs.claim(at, ['emergency', 'normal', 'bulk']));
      if (next === null) break;
      lanes.push(next.lane);
    }
    expect(lanes).toEqual(['emergency', 'emergency', 'normal', 'normal', 'bulk']);
    await store.close();
  });

  it('refuses a rulebook that changed under its version', async () => {
    const store = await openEmbeddedStore({ folder: null, from: await emptyLedger() });
    const row = { id: 'baseline', version: '1', body: {}, at: '2026-11-23T09:00:00.000Z' as never };
    const portal = store.forPortal(PORTAL);
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'b' }))).toBe('conflict');
    await store.close();
  });
});

describe('the lock of a data folder', () => {
  it('turns a second one away while the first lives, and lets it in afterwards', () => {
    const dir = folder();
    const unlock = lockFolder(dir);
    expect(() => lockFolder(dir)).toThrow(FolderInUse);
    unlock();
    lockFolder(dir)();
    rmSync(dir, { recursive: true });
  });

  it('takes over from a process that was killed', async () => {
    const dir = folder();
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise(resolve => dead.once('exit', resolve));
    writeFileSync(join(dir, 'forewarn.lock'), `${dead.pid ?? 0} 1`);
    const unlock = lockFolder(dir);
    expect(existsSync(join(dir, 'forewarn.lock'))).toBe(true);
    unlock();
    rmSync(dir, { recursive: true });
  });

  it('is not fooled by a number that another process has now', () => {
    const dir = folder();
    // Our own pid, but begun at another time: the process that took the lock is gone.
    writeFileSync(join(dir, 'forewarn.lock'), `${process.pid} 1`);
    lockFolder(dir)();
    rmSync(dir, { recursive: true });
  });

  it('is asked for before the database is opened', async () => {
    const dir = folder();
    const unlock = lockFolder(dir);
    await expect(openEmbeddedStore({ folder: dir })).rejects.toThrow(/in use by process/);
    expect(existsSync(join(dir, 'postgres'))).toBe(false);
    unlock();
    rmSync(dir, { recursive: true });
  });
});
