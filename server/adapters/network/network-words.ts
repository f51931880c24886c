import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseMoment } from '../../domain/time.js';
import { NETWORK_EVENTS, type NetworkWord } from '../../workflows/ports/orders.js';

const MOST_WORDS = 500;
const word = z.object({ order: z.uuid(), event: z.enum(NETWORK_EVENTS), at: z.string().max(40) });
const reply = z.union([word, z.object({ words: z.array(word).min(1).max(MOST_WORDS) })]);

/** One word or several, as the network writes them; null: it cannot be read. */
export const readWords = (text: string): readonly NetworkWord[] | null => {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const parsed = reply.safeParse(json);
  if (!parsed.success) return null;
  const words = 'words' in parsed.data ? parsed.data.words : [parsed.data];
  const read = words.flatMap(({ order, event, at }) => {
    const moment = parseMoment(at);
    return moment.ok ? [{ order: order.toLowerCase(), event, at: moment.value }] : [];
  });
  return read.length === words.length ? read : null;
};

/** HMAC-SHA256 in hex over `<timestamp in ms>.<body>`; both sides sign so. */
export const signBody = (secret: string, timestampMs: number, body: string | Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestampMs}.`).update(body).digest('hex');

const OLDEST_MS = 5 * 60_000;

/** Whether the network signed this body, within the last minutes of real time. */
export const isSigned = (
  secret: string,
  { timestamp, signature }: { readonly timestamp: string; readonly signature: string },
  body: Uint8Array,
  nowMs: number,
): boolean => {
  if (!/^\d{13}$/.test(timestamp) || Math.abs(nowMs - Number(timestamp)) > OLDEST_MS) return false;
  const right = Buffer.from(signBody(secret, Number(timestamp), body));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
};
