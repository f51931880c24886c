import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeliveryKey } from '../../domain/ids.js';
import { Fault } from '../../workflows/fault.js';
import type { Carrier, OutgoingMessage } from '../../workflows/ports.js';
import type { CarrierBasics } from './carrier-basics.js';
import type { RateLimiter } from './rate-limiter.js';
import { smsCallbackUrl } from './sms-callback.js';
import { smsCode } from './sms-codes.js';

export interface SmsSettings {
  readonly baseUrl: string;
  readonly account: string;
  readonly token: string;
  readonly from: string;
  /** Public address of our status callback, without a query. */
  readonly callbackUrl: string;
  readonly timeoutMs: number;
}

interface Options extends CarrierBasics {
  readonly answersByKey: boolean;
}
type Sms = Extract<OutgoingMessage, { channel: 'sms' }>;

const created = z.object({ sid: z.string().regex(/^[\w-]{1,64}$/) });
const listed = z.object({ messages: z.array(created) });
const refused = z.object({ code: z.number() });

/** A key that cannot stand in a header goes as its hash: still the same key every time. */
const headerKey = (key: DeliveryKey): string =>
  /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash('sha256').update(key).digest('hex');

/** Errors met before a byte of the request could have arrived. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string => {
  // fetch wraps the socket's error; where a name has several addresses, it wraps one error for each.
  const { cause = error } = error as { cause?: unknown };
  const { code, errors } = cause as { code?: unknown; errors?: readonly { code?: unknown }[] };
  const found = code ?? errors?.[0]?.code;
  return typeof found === 'string' ? found : 'no code';
};

/** Seconds of a Retry-After header; a date is measured from the answer's own, so that no clock of ours takes part. */
export const retryAfterSeconds = (headers: Headers): number => {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 5;
};

const refusal = async (response: Response): Promise<Fault> => {
  const body = refused.safeParse(await response.json().catch(() => null));
  const { status } = response;
  const code = body.success ? body.data.code : null;
  const message = `The SMS provider answered ${status}${code === null ? '' : `, code ${code}`}.`;
  if (status === 429 || (code !== null && smsCode(code).kind === 'throttled'))
    return new Fault('throttled', 'sms.throttled', message, {
      retryAfterSeconds: retryAfterSeconds(response.headers),
    });
  if (code !== null) {
    const meaning = smsCode(code);
    return new Fault(meaning.kind, meaning.code, message);
  }
  if (status === 401 || status === 403) return new Fault('unauthorised', 'sms.account', message);
  if (status === 503) return new Fault('retry', 'sms.carrierDown', message);
  // A gateway speaks for a provider that may have taken the message before it failed.
  if (status >= 500) return new Fault('unknown', 'sms.answerLost', message);
  return new Fault('retry', 'sms.undelivered', message);
};

const lost = (error: unknown): Fault => {
  const code = codeOf(error);
  if (NEVER_ARRIVED.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_'))
    return new Fault('retry', 'sms.carrierDown', `No connection to the SMS provider: ${code}.`);
  return new Fault('unknown', 'sms.answerLost', 'The SMS provider did not answer in time.');
};

const makeApi = (settings: SmsSettings) => {
  const url = `${settings.baseUrl}/2010-04-01/Accounts/${encodeURIComponent(settings.account)}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${settings.account}:${settings.token}`).toString('base64')}`;
  return async (
    query: string,
    init: { method: string; headers?: Record<string, string>; body?: URLSearchParams },
  ) => {
    const signal = AbortSignal.timeout(settings.timeoutMs);
    try {
      const response = await fetch(url + query, {
        ...init,
        headers: { ...init.headers, authorization },
        signal,
        redirect: 'error',
      });
      // The body is read under the same timeout: headers alone are no answer.
      return response.ok ? ((await response.json()) as unknown) : await refusal(response);
    } catch (error) {
      return lost(error);
    }
  };
};

const formOf = (message: Sms, name: string, settings: SmsSettings): URLSearchParams =>
  new URLSearchParams({
    To: message.to,
    From: message.sender ?? settings.from,
    Body: message.body,
    StatusCallback: smsCallbackUrl(settings.callbackUrl, name, message.delivery),
  });

/** Text messages over an HTTP API of Twilio's shape. */
export const makeSmsCarrier = (options: Options, settings: SmsSettings, limiter: RateLimiter): Carrier => {
  const { answersByKey, ...basics } = options;
  const call = makeApi(settings);
  return {
    ...basics,
    channel: 'sms',
    async send(message) {
      if (message.channel !== 'sms')
        throw new TypeError(`${basics.name} carries SMS, not ${message.channel}.`);
      await limiter.take();
      const headers = { 'idempotency-key': headerKey(message.key) };
      const answer = await call('', {
        method: 'POST',
        headers,
        body: formOf(message, basics.name, settings),
      });
      if (answer instanceof Fault) throw answer;
      const body = created.safeParse(answer);
      if (!body.success)
        throw new Fault('unknown', 'sms.answerLost', 'The SMS provider’s answer has no message id.');
      return { reference: body.data.sid };
    },
    async lookup(key) {
      if (!answersByKey) return null;
      const answer = await call(`?Key=${encodeURIComponent(headerKey(key))}`, { method: 'GET' });
      if (answer instanceof Fault) throw answer.kind === 'unknown' ? unanswered() : answer;
      const body = listed.safeParse(answer);
      if (!body.success) throw unanswered();
      const [first] = body.data.messages;
      return first === undefined ? { known: false } : { known: true, reference: first.sid };
    },
    close: () => Promise.resolve(),
  };
};

/** A question may be put again without harm. */
const unanswered = () => new Fault('retry', 'sms.carrierDown', 'The SMS provider did not answer a question.');
