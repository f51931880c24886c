import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalId } from '../../domain/ids.js';
import { Fault } from '../../workflows/fault.js';
import type { Network, NetworkWord } from '../../workflows/ports/orders.js';
import { readWords } from './network-words.js';
import { orderText } from './order-text.js';

export type WriteWhole = (path: string, content: string) => Promise<void>;

/** A folder that cannot be reached or written is a network that is away; anything else is a bug. */
const folderFault = (error: unknown): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  return new Fault('retry', 'network.folderDown', `The network's folder cannot be used: ${code}.`);
};

/**
 * Orders as files `orders/<portal>-<id>.json`, each there whole or not at all; the same order again is the same file. The
 * folder itself is never made: a missing one is a share that is not mounted.
 */
export const folderNetwork = (folder: string, portal: PortalId, writeWhole: WriteWhole): Network => ({
  name: 'folder',
  send: async order => {
    try {
      await stat(folder);
      await mkdir(join(folder, 'orders'), { recursive: true });
      await writeWhole(join(folder, 'orders', `${portal}-${order.id}.json`), orderText(portal, order));
    } catch (error) {
      throw folderFault(error);
    }
  },
});

/** Enough for a day of a large utility; a file with more is a mistake. */
const LARGEST = 1_000_000;

const repliesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw folderFault(error);
  }
};

/**
 * Reads what lies under `replies`. A file is put away only after `record` has stored its words, so a crash in between reads
 * it again, which is harmless. One that cannot be read goes to `replies/rejected`, for a person. The network must write
 * under another name and rename to `.json` when done. Returns how many files were rejected.
 */
export const readReplies = async (
  folder: string,
  record: (words: readonly NetworkWord[]) => Promise<unknown>,
): Promise<number> => {
  const replies = join(folder, 'replies');
  let rejected = 0;
  for (const name of await repliesIn(replies)) {
    const { size } = await stat(join(replies, name));
    const words = size > LARGEST ? null : readWords(await readFile(join(replies, name), 'utf8'));
    if (words !== null) await record(words);
    else rejected += 1;
    const to = join(replies, words === null ? 'rejected' : 'done');
    await mkdir(to, { recursive: true });
    await rename(join(replies, name), join(to, name));
  }
  return rejected;
};
