import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The data folder is open in another process: PGlite would let both write, and neither would see the other's rows. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop it, or give this one another folder.`);
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** When a process began, in the kernel's ticks, where the kernel tells (Linux): a pid alone may have been used again. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

/** Takes the folder, which is there, for this process. Throws FolderInUse. A lock left by a process that died is taken over. */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'forewarn.lock');
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${startOf(process.pid)}`);
      closeSync(handle);
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '0', start = ''] = readFileSync(file, 'utf8').split(' ');
    if (isAlive(Number(pid)) && startOf(Number(pid)) === start) throw new FolderInUse(folder, Number(pid));
    rmSync(file, { force: true });
  }
};
