import { existsSync, statSync } from 'node:fs';
import { recordedFeed } from '../../../server/adapters/feeds/feed-folder.js';
import type { FeedFile } from '../../../server/adapters/feeds/feed-file.js';
import type { Instant } from '../../../server/domain/time.js';
import type { Config } from '../../../server/load-config.js';
import type { Feed, FeedItem, FeedReading } from '../../../server/workflows/ports/feeds.js';
import type { Circuits } from './feed-town.js';

/** What somebody asked for cannot be replayed; said without a stack. */
export class CannotReplay extends Error {
  override readonly name = 'CannotReplay';
}

/** A snapshot in its place in time; one that cannot be read comes when the one before it did. */
export interface RecordedItem {
  readonly at: Instant;
  readonly item: FeedItem;
}

export interface Recording {
  readonly feed: Feed;
  readonly file: FeedFile;
  readonly items: readonly RecordedItem[];
  readonly circuits: Circuits;
}

/** The mapping asked for, or the only one there is. */
const mappingOf = (feeds: Config['feeds'], asked: string | undefined): readonly [string, FeedFile] => {
  const names = Object.keys(feeds);
  const name = asked ?? (names.length === 1 ? names[0] : undefined);
  const file = name === undefined ? undefined : feeds[name];
  if (name !== undefined && file !== undefined) return [name, file];
  const known = names.length === 0 ? 'There is none under config/feeds.' : `Known are: ${names.join(', ')}.`;
  throw new CannotReplay(
    asked === undefined
      ? `Say which mapping of config/feeds reads this feed: --mapping NAME. ${known}`
      : `There is no mapping "${asked}" under config/feeds. ${known}`,
  );
};

/** Reads every snapshot of a folder once to learn when it was and which feeders it names; a storm of them is 30 MB. */
export const openRecording = async (
  feeds: Config['feeds'],
  folder: string,
  mapping: string | undefined,
): Promise<Recording> => {
  const [name, file] = mappingOf(feeds, mapping);
  if (!existsSync(folder)) throw new CannotReplay(`There is no folder ${folder}.`);
  if (!statSync(folder).isDirectory())
    throw new CannotReplay(`${folder} is a file; --feed takes the folder of a feed's snapshots.`);
  const feed = recordedFeed(name, file, folder);
  const waiting = await feed.waiting();
  if (waiting.length === 0)
    throw new CannotReplay(`There is no snapshot in ${folder}: it should hold .json or .json.gz files.`);
  const readings: (readonly [FeedItem, FeedReading])[] = [];
  for (const item of waiting) readings.push([item, await item.read()]);
  const first = readings.flatMap(([, reading]) => (reading.ok ? [reading.snapshot.at] : [])).sort()[0];
  if (first === undefined)
    throw new CannotReplay(`None of the ${waiting.length} files in ${folder} can be read by "${name}".`);
  let at = first;
  const items = readings.map(([item, reading]): RecordedItem => {
    if (reading.ok && reading.snapshot.at > at) at = reading.snapshot.at;
    return { at, item: { ...item, read: () => Promise.resolve(reading) } };
  });
  return { feed, file, items, circuits: circuitsOf(readings.map(([, reading]) => reading)) };
};

const circuitsOf = (readings: readonly FeedReading[]): Circuits => {
  const rows = new Map<string, Set<string>>();
  for (const reading of readings)
    if (reading.ok)
      for (const { feeder, id } of reading.snapshot.rows)
        rows.set(feeder, (rows.get(feeder) ?? new Set()).add(id));
  return [...rows].map(([feeder, ids]) => [feeder, ids.size] as const).sort(([a], [b]) => (a < b ? -1 : 1));
};
