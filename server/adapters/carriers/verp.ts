import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DeliveryId } from '../../domain/ids.js';
import { readDeliveryId } from './delivery-id.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base 32 in lower case: it survives a mail server that folds the case of a local part. */
const base32 = (bytes: Uint8Array, length: number): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  let text = '';
  for (let i = 0; text.length < length; i += 5)
    text += ALPHABET[Number.parseInt(bits.slice(i, i + 5), 2)] ?? '';
  return text;
};

const mac8 = (delivery: DeliveryId, secret: string): string =>
  base32(createHmac('sha256', secret).update(delivery).digest(), 8);

/**
 * `<delivery id>.<mac>`: our mark on everything that can come back by mail. The mac keeps a stranger from
 * reporting a bounce, and so from undoing the service of a notice, for a delivery whose mail he has never seen.
 */
export const signedDelivery = (delivery: DeliveryId, secret: string): string =>
  `${delivery}.${mac8(delivery, secret)}`;

/** The delivery of a signed mark; null where it is none or the mac is wrong. */
export const verifySignedDelivery = (text: string, secret: string): DeliveryId | null => {
  const [id, mac, ...rest] = text.toLowerCase().split('.');
  const delivery = readDeliveryId(id);
  if (delivery === null || mac?.length !== 8 || rest.length > 0) return null;
  const right = Buffer.from(mac8(delivery, secret));
  const given = Buffer.from(mac);
  return given.length === right.length && timingSafeEqual(given, right) ? delivery : null;
};

/** The envelope sender: each delivery has its own, so that any bounce tells which one failed, whatever it says inside. */
export const verpAddress = (delivery: DeliveryId, secret: string, bounceDomain: string): string =>
  `b+${signedDelivery(delivery, secret)}@${bounceDomain}`;

export type VerpReading =
  | { readonly found: 'none' }
  | { readonly found: 'forged' }
  | { readonly found: 'delivery'; readonly delivery: DeliveryId };

/** Looks for one of our envelope senders in a recipient or a header's value. */
export const readVerp = (text: string, secret: string, bounceDomain: string): VerpReading => {
  const domain = bounceDomain.replace(/[.\\]/g, '\\$&');
  const local = new RegExp(`(?:^|[\\s<,;])b\\+([^\\s@<>]{1,60})@${domain}(?=$|[\\s>,;])`, 'i').exec(
    text,
  )?.[1];
  if (local === undefined) return { found: 'none' };
  const delivery = verifySignedDelivery(local, secret);
  return delivery === null ? { found: 'forged' } : { found: 'delivery', delivery };
};

/** The same delivery always has the same Message-ID, so a mail handed over twice collapses to one. */
export const messageIdOf = (delivery: DeliveryId, secret: string, mailDomain: string): string =>
  `<${signedDelivery(delivery, secret)}@${mailDomain}>`;

export const deliveryOfMessageId = (
  messageId: string,
  secret: string,
  mailDomain: string,
): DeliveryId | null => {
  const bare = messageId.trim().replace(/^<|>$/g, '');
  const at = bare.lastIndexOf('@');
  if (at < 0 || bare.slice(at + 1).toLowerCase() !== mailDomain.toLowerCase()) return null;
  return verifySignedDelivery(bare.slice(0, at), secret);
};
