import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../plugin/repository.js';
import { prepareCards } from '../portal/cards/assets.js';
import { CannotReplay } from './feed/recording.js';
import { replayFeed } from './feed/replay.js';
import { replaySummary } from './feed/replay-summary.js';
import { startStage, type LiveStage } from './live-stage.js';
import { makeCardStage } from './page/card-stage.js';
import { makePage } from './page/page.js';
import { debtsBefore, networkIn } from './debts-before.js';
import { playRun, RUN_START } from './run.js';
import { summaryOf } from './run-summary.js';
import { startWorld } from './world.js';

const USAGE = `npm run demo -- [--port N]                      the demo: a local portal, the server, sinks and a page
npm run demo -- --run [--seed N] [--json FILE]  the same unattended, on a simulated clock
npm run demo -- --run --feed DIR [--mapping NAME] [--seed N] [--json FILE]
                                                 replays the snapshots of an outage feed instead`;

const options = () => {
  const { values } = parseArgs({
    options: {
      run: { type: 'boolean' },
      seed: { type: 'string' },
      json: { type: 'string' },
      feed: { type: 'string' },
      mapping: { type: 'string' },
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
    const world = await startWorld({
      seed,
      start: RUN_START,
      past: debtsBefore(RUN_START),
      network: { folder: networkIn(folder) },
      folder,
      logLevel: 'warn',
      memory: true,
      provision: true,
    });
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

const replay = async (
  folder: string,
  mapping: string | undefined,
  seed: number,
  json: string | undefined,
): Promise<void> => {
  const began = Date.now();
  const say = (line: string): void => {
    console.log(line);
  };
  const figures = await replayFeed({ folder, seed, ...(mapping === undefined ? {} : { mapping }) }, say);
  say(`\n${replaySummary(figures)}\nIt took ${Math.round((Date.now() - began) / 1000)} s of real time.`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
};

const PARTS = 6;
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
  const onPart = (part: string): void => {
    console.log(`Starting: ${(up += 1)} of ${PARTS} parts are up (${part})`);
  };
  const root = repositoryRoot();
  // Whoever knows it can act as anybody: it lives as long as this process and is told to nobody.
  const clientSecret = randomBytes(32).toString('hex');
  const [stage, assets] = await Promise.all([
    startStage({ seed, onPart, clientSecret }),
    prepareCards(root, name => {
      console.log(`  building the card ${name}; the next start finds it built`);
    }).then(made => {
      onPart('cards');
      return made;
    }),
  ]);
  const cards = makeCardStage({ root, assets, serverUrl: () => stage.serverUrl, secret: clientSecret });
  const { http, port } = await listenFrom(makePage(stage, { cards }), wanted);
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
  const { run, seed, json, port, help, feed, mapping } = options();
  if (help === true) console.log(USAGE);
  else if (feed !== undefined && run !== true)
    throw new RangeError('--feed is replayed unattended: give --run too.');
  else if (feed !== undefined) await replay(feed, mapping, seed, json);
  else if (run === true) await unattended(seed, json);
  else await attended(seed, port);
};

main().catch((error: unknown) => {
  console.error(
    error instanceof TypeError || error instanceof RangeError || error instanceof CannotReplay
      ? `${error.message}\n\n${USAGE}`
      : error,
  );
  process.exitCode = 1;
});
