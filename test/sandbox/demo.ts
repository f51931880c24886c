import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStage, type LiveStage } from './live-stage.js';
import { makePage } from './page/page.js';
import { playRun, RUN_START } from './run.js';
import { summaryOf } from './run-summary.js';
import { startWorld } from './world.js';

const USAGE = `npm run demo -- [--port N]                      the demo: a local portal, the server, sinks and a page
npm run demo -- --run [--seed N] [--json FILE]  the same unattended, on a simulated clock`;

const options = () => {
  const { values } = parseArgs({
    options: {
      run: { type: 'boolean' },
      seed: { type: 'string' },
      json: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean' },
    },
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
    const world = await startWorld({ seed, start: RUN_START, folder, logLevel: 'warn', memory: true });
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

const PARTS = 5;
const HIGHEST_TRIES = 50;

/** The port asked for, or the next free one. */
const listenFrom = (
  app: RequestListener,
  port: number,
): Promise<{ readonly http: Server; readonly port: number }> =>
  new Promise((resolve, reject) => {
    const attempt = (candidate: number): void => {
      const http = createServer(app);
      http.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE' && candidate < port + HIGHEST_TRIES) attempt(candidate + 1);
        else reject(error);
      });
      http.listen(candidate, '127.0.0.1', () => {
        resolve({ http, port: candidate });
      });
    };
    attempt(port);
  });

const guide = (url: string, stage: LiveStage): string => `
Forewarn's demo is ready: ${url}

  ${stage.town.customers} customers on ${stage.town.feeders} feeders, all invented. Nothing leaves this computer.

  Announce planned work     ${url}/outages/new
  What was sent             ${url}/inbox
  Notices and their proof   ${url}/notices
  Tickets for people        ${url}/portal/tickets
  Break something           ${url}/break

  The server                ${stage.serverUrl}/health  ${stage.serverUrl}/metrics
  The local HubSpot portal  ${stage.portalUrl}

Ctrl+C ends it.`;

const attended = async (seed: number, wanted: number): Promise<void> => {
  let up = 0;
  const stage = await startStage({
    seed,
    onPart: part => {
      console.log(`Starting: ${(up += 1)} of ${PARTS} parts are up (${part})`);
    },
  });
  const { http, port } = await listenFrom(makePage(stage), wanted);
  console.log(guide(`http://127.0.0.1:${port}`, stage));
  const end = (): void => {
    http.close();
    http.closeAllConnections();
    void stage.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
};

const main = async (): Promise<void> => {
  const { run, seed, json, port, help } = options();
  if (help === true) console.log(USAGE);
  else if (run === true) await unattended(seed, json);
  else await attended(seed, port);
};

main().catch((error: unknown) => {
  console.error(
    error instanceof TypeError || error instanceof RangeError ? `${error.message}\n\n${USAGE}` : error,
  );
  process.exitCode = 1;
});
