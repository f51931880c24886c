/** One HTTP exchange. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
}
export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null for an empty body, undefined for one that is not JSON, such as a gateway's page. */
  readonly body: unknown;
}
/** No answer came. `sent` says whether HubSpot may have done what was asked. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly sent: boolean,
    cause: unknown,
  ) {
    super(sent ? 'The answer was lost' : 'HubSpot could not be reached', { cause });
  }
}
export type Transport = (request: ApiRequest) => Promise<ApiReply>;

/**
 * A token that stays, or where one is renewed while we run (OAuth): the one to use now. HubSpot's refusal of a token may
 * be answered with another one; the same again means that there is none. Throws Fault.
 */
export type AccessToken = string | ((refused?: string) => Promise<string>);

export interface TransportSettings {
  /** `https://api.hubapi.com`, or the local portal. */
  readonly basePath: string;
  readonly accessToken: AccessToken;
  /** Real milliseconds for the whole exchange. */
  readonly timeoutMs: number;
}

/** Met before a byte of the request could have arrived; everything else may have been carried out. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** fetch says only "fetch failed"; the cause, or the causes of a host with several addresses, say why. */
const codesOf = (error: unknown): readonly unknown[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error ? [error.code] : [];
  const tried = error instanceof AggregateError ? (error.errors as readonly unknown[]).flatMap(codesOf) : [];
  return tried.length > 0 ? tried : error.cause === undefined ? own : codesOf(error.cause);
};

const wasSent = (error: unknown): boolean => {
  const codes = codesOf(error);
  return codes.length === 0 || !codes.every(code => typeof code === 'string' && NEVER_ARRIVED.has(code));
};

const parse = (text: string): unknown => {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * fetch, and not the SDK's `apiRequest`: that one takes no signal, so a call that is never answered could not be
 * given up, and it opens a new connection for every call.
 */
export const createTransport = ({ basePath, accessToken, timeoutMs }: TransportSettings): Transport => {
  const base = basePath.replace(/\/+$/, '');
  const exchange = async ({ method, path, body }: ApiRequest, token: string): Promise<ApiReply> => {
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect would carry the token elsewhere.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, headers: response.headers, body: parse(await response.text()) };
    } catch (error) {
      throw new NoAnswer(wasSent(error), error);
    }
  };
  return async request => {
    if (typeof accessToken === 'string') return exchange(request, accessToken);
    const token = await accessToken();
    const reply = await exchange(request, token);
    if (reply.status !== 401) return reply;
    // Nothing was done: a token can end before its time, when it is renewed elsewhere.
    const other = await accessToken(token);
    return other === token ? reply : exchange(request, other);
  };
};
