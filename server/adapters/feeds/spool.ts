import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Spooled } from '../../workflows/ports/billing-feed.js';

/**
 * Receives a body of any size up to `most` bytes into a file that has no name any more while it is written, so that a
 * crash leaves nothing of it behind. `tooLarge`: it has more, and nothing of it is kept.
 */
export const spoolIn =
  (folder: string) =>
  async (pieces: AsyncIterable<Uint8Array>, most: number): Promise<Spooled | 'tooLarge'> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomUUID());
    const handle = await open(path, 'wx+', 0o600);
    await unlink(path);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of pieces) {
        size += piece.length;
        if (size > most) break;
        hash.update(piece);
        await handle.write(piece);
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
    if (size > most) {
      await handle.close();
      return 'tooLarge';
    }
    return {
      sha256: hash.digest('hex'),
      read: () => handle.createReadStream({ start: 0, autoClose: false }),
      drop: () => handle.close(),
    };
  };
