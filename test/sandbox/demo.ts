import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { playRun, RUN_START } from './run.js';
import { summaryOf } from './run-summary.js';
import { startWorld } from './world.js';

const USAGE = `npm run demo -- [--port N]                      the demo: a local portal, the server, sinks and a page
npm run demo -- --run [--seed N] [--json FILE]  the same unattended, on a simulated clock`;

const options = () => {
  const { values } = parseArgs({
    options: { run: { type: 'boolean' }, seed: { type: 'string' }, json: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
  });
  const number = (name: string, text: string | undefined, otherwise: number): number => {
    if (text === undefined) return otherwise;
    if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} takes a whole number, not "${text}".`);
    return Number(text);
  };
  return { ...values, seed: number('seed', values.seed, 1), port: number('port', values.port, 4310) };
};

const unattended = async (seed: number, json: string | undefined): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-run-'));
  const say = (line: string): void => {
    console.log(line);
  };
  try {
    const world = await startWorld({ seed, start: RUN_START, folder, logLevel: 'warn', inMemory: true });
    try {
      const figures = await playRun(world, say);
      say(`\n${summaryOf(figures)}`);
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
    } finally {
      await world.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const { run, seed, json, port, help } = options();
  if (help === true) console.log(USAGE);
  else if (run === true) await unattended(seed, json);
  else console.log(port);
};

main().catch((error: unknown) => {
  console.error(error instanceof TypeError || error instanceof RangeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
