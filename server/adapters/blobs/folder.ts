import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalId } from '../../domain/ids.js';
import type { Blobs } from '../../workflows/ports/work.js';

const HEX = /^[0-9a-f]{64}$/;

/** No letter could be kept, and one that is not kept is not sent. */
export class FolderNotWritable extends Error {
  override readonly name = 'FolderNotWritable';
  constructor(folder: string, code: string) {
    super(
      `The folder ${folder} for letters cannot be written (${code}). Every process needs it, the same one where there are several.`,
    );
  }
}

/** Makes the folder if it is not there, and tries it. Throws FolderNotWritable. */
export const tryFolder = async (folder: string): Promise<void> => {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await (await open(probe, 'w', 0o600)).close();
    await rm(probe);
  } catch (error) {
    throw new FolderNotWritable(folder, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
};

/** Files by their hash under `<folder>/<portal>/ab/cdef…`: written whole or not at all, never changed. */
export const folderBlobs = (folder: string, portal: PortalId): Blobs => {
  const pathOf = (sha256: string): { dir: string; file: string } => {
    if (!HEX.test(sha256)) throw new Error('Not a SHA-256 in hex.');
    const dir = join(folder, portal, sha256.slice(0, 2));
    return { dir, file: join(dir, sha256.slice(2)) };
  };
  return {
    put: async (sha256, content) => {
      const { dir, file } = pathOf(sha256);
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const part = `${file}.${process.pid}.part`;
      const handle = await open(part, 'w', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, file);
    },
    get: async sha256 => {
      try {
        return await readFile(pathOf(sha256).file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    remove: sha256 => rm(pathOf(sha256).file, { force: true }),
  };
};
