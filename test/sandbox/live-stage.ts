import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromEpochMs, type Instant } from '../../server/domain/time.js';
import { makeInboxIndex, type InboxIndex } from './inbox-index.js';
import { knobsOf } from './knobs-of.js';
import type { Stage } from './stage.js';
import { startWorld, type World } from './world.js';

export interface LiveStage extends Stage {
  close(): Promise<void>;
}

/** How often the clock that runs by itself is looked at; real milliseconds. */
const BEAT_MS = 500;
const LOG_LINES = 500;

interface Running {
  readonly world: World;
  readonly folder: string;
  readonly inbox: InboxIndex;
  readonly knobs: ReturnType<typeof knobsOf>;
}

/** The demo as it is used by hand: a world that runs on, can be moved in time, broken, and begun anew. */
export const startStage = async (options: { readonly seed: number; readonly start?: Instant; readonly onPart: (part: string) => void }): Promise<LiveStage> => {
  const lines: string[] = [];
  const onLog = (line: string): void => {
    if (lines.push(line.trimEnd()) > LOG_LINES) lines.shift();
  };
  const open = async (onPart?: (part: string) => void): Promise<Running> => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarn-demo-'));
    const start = options.start ?? fromEpochMs(Date.now());
    const world = await startWorld({ seed: options.seed, start, folder, onLog, ...(onPart === undefined ? {} : { onPart }) });
    await world.server.importDirectory();
    return { world, folder, inbox: makeInboxIndex(world.sinks.inbox), knobs: knobsOf(world) };
  };
  const shut = async ({ world, folder }: Running): Promise<void> => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  };

  let now = await open(options.onPart);
  let busy = false;
  const beat = setInterval(() => {
    if (busy) return;
    busy = true;
    const { world, inbox } = now;
    world
      .pump()
      .then(() => inbox.refresh())
      .catch((error: unknown) => {
        onLog(JSON.stringify({ level: 50, msg: 'the demo stumbled', error: String(error) }));
      })
      .finally(() => (busy = false));
  }, BEAT_MS);

  return {
    clock: {
      now: () => now.world.clock.now(),
      advanceTo: async at => {
        await now.world.advanceTo(at);
        await now.inbox.refresh();
      },
      mode: () => now.world.clock.mode(),
      setMode: mode => {
        now.world.clock.setMode(mode);
      },
    },
    get portal() {
      return now.world.portal;
    },
    get portalUrl() {
      return now.world.portalUrl;
    },
    get serverUrl() {
      return now.world.serverUrl;
    },
    get town() {
      return now.world.town;
    },
    get people() {
      return now.world.town.people;
    },
    call: async (method, path, body, as) => {
      const answer = await now.world.call(method, path, body, as);
      if (method === 'POST') await now.world.pump();
      await now.inbox.refresh();
      return answer;
    },
    inbox: {
      list: query => now.inbox.list(query),
      get: id => now.inbox.get(id),
      counts: () => now.world.sinks.inbox.counts(),
      duplicates: () => now.world.sinks.inbox.duplicates(),
    },
    knobs: () => now.knobs.list(),
    setKnob: (name, value) => {
      now.knobs.set(name, value);
    },
    log: limit => lines.slice(-limit),
    reset: async () => {
      const old = now;
      const mode = old.world.clock.mode();
      now = await open();
      now.world.clock.setMode(mode);
      await shut(old);
    },
    close: async () => {
      clearInterval(beat);
      await now.world.pump();
      await shut(now);
    },
  };
};
