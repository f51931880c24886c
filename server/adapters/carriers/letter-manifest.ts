import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { DeliveryId } from '../../domain/ids.js';
import type { CivilDate } from '../../domain/time.js';
import { readDeliveryId } from './delivery-id.js';

/** One letter, as the print house reads it. No name and no address: those stand in the window of the PDF. */
export interface ManifestLine {
  readonly delivery: DeliveryId;
  /** Path within the spool. */
  readonly file: string;
  readonly sha256: string;
  readonly pages: number;
  readonly language: string;
  readonly country: string;
  readonly postage: string;
  /** By registered mail, so that the post proves its delivery. */
  readonly registered: boolean;
  /** The day whose cut-off it should meet. */
  readonly targetDay: CivilDate;
}

const manifestLine = z.object({
  delivery: z.string().transform((text, context) => {
    const id = readDeliveryId(text);
    if (id !== null) return id;
    context.addIssue('a delivery id');
    return z.NEVER;
  }),
  file: z.string(),
  sha256: z.string(),
  pages: z.int(),
  language: z.string(),
  country: z.string(),
  postage: z.string(),
  // A line of an older version had none, and none was registered.
  registered: z.boolean().default(false),
  targetDay: z.iso.date().transform(day => day as CivilDate),
});

/** A torn line is none: its letter was never confirmed and is listed again. */
export const parseManifestLine = (line: string): ManifestLine | null => {
  try {
    return manifestLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

export const manifestFile = (spool: string, day: CivilDate): string =>
  join(spool, 'manifests', `${day}.jsonl`);

/** Names of all manifests, the newest first. */
export const manifestNames = async (spool: string): Promise<readonly string[]> =>
  (await readdir(join(spool, 'manifests')))
    .filter(name => /^\d{4}-\d{2}-\d{2}\.jsonl$/.test(name))
    .sort()
    .reverse();

/** The letters of one manifest, each id once, however often a crash has made it be listed. */
export const readManifest = async (path: string): Promise<readonly ManifestLine[]> => {
  const lines = new Map<DeliveryId, ManifestLine>();
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const line = parseManifestLine(text);
    if (line !== null && !lines.has(line.delivery)) lines.set(line.delivery, line);
  }
  return [...lines.values()];
};

/** Looks through the manifests, the newest first. Slow, and needed only where a hand-over was cut short. */
export const isListed = async (spool: string, delivery: DeliveryId): Promise<boolean> => {
  for (const name of await manifestNames(spool)) {
    const input = createReadStream(join(spool, 'manifests', name));
    try {
      for await (const text of createInterface({ input, crlfDelay: Infinity }))
        if (text.includes(delivery) && parseManifestLine(text)?.delivery === delivery) return true;
    } finally {
      input.destroy();
    }
  }
  return false;
};
