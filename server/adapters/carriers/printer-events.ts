import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMoment } from '../../domain/time.js';
import type { ReceiptOutcome } from '../../domain/notice/service.js';
import type { Proof } from '../../domain/rules/rulebook.js';
import type { Receipt } from '../../workflows/ports.js';
import { readDeliveryId } from './delivery-id.js';
import { writeWhole } from './whole-file.js';

const OUTCOMES = new Map<string, ReceiptOutcome>([
  ['printed', 'sent'],
  ['posted', 'posted'],
  ['attempted', 'attempted'],
  ['delivered', 'delivered'],
  ['returned', 'returned'],
  ['rejected', 'failed'],
]);

/** What the post can show of a delivery; without a word no more than that it took place. */
const PROOFS = new Map<string, Proof>([
  ['', 'delivered'],
  ['delivered', 'delivered'],
  ['signed', 'receivedSigned'],
  ['received_signed', 'receivedSigned'],
  ['refused', 'refused'],
]);

/** The printer's and the post's words for what went wrong, in ours. */
const REASONS = new Map([
  ['address_unknown', 'letter.addressUnknown'],
  ['incomplete_address', 'letter.addressUnknown'],
  ['moved', 'letter.moved'],
  ['deceased', 'letter.deceased'],
  ['refused', 'letter.refused'],
  ['unclaimed', 'letter.unclaimed'],
  ['unreadable_file', 'letter.unreadable'],
  ['damaged', 'letter.damaged'],
]);

export const LETTER_REASONS: readonly string[] = [
  ...new Set([...REASONS.values(), 'letter.returned', 'letter.rejected']),
];

const HEADER = 'delivery,event,at,reason';

/** Splits one CSV line; quotes are allowed, though no field here needs them. */
const fields = (line: string): readonly string[] =>
  line.split(',').map(field =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );

type Reading = { readonly receipt: Receipt } | { readonly bad: string };

const readLine = (carrier: string, line: string): Reading => {
  const [id, event = '', time = '', why = '', ...more] = fields(line);
  const delivery = readDeliveryId(id);
  if (delivery === null) return { bad: 'no delivery id' };
  if (more.length > 0) return { bad: 'too many fields' };
  const outcome = OUTCOMES.get(event);
  if (outcome === undefined) return { bad: 'unknown event' };
  const at = parseMoment(time);
  if (!at.ok) return { bad: 'no time with an offset' };
  const word = why.toLowerCase().replace(/[\s-]+/g, '_');
  const known = REASONS.get(word);
  const final = outcome === 'returned' || outcome === 'failed';
  // The printer's own word is kept only where it is a word: free text might name the customer.
  const raw = /^[\w-]{1,40}$/.test(why) ? `${event} ${why}` : event;
  const reason = final ? (known ?? (outcome === 'returned' ? 'letter.returned' : 'letter.rejected')) : null;
  const receipt = { carrier, delivery, reference: delivery, outcome, reason, at: at.value };
  if (outcome === 'delivered')
    return { receipt: { ...receipt, raw, proof: PROOFS.get(word) ?? 'delivered' } };
  // Each attempt is one of its own, though the post words them all alike.
  return { receipt: { ...receipt, raw: outcome === 'attempted' ? `${raw} ${at.value}` : raw } };
};

const readEvents = (carrier: string, text: string) => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(line => line.trim() !== '');
  const receipts: Receipt[] = [];
  const bad: string[] = [];
  lines.forEach((line, index) => {
    if (index === 0 && fields(line).join(',') === HEADER) return;
    const reading = readLine(carrier, line);
    if ('receipt' in reading) receipts.push(reading.receipt);
    else bad.push(`line ${index + 1}: ${reading.bad}: ${line}`);
  });
  return { receipts, bad };
};

const csvFiles = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => entry.isFile() && entry.name.endsWith('.csv'))
      .map(entry => entry.name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

export interface EventsRead {
  readonly files: number;
  readonly receipts: number;
  readonly badLines: number;
}

/**
 * Reads what the print house reports. A file is put away only after `record` has stored its receipts, so a crash in
 * between reads it again: receipts must be harmless when repeated, and they are. A line that cannot be read goes to
 * `events/rejected` under the file's name, for a person; the rest of its file counts all the same. The print house
 * must write under another name and rename to `.csv` when done.
 */
export const readPrinterEvents = async (
  carrier: string,
  spool: string,
  record: (receipts: readonly Receipt[]) => Promise<void>,
): Promise<EventsRead> => {
  const folder = join(spool, 'events');
  const names = await csvFiles(folder);
  const count = { files: 0, receipts: 0, badLines: 0 };
  for (const name of names) {
    const { receipts, bad } = readEvents(carrier, await readFile(join(folder, name), 'utf8'));
    if (receipts.length > 0) await record(receipts);
    if (bad.length > 0) {
      await mkdir(join(folder, 'rejected'), { recursive: true });
      await writeWhole(join(folder, 'rejected', name), `${bad.join('\n')}\n`);
    }
    await mkdir(join(folder, 'done'), { recursive: true });
    await rename(join(folder, name), join(folder, 'done', name));
    count.files += 1;
    count.receipts += receipts.length;
    count.badLines += bad.length;
  }
  return count;
};
