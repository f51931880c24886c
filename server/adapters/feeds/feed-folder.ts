import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Feed, FeedItem } from '../../workflows/ports/feeds.js';
import type { FeedFile } from './feed-file.js';
import { feedTimes } from './feed-times.js';
import { momentOfFile, readSnapshotFile } from './snapshot-file.js';

const isSnapshot = (name: string): boolean => /\.json(\.gz)?$/i.test(name);

/** Names of the snapshots in a folder, in order of time: by what their names tell, or else by name. */
export const snapshotNames = async (file: FeedFile, folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && isSnapshot(entry.name))
    .map(({ name }) => ({ name, key: `${momentOfFile(file, name) ?? ''} ${name}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ name }) => name);
};

const makeFeed = (
  name: string,
  file: FeedFile,
  folder: string,
  settle: (item: string, as: 'done' | 'rejected') => Promise<void>,
): Feed => {
  const time = feedTimes(file);
  const item = (each: string): FeedItem => ({
    name: each,
    read: () => readSnapshotFile(file, time, join(folder, each)),
    settle: as => settle(each, as),
  });
  return { name, rules: file.rules, waiting: async () => (await snapshotNames(file, folder)).map(item) };
};

/**
 * A feed that writes its snapshots into a folder: under another name first, renamed to `.json` or `.json.gz` when whole.
 * What was read goes to `done`, what cannot be read to `rejected`, so after a crash the same file is simply read again.
 */
export const folderFeed = (name: string, file: FeedFile, folder: string): Feed =>
  makeFeed(name, file, folder, async (item, as) => {
    await mkdir(join(folder, as), { recursive: true });
    await rename(join(folder, item), join(folder, as, item));
  });

/** The snapshots of a folder that stay where they are. */
export const recordedFeed = (name: string, file: FeedFile, folder: string): Feed =>
  makeFeed(name, file, folder, () => Promise.resolve());
