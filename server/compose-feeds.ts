import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './adapters/config/read-yaml.js';
import { billingLines } from './adapters/feeds/billing-lines.js';
import { folderFeed } from './adapters/feeds/feed-folder.js';
import { timeInName } from './adapters/feeds/feed-times.js';
import { folderInbox } from './adapters/feeds/inbox.js';
import { askWeather } from './adapters/feeds/weather-address.js';
import { weatherFileLines } from './adapters/feeds/weather-lines.js';
import { latest } from './domain/time.js';
import type { Config } from './load-config.js';
import { pullWeather } from './workflows/pull-weather.js';
import type { Listened } from './workflows/feed-silence.js';
import type { Feed } from './workflows/ports/feeds.js';
import type { Deps } from './workflows/ports/work.js';
import { takeBilling } from './workflows/take-billing.js';
import { takeFeedFiles } from './workflows/take-feed-files.js';
import { takeWeather } from './workflows/take-weather.js';

/** Folders of FOREWARN_FEEDS that are no outage feed. */
const BILLING = 'billing';
const WEATHER = 'weather';
const ASK_MS = 30_000;

export interface FeedSettings {
  /** A folder with one folder for each feed; null: none is followed. */
  readonly folder: string | null;
  /** Where weather is asked for; null: nowhere. */
  readonly weather: { readonly url: string; readonly token: string | null } | null;
}

/** Does it in the background, one round at a time: a large file must not keep what is due from leaving. */
const inBackground = (log: Deps['log'], what: string, work: () => Promise<void>) => {
  let round: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    round ??= work()
      .catch((error: unknown) => {
        log.error('feed not read', { feed: what, error: error instanceof Error ? error.name : 'unknown' });
      })
      .finally(() => {
        round = null;
      });
    return round;
  };
  return { begin, ended: () => round ?? Promise.resolve() };
};

/** The feeds of one portal: outages, which the tick follows, and billing and weather, which it begins to read. */
export const composeFeeds = (deps: Deps, config: Config, { folder, weather }: FeedSettings) => {
  const names = folder === null ? [] : foldersIn(folder);
  const has = (name: string): string | null =>
    folder !== null && names.includes(name) ? join(folder, name) : null;
  let closing = false;
  const stopping = (): boolean => closing;
  const rounds = [
    ...billingRounds(deps, config, has(BILLING), stopping),
    ...weatherRounds(deps, config, has(WEATHER), weather, stopping),
  ].map(({ what, work }) => inBackground(deps.log, what, work));
  return {
    outages: names
      .filter(name => name !== BILLING && name !== WEATHER)
      .map(name => outageFeed(config, name, join(folder ?? '', name))),
    /** Those that raise an alarm when they fall silent; a feed that never spoke does not. */
    listened: [
      {
        name: BILLING,
        silentAfterMinutes: config.billing.silentAfterHours * 60,
        heardAt: tx => tx.billing.feedHeardAt(),
      },
      {
        name: WEATHER,
        silentAfterMinutes: config.weather.silentAfterHours * 60,
        heardAt: tx => tx.weather.issuedAt(),
      },
    ] satisfies readonly Listened[],
    /** Begins to read what lies in the folders of billing and weather, where it is not under way. */
    begin: (): void => {
      for (const { begin } of rounds) void begin();
    },
    /** Reads it now, to the end. */
    readAll: async (): Promise<void> => {
      for (const { begin, ended } of rounds) {
        await ended();
        await begin();
      }
    },
    /** Breaks off what is under way: another process, or the next start, reads it again. */
    close: async (): Promise<void> => {
      closing = true;
      await Promise.all(rounds.map(({ ended }) => ended()));
    },
  };
};

interface Round {
  readonly what: string;
  readonly work: () => Promise<void>;
}

const billingRounds = (
  deps: Deps,
  { billing }: Config,
  folder: string | null,
  stopping: () => boolean,
): readonly Round[] => {
  if (folder === null) return [];
  const take = takeBilling(deps);
  const work = takeFeedFiles(deps, {
    inbox: folderInbox(BILLING, folder, {
      rows: pieces => billingLines('csv', pieces),
      timeOf: name => timeInName(billing.fileTime, name),
    }),
    take: async (rows, asOf, onRefused) => {
      const { errors: _, ...counts } = await take(rows, { zone: billing.zone, asOf, onRefused });
      return { counts, usable: counts.refused === 0 || counts.refused < counts.lines };
    },
    onUnreadable: asOf => {
      const now = deps.clock.now();
      return deps.store.transact(tx => tx.billing.doubtAll(latest(now, asOf ?? now)));
    },
    stopping,
  });
  return [{ what: BILLING, work }];
};

const weatherRounds = (
  deps: Deps,
  { weather }: Config,
  folder: string | null,
  address: FeedSettings['weather'],
  stopping: () => boolean,
): readonly Round[] => {
  const take = takeWeather(deps, weather.stations);
  const files = (at: string): Round => ({
    what: WEATHER,
    work: takeFeedFiles(deps, {
      // Each row says itself when it was issued.
      inbox: folderInbox(WEATHER, at, { rows: weatherFileLines, timeOf: () => null }),
      take: async (rows, _, onRefused) => {
        const counts = await take(rows, onRefused);
        return { counts, usable: counts.refused === 0 || counts.refused < counts.lines };
      },
      onUnreadable: () => Promise.resolve(),
      stopping,
    }),
  });
  const pull = (at: NonNullable<FeedSettings['weather']>): Round => ({
    what: WEATHER,
    work: pullWeather(deps, {
      ask: askWeather({ ...at, mostBytes: weather.mostBytes, timeoutMs: ASK_MS }),
      take,
      everyMinutes: weather.everyMinutes,
    }),
  });
  return [...(folder === null ? [] : [files(folder)]), ...(address === null ? [] : [pull(address)])];
};

/** A folder that no mapping explains is a mistake of the setting. */
const outageFeed = ({ feeds }: Config, name: string, folder: string): Feed => {
  const file = feeds[name];
  if (file === undefined)
    throw new ConfigError([
      {
        file: `config/feeds/${name}.yaml`,
        path: '(file)',
        expected: `a mapping for the folder ${name} of FOREWARN_FEEDS`,
        found: 'nothing',
      },
    ]);
  return folderFeed(name, file, folder);
};

/** A folder that is not there is a share not mounted: better to say so than to follow nothing. */
const foldersIn = (folder: string): readonly string[] => {
  if (!existsSync(folder))
    throw new ConfigError([
      { file: 'FOREWARN_FEEDS', path: '(folder)', expected: 'a folder that is there', found: 'nothing' },
    ]);
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
};

/** What an outage feed is listened to by. */
export const listenTo = ({ name, rules }: Feed): Listened => ({
  name,
  silentAfterMinutes: rules.silentAfterMinutes,
  heardAt: async tx => (await tx.feeds.head(name)).at,
});
