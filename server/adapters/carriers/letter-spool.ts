import { createHash } from 'node:crypto';
import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveryId } from '../../domain/ids.js';
import { Fault } from '../../workflows/fault.js';
import type { Carrier, Clock, OutgoingMessage } from '../../workflows/ports.js';
import type { CarrierBasics } from './carrier-basics.js';
import { readDeliveryId } from './delivery-id.js';
import { nextCutOff, type HandOver } from '../../domain/calendar.js';
import { isListed, manifestFile, type ManifestLine } from './letter-manifest.js';
import type { RateLimiter } from './rate-limiter.js';
import { appendLine, writeWhole } from './whole-file.js';

export interface LetterSettings {
  /** An existing folder shared with the print house. */
  readonly spool: string;
}
export interface Postage {
  /** ISO 3166-1 alpha-2 of the country the letters are posted in. */
  readonly home: string;
  readonly domestic: string;
  readonly abroad: string;
}
interface Options extends CarrierBasics {
  readonly handOver: HandOver;
  readonly postage: Postage;
}
interface Deps {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
}
type Letter = Extract<OutgoingMessage, { channel: 'letter' }>;

/** A spool that cannot be reached or written is a carrier that is down; anything else is a bug. */
const spoolFault = (error: unknown): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  return new Fault('retry', 'letter.spoolDown', `The print spool cannot be used: ${code}.`);
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    },
  );

/** The spool itself is never made: a missing one is a share that is not mounted, and letters would fill the wrong disk. */
const prepare = async (spool: string): Promise<void> => {
  await stat(spool);
  for (const folder of ['letters', 'manifests', 'events'])
    await mkdir(join(spool, folder), { recursive: true });
};

const safeId = (delivery: DeliveryId): DeliveryId => {
  const id = readDeliveryId(delivery);
  if (id === null || id !== delivery)
    throw new RangeError('A delivery id that is no UUID must not name a file.');
  return id;
};

const lineOf = (
  letter: Letter,
  id: DeliveryId,
  { handOver, postage }: Options,
  clock: Clock,
): ManifestLine => ({
  delivery: id,
  file: `letters/${id}.pdf`,
  sha256: createHash('sha256').update(letter.pdf).digest('hex'),
  pages: letter.pages,
  language: letter.language,
  country: letter.to.country,
  postage: letter.to.country === postage.home ? postage.domestic : postage.abroad,
  registered: letter.registered,
  targetDay: nextCutOff(handOver, clock.now()).day,
});

/**
 * Letters through a folder. A letter is handed over when its line stands in the manifest: the PDF is written whole
 * before, so a line never names a file that is missing or half there. A PDF that lies there already marks a hand-over
 * cut short; only then are the manifests searched, and a letter that is listed is not listed again. Thus the same key
 * is one letter, for any number of processes, without an index that could be lost. PDFs must stay in the spool until
 * their delivery is final.
 */
export const makeLetterSpool = (
  options: Options,
  { spool }: LetterSettings,
  { clock, limiter }: Deps,
): Carrier => {
  const { name, concurrency, honoursKeys, onUnknown } = options;
  /** Lines are appended one after the other, since a torn line is recognised by the end of the file. */
  let appended: Promise<void> = Promise.resolve();
  const append = (line: ManifestLine): Promise<void> => {
    const mine = appended.then(() => appendLine(manifestFile(spool, line.targetDay), JSON.stringify(line)));
    appended = mine.catch(() => undefined);
    return mine;
  };
  const handOver = async (letter: Letter, id: DeliveryId): Promise<void> => {
    await prepare(spool);
    const line = lineOf(letter, id, options, clock);
    const path = join(spool, line.file);
    if ((await exists(path)) && (await isListed(spool, id))) return;
    await writeWhole(path, letter.pdf);
    await append(line);
  };
  return {
    name,
    concurrency,
    honoursKeys,
    onUnknown,
    channel: 'letter',
    async send(message) {
      if (message.channel !== 'letter')
        throw new TypeError(`${name} carries letters, not ${message.channel}.`);
      const id = safeId(message.delivery);
      await limiter.take();
      try {
        await handOver(message, id);
      } catch (error) {
        throw spoolFault(error);
      }
      return { reference: id };
    },
    async lookup(_key, delivery) {
      const id = safeId(delivery);
      try {
        await prepare(spool);
        const known = (await exists(join(spool, 'letters', `${id}.pdf`))) && (await isListed(spool, id));
        return known ? { known, reference: id } : { known: false };
      } catch (error) {
        throw spoolFault(error);
      }
    },
    close: () => appended,
  };
};
