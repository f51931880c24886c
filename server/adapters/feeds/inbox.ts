import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import { FILE_FAULT, type Inbox, type InboxFile } from '../../workflows/ports/inbox.js';

const asFault = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault('rejected', FILE_FAULT, 'A file of a feed, or its disk, does not do as asked.', {
        cause: error,
      });

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asFault(error);
  }
};

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw asFault(error);
  }
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

interface Reading<Row> {
  readonly rows: (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Row>;
  readonly timeOf: (name: string) => Instant | null;
}

const makeFile = <Row>(folder: string, name: string, { rows, timeOf }: Reading<Row>): InboxFile<Row> => {
  const path = join(folder, name);
  const reportPath = `${path}.report`;
  return {
    name,
    asOf: timeOf(name),
    sha256: async () => {
      const hash = createHash('sha256');
      for await (const piece of piecesOf(path)) hash.update(piece);
      return hash.digest('hex');
    },
    rows: () => rows(piecesOf(path)),
    report: () =>
      guarded(async () => {
        await writeFile(reportPath, 'line,code,message\n');
        return refused =>
          guarded(() =>
            appendFile(
              reportPath,
              refused.map(({ line, code, message }) => `${line},${code},${cell(message)}\n`).join(''),
            ),
          );
      }),
    settle: as =>
      guarded(async () => {
        await mkdir(join(folder, as), { recursive: true });
        // A file of another day under the same name stays as it was.
        let target = join(folder, as, name);
        for (let n = 2; existsSync(target); n += 1)
          target = join(folder, as, name.replace(/\.csv$/i, `.${n}.csv`));
        await rename(path, target);
        if (existsSync(reportPath)) await rename(reportPath, `${target}.report`);
      }),
  };
};

/**
 * The CSV files of a folder, each written under another name first and renamed when whole. What was taken goes to `done`,
 * what cannot be read to `rejected`, each with a report of the lines that were not taken.
 */
export const folderInbox = <Row>(feed: string, folder: string, reading: Reading<Row>): Inbox<Row> => ({
  feed,
  waiting: () =>
    guarded(async () => {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter(entry => entry.isFile() && /\.csv$/i.test(entry.name))
        .map(({ name }) => makeFile(folder, name, reading))
        .sort((a, b) => (`${a.asOf ?? ''} ${a.name}` < `${b.asOf ?? ''} ${b.name}` ? -1 : 1));
    }),
});
