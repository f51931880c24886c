import { mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import { FolderInUse, lockFolder } from '../../../server/adapters/store/folder-lock.js';
import { PglitePool } from '../../../server/adapters/store/pglite-pool.js';
import { openEmbeddedStore } from '../../../server/adapters/store/embedded.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'forewarn-store-'));

describe('the embedded engine behind a pool', () => {
  it('keeps twenty interleaved transactions apart: rolled-back rows never show', async () => {
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({
        pool: new PglitePool(await PGlite.create(), () => true) as unknown as PostgresPool,
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
        pool: new PglitePool(await PGlite.create(), () => true) as unknown as PostgresPool,
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
