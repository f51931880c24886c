import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DeliveryId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { ReceiptOutcome } from '../../domain/notice/service.js';
import type { Receipt } from '../../workflows/ports.js';
import type { Ignored } from './carrier-basics.js';
import { readDeliveryId } from './delivery-id.js';
import { smsCode } from './sms-codes.js';

/** Parameters of a form, as a body parser gives them. */
export type Form = Readonly<Record<string, unknown>>;

const values = (value: unknown): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.map(String))].sort() : [value === undefined ? '' : String(value)];

/** HMAC-SHA1 over the address as the provider called it and every parameter in order of name, in base 64. */
export const smsSignature = (token: string, url: string, form: Form): string => {
  const parameters = Object.keys(form)
    .sort()
    .flatMap(name => values(form[name]).map(value => name + value));
  return createHmac('sha1', token)
    .update(url + parameters.join(''))
    .digest('base64');
};

export const isSignedSms = (token: string, url: string, form: Form, signature: string): boolean => {
  const right = Buffer.from(smsSignature(token, url, form));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
};

/**
 * Where the provider reports on one delivery. The id rides in the query, so that a callback that overtakes the answer
 * to our own request still finds its delivery.
 */
export const smsCallbackUrl = (base: string, carrier: string, delivery: DeliveryId): string =>
  `${base}?carrier=${encodeURIComponent(carrier)}&delivery=${delivery}`;

const OUTCOMES: Readonly<Record<string, ReceiptOutcome>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** One status callback as a receipt; the steps before `sent` say nothing that the ledger does not know. */
export const smsReceipt = (
  form: Form,
  about: { readonly carrier: string; readonly delivery: string | null; readonly at: Instant },
): Receipt | Ignored => {
  const status = typeof form['MessageStatus'] === 'string' ? form['MessageStatus'] : '';
  const outcome = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status] : undefined;
  if (outcome === undefined) return { ignored: 'status' };
  const sid = typeof form['MessageSid'] === 'string' ? form['MessageSid'] : '';
  const code = /^\d{5}$/.exec(typeof form['ErrorCode'] === 'string' ? form['ErrorCode'] : '')?.[0] ?? null;
  return {
    carrier: about.carrier,
    delivery: readDeliveryId(about.delivery),
    reference: /^[\w-]{1,64}$/.test(sid) ? sid : null,
    outcome,
    reason: outcome === 'failed' ? (code === null ? 'sms.undelivered' : smsCode(Number(code)).code) : null,
    raw: code === null ? status : `${status} ${code}`,
    at: about.at,
  };
};

/** A callback on its way in: what the HTTP layer holds, and nothing read out of it yet. */
export interface SmsCallback {
  readonly delivery: string | null;
  readonly form: Form;
  readonly signature: string | null;
  readonly at: Instant;
}

/**
 * The address that was signed is built again from our own settings, not from the request: behind a proxy the request
 * no longer knows under which name it was called.
 */
export const readSmsCallback = (
  carrier: string,
  settings: { readonly token: string; readonly callbackUrl: string },
  { delivery, form, signature, at }: SmsCallback,
): Receipt | Ignored => {
  const id = readDeliveryId(delivery);
  if (id === null) return { ignored: 'delivery' };
  const url = smsCallbackUrl(settings.callbackUrl, carrier, id);
  if (signature === null || !isSignedSms(settings.token, url, form, signature))
    return { ignored: 'signature' };
  return smsReceipt(form, { carrier, delivery: id, at });
};
