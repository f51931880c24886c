import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostalAddress } from '../../server/domain/contact-point.js';
import {
  addDays,
  atMinuteOfDay,
  civilDateIn,
  fromEpochMs,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import type { Debtor } from './debtors.js';
import { debtsBefore, networkIn } from './debts-before.js';
import { makeInboxIndex, type InboxIndex, type LetterWords } from './inbox-index.js';
import { knobsOf } from './knobs-of.js';
import { deskOf, need } from './scenario.js';
import { grantMoreRoles } from './staff.js';
import type { Stage } from './stage.js';
import { startWorld, type World, type WorldOptions } from './world.js';

export interface LiveStage extends Stage {
  close(): Promise<void>;
}

/** How often the clock that runs by itself is looked at; real milliseconds. */
const BEAT_MS = 500;
const LOG_LINES = 500;
const BERLIN = 'Europe/Berlin' as Zone;

/** Today at ten by the town's clock: texts leave at once and the print house still takes letters, whenever the demo is started. */
const thisMorning = (): Instant => atMinuteOfDay(BERLIN, civilDateIn(BERLIN, fromEpochMs(Date.now())), 600);

interface Running {
  readonly world: World;
  readonly folder: string;
  readonly inbox: InboxIndex;
  readonly knobs: ReturnType<typeof knobsOf>;
}

/** The ledger knows what it wrote and to whom. */
const letterWords =
  ({ server }: World) =>
  async (delivery: string): Promise<LetterWords | null> => {
    const [facts] = await server.store.transact(tx => tx.outbox.activities([delivery]));
    if (facts?.content?.channel !== 'letter') return null;
    const { salutation, body, closing, subject } = facts.content;
    const address = JSON.parse(facts.to) as PostalAddress;
    const words = body.map(part =>
      typeof part === 'string' ? part : part.map(row => `${row.label}: ${row.value}`).join('\n'),
    );
    return {
      to: `${address.line1}, ${address.postcode} ${address.city}`,
      subject,
      text: [salutation, ...words, closing].join('\n\n'),
    };
  };

/** What the ops' door leads to: planned work on F-12 in four days, written down and not yet rehearsed. */
const draftForF12 = async (world: World): Promise<void> => {
  const day = addDays(civilDateIn(BERLIN, world.clock.now()), 4);
  need(
    await deskOf(world).draft({
      kind: 'planned',
      feeders: ['F-12'],
      zone: BERLIN,
      windows: [{ from: `${day}T08:30`, to: `${day}T12:30` }],
      reason: 'network_repair',
    }),
  );
};

/** The demo as it is used by hand: a world that runs on, can be moved in time, broken, and begun anew. */
export const startStage = async (options: {
  readonly seed: number;
  readonly start?: Instant;
  readonly onPart: (part: string) => void;
  /** HubSpot signs with it; of the app. */
  readonly clientSecret?: string;
  /** Without the debtors' past, which takes a minute to play. */
  readonly noPast?: true;
  /** Of those who owe only these, with a past that is played in less time. */
  readonly debtors?: readonly Debtor[];
  /** Another account and other people than the town's; it has no past. */
  readonly account?: NonNullable<WorldOptions['account']>;
  readonly seedPortal?: NonNullable<WorldOptions['seedPortal']>;
}): Promise<LiveStage> => {
  const lines: string[] = [];
  const onLog = (line: string): void => {
    if (lines.push(line.trimEnd()) > LOG_LINES) lines.shift();
  };
  const hasPast = options.account === undefined && options.noPast !== true;
  const open = async (onPart?: (part: string) => void): Promise<Running> => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarn-demo-'));
    const start = options.start ?? thisMorning();
    const world = await startWorld({
      ...(options.account === undefined ? { provision: true } : { account: options.account }),
      ...(hasPast
        ? { past: debtsBefore(start, options.debtors), network: { folder: networkIn(folder) } }
        : {}),
      ...(options.seedPortal === undefined ? {} : { seedPortal: options.seedPortal }),
      seed: options.seed,
      start,
      folder,
      onLog,
      ...(options.clientSecret === undefined ? {} : { clientSecret: options.clientSecret }),
      ...(onPart === undefined ? {} : { onPart }),
    });
    await world.server.importDirectory();
    // Those who worked in the past have their roles.
    if (!hasPast) await grantMoreRoles(world.call);
    await draftForF12(world);
    world.clock.setMode('real');
    return {
      world,
      folder,
      inbox: makeInboxIndex(world.sinks.inbox, letterWords(world)),
      knobs: knobsOf(world),
    };
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
    settle: async () => {
      await now.world.pump();
      await now.inbox.refresh();
    },
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
