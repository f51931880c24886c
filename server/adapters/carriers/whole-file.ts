import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Makes a rename or a new name in the folder survive a power cut. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a file that is, at every moment and after any crash, either absent, its former self, or whole. */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  // The name is unlike any finished file's, and unique: two writers of one letter must not share a half.
  const draft = `${path}.${randomUUID()}.part`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
};

/**
 * Appends a line and waits until the disk has it. A line that a crash has torn is closed off first, so that it spoils
 * itself only.
 */
export const appendLine = async (path: string, line: string): Promise<void> => {
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const torn = size > 0 && last[0] !== 0x0a;
    await handle.appendFile(`${torn ? '\n' : ''}${line}\n`);
    await handle.sync();
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await handle.close();
  }
};
