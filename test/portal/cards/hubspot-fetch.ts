import { sign } from '../../../server/http/request-signature.js';
import type { CardRequest, Fetched } from '../host/wire.js';

export interface ActingUser {
  readonly id: number;
  readonly email: string;
}
export interface HubSpotFetchOptions {
  /** What the manifest permits cards to fetch from; the first is our server as the cards know it. */
  readonly permitted: readonly string[];
  /** Where that server really is. */
  readonly serverUrl: () => string;
  readonly secret: string;
  readonly portalId: number;
  readonly appId: number;
  /** Milliseconds since 1970; the age of a signature is real time. */
  readonly realNow: () => number;
  readonly fetch: typeof globalThis.fetch;
}

/** HubSpot's documented limits. */
const MOST_BYTES = 1_000_000;
const MOST_AT_ONCE = 20;
const DEFAULT_TIMEOUT_MS = 15_000;
const MOST_TIMEOUT_MS = 120_000;

const UNREACHABLE = 'The server could not be reached';
const TOO_LARGE = 'The response is larger than 1 MB';

const refused = (status: number, message: string): Fetched => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ status: 'error', message }),
});

/** HubSpot adds who asks and for which account and app to every address, and signs what comes of it. */
const addressOf = (
  { serverUrl, portalId, appId }: HubSpotFetchOptions,
  path: string,
  user: ActingUser,
): string => {
  const url = new URL(path, serverUrl());
  const added = {
    userId: String(user.id),
    userEmail: user.email,
    portalId: String(portalId),
    appId: String(appId),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return url.href;
};

/** The path on our server; null where the manifest does not let a card go. */
const pathWithin = (permitted: readonly string[], url: string): string | null => {
  const prefix = permitted.find(each => url === each || url.startsWith(`${each}/`));
  return prefix === undefined ? null : url.slice(prefix.length) || '/';
};

/** `hubspot.fetch` as HubSpot does it for a card: signed with v3, bounded, and tried once more where the server fails. */
export const makeHubSpotFetch = (options: HubSpotFetchOptions) => {
  const { permitted, secret, realNow, fetch } = options;
  let atOnce = 0;

  const once = async (address: string, { method, timeout }: CardRequest, body: string): Promise<Fetched> => {
    const headers = sign(secret, { method, url: address, body, timestampMs: realNow() });
    const ms = Math.min(timeout ?? DEFAULT_TIMEOUT_MS, MOST_TIMEOUT_MS);
    try {
      const answer = await fetch(address, {
        method,
        headers: { ...headers, ...(body === '' ? {} : { 'content-type': 'application/json' }) },
        ...(body === '' ? {} : { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(ms),
      });
      const text = await answer.text();
      if (Buffer.byteLength(text) > MOST_BYTES) return { failed: TOO_LARGE };
      const retryAfter = answer.headers.get('retry-after');
      return {
        status: answer.status,
        headers: {
          'content-type': answer.headers.get('content-type') ?? 'application/json',
          ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
        },
        body: text,
      };
    } catch (error) {
      const isLate = (error as { readonly name?: unknown }).name === 'TimeoutError';
      return { failed: isLate ? `The request timed out after ${ms} ms` : UNREACHABLE };
    }
  };
  /** Not what was late, or too large: it would be again. */
  const isWorthAnother = (fetched: Fetched): boolean =>
    'failed' in fetched ? fetched.failed === UNREACHABLE : fetched.status >= 500;

  return async (request: CardRequest, user: ActingUser): Promise<Fetched> => {
    const path = pathWithin(permitted, request.url);
    if (path === null) return refused(403, `${request.url} is not among the app's permitted URLs.`);
    const strange = Object.keys(request.headers).filter(name => name.toLowerCase() !== 'authorization');
    if (strange.length > 0)
      return refused(400, `Only an Authorization header is sent on, not ${strange.join(', ')}.`);
    const body = request.method === 'GET' || request.body === undefined ? '' : JSON.stringify(request.body);
    if (Buffer.byteLength(body) > MOST_BYTES) return refused(413, 'The request is larger than 1 MB.');
    if (atOnce >= MOST_AT_ONCE) return refused(429, 'Too many requests at once.');
    atOnce += 1;
    try {
      const address = addressOf(options, path, user);
      const first = await once(address, request, body);
      return isWorthAnother(first) ? await once(address, request, body) : first;
    } finally {
      atOnce -= 1;
    }
  };
};
export type HubSpotFetch = ReturnType<typeof makeHubSpotFetch>;
