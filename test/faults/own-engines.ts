import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server of our own on a free port, so that a test may stop it without harm to anybody else. */
export interface OwnEngine {
  readonly url: string;
  /** At once, as a crash: nobody is told. */
  stop(): Promise<void>;
  /** On the same port, with what it kept. */
  start(): Promise<void>;
  /** For good. */
  remove(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => {
        resolve(port);
      });
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const end = (yes: boolean) => (): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });

const until = async (what: string, check: () => Promise<boolean> | boolean): Promise<void> => {
  for (let look = 0; look < 300; look += 1) {
    if (await check()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what} does not come up.`);
};

/** Debian keeps the server's programs out of the PATH. */
const POSTGRES_HOMES = '/usr/lib/postgresql';
const postgresPrograms = (): string | null => {
  const versions = existsSync(POSTGRES_HOMES) ? readdirSync(POSTGRES_HOMES).sort() : [];
  const newest = versions.at(-1);
  return newest === undefined ? null : join(POSTGRES_HOMES, newest, 'bin');
};

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
const asServer = (command: string, args: readonly string[]) => {
  const [program = '', ...rest] = isRoot
    ? ['runuser', '-u', 'postgres', '--', command, ...args]
    : [command, ...args];
  return spawnSync(program, rest, { encoding: 'utf8', cwd: tmpdir() });
};

const idOf = (flag: string): number =>
  Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);

/** A fresh PostgreSQL cluster that fsyncs like any other; null where the server's programs are not installed. */
export const ownPostgres = async (): Promise<OwnEngine | null> => {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-postgres-'));
  if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'));
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...args: readonly string[]): void => {
    const { status, stdout, stderr } = asServer(join(programs, program), args);
    if (status !== 0) throw new Error(`${program} failed: ${stdout}${stderr}`);
  };
  run('initdb', '-D', data, '-U', 'forewarn', '--auth=trust', '--encoding=UTF8', '--no-sync');
  const start = async (): Promise<void> => {
    const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
    run('pg_ctl', '-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', 'start');
    await until('PostgreSQL', () => answers(port));
  };
  const stop = (): Promise<void> => {
    run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
    return Promise.resolve();
  };
  await start();
  return {
    url: `postgres://forewarn@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      asServer(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
      await until('the end of PostgreSQL', async () => !(await answers(port)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
