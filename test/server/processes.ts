import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../dist/server/main.js');

export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}
/** What `npm start` runs, once it is compiled. */
export const start = (env: Readonly<Record<string, string>>, words: readonly string[] = []): Run => {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    ended: new Promise(resolve =>
      child.once('exit', code => {
        resolve(code);
      }),
    ),
    output: () => output,
  };
};

export const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => {
        resolve(port);
      });
    });
  });

export const until = async (what: string, check: () => Promise<boolean>): Promise<void> => {
  for (let look = 0; look < 900; look += 1) {
    if (await check().catch(() => false)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`It never happened: ${what}`);
};
