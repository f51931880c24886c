import type { PortalId } from '../../domain/ids.js';
import { Fault } from '../../workflows/fault.js';
import type { Network } from '../../workflows/ports/orders.js';
import { signBody } from './network-words.js';
import { orderText } from './order-text.js';

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  readonly timeoutMs: number;
}

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
  const { cause = error } = error as { cause?: unknown };
  const { code, errors } = cause as { code?: unknown; errors?: readonly { code?: unknown }[] };
  const found = code ?? errors?.[0]?.code;
  return typeof found === 'string' ? found : 'no code';
};

const lost = (error: unknown): Fault => {
  const code = codeOf(error);
  return NEVER_ARRIVED.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_')
    ? new Fault('retry', 'network.down', `No connection to the network: ${code}.`)
    : new Fault('unknown', 'network.answerLost', 'The network did not answer in time.');
};

const LONGEST_PAUSE = 3600;
const pauseOf = (headers: Headers): number => {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(value) ? Math.min(LONGEST_PAUSE, Number(value)) : 5;
};

const faultOf = ({ status, headers }: Response): Fault | null => {
  if (status >= 200 && status < 300) return null;
  const said = `The network answered ${status}.`;
  if (status === 409) return new Fault('duplicate', 'network.known', said);
  if (status === 401 || status === 403) return new Fault('unauthorised', 'network.account', said);
  if (status === 429 || status === 503)
    return new Fault('throttled', 'network.busy', said, { retryAfterSeconds: pauseOf(headers) });
  // A gateway speaks for a network that may have taken the order before it failed.
  if (status >= 500) return new Fault('unknown', 'network.answerLost', said);
  if (status === 408 || status === 425 || status < 400)
    return new Fault('retry', 'network.undelivered', said);
  return new Fault('rejected', 'network.refused', said);
};

/**
 * Orders as signed POSTs: JSON, with the order's id as idempotency key, and an HMAC over time and body. Any 2xx takes the
 * order, 409 says that it was taken before; no redirect is followed.
 */
export const webhookNetwork = (
  { url, secret, timeoutMs }: WebhookSettings,
  portal: PortalId,
  nowMs: () => number,
): Network => ({
  name: 'webhook',
  send: async order => {
    const body = orderText(portal, order);
    const timestamp = nowMs();
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': order.id,
        'x-forewarn-timestamp': String(timestamp),
        'x-forewarn-signature': signBody(secret, timestamp, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => lost(error));
    if (answer instanceof Fault) throw answer;
    // What is in the answer is of no matter; unread it would hold the connection.
    await answer.body?.cancel().catch(() => undefined);
    const fault = faultOf(answer);
    if (fault !== null) throw fault;
  },
});
