import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { ChildOptions } from './server-child.js';

const ROOT = join(__dirname, '../..');

/** The child runs what `npm start` would run: compiled, by plain Node. Types are `npm run check`'s business. */
export const compile = (): void => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(ROOT, 'tsconfig.json'), '--noCheck'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The sources do not compile:\n${stdout}`);
};

export interface Child {
  /** Resolves when it takes requests. Rejects when it ends before. */
  readonly ready: Promise<void>;
  advance(seconds: number): void;
  backlog(): Promise<{
    readonly jobs: number;
    readonly unknown: number;
    readonly crmPending: number;
    readonly dueNow: boolean;
  }>;
  /** As `kill -9`. Resolves when it is dead. */
  kill(): Promise<void>;
  end(): Promise<void>;
  /** What it wrote on standard error. */
  complaints(): string;
}

export const startChild = (options: ChildOptions): Child => {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'dist/test/faults/server-child.js')], {
    env: { ...process.env, NODE_OPTIONS: '', FOREWARN_CHILD: JSON.stringify(options) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const waiting: ((line: string) => void)[] = [];
  const dead = new Promise<void>(resolve =>
    child.once('exit', () => {
      resolve();
    }),
  );
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    void dead.then(() => {
      reject(new Error(`The child ended: ${stderr}`));
    });
  });
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', line => {
      if (line === 'ready') isReady();
      else waiting.shift()?.(line);
    });
  const say = (line: string): void => {
    child.stdin?.write(`${line}\n`);
  };
  return {
    ready,
    advance: seconds => {
      say(`advance ${seconds}`);
    },
    backlog: () =>
      new Promise((resolve, reject) => {
        waiting.push(line => {
          resolve(JSON.parse(line) as Awaited<ReturnType<Child['backlog']>>);
        });
        void dead.then(() => {
          reject(new Error(`The child ended: ${stderr}`));
        });
        say('backlog');
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await dead;
    },
    end: async () => {
      say('end');
      await dead;
    },
    complaints: () => stderr,
  };
};
