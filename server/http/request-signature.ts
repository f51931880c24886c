import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureVersion = 'v3' | 'v2' | 'v1';

export interface SignedRequest {
  readonly method: string;
  /** The whole URL as HubSpot called it, query in its original order; behind a proxy, the public one. */
  readonly url: string;
  /** The bytes as they came: parsing and writing JSON anew changes them. */
  readonly body: Uint8Array | string;
}
export interface SignatureCheck extends SignedRequest {
  /** The app's client secret. */
  readonly secret: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly nowMs: number;
  /** Older ways to sign, which carry no time and so can be replayed for ever; none by default. */
  readonly alsoAllow?: readonly ('v2' | 'v1')[];
}
export type SignatureResult =
  | { readonly ok: true; readonly version: SignatureVersion }
  | { readonly ok: false; readonly reason: 'missing' | 'stale' | 'future' | 'mismatch' | 'malformed' };

/** HubSpot's own limit. */
const OLDEST_MS = 300_000;
/** Clocks differ; more would lengthen the time a request can be replayed. */
const EARLIEST_MS = 60_000;

/** The escapes HubSpot decodes before it signs; every other one stays as it is. */
// prettier-ignore
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':', '%2F': '/', '%3F': '?', '%40': '@', '%21': '!', '%24': '$',
  '%27': "'", '%28': '(', '%29': ')', '%2A': '*', '%2C': ',', '%3B': ';',
};
const signedUrl = (url: string): string =>
  url.replace(/%[0-9a-f]{2}/gi, escape => DECODED[escape.toUpperCase()] ?? escape);

/**
 * HubSpot documents the decoding; its own SDK signs the URL as it stands, and a proxy may escape what was not. Either
 * needs the secret.
 */
const urlForms = (url: string): readonly string[] => [signedUrl(url), url];

const hmac = (secret: string, { method, url, body }: SignedRequest, timestamp: string): Buffer =>
  createHmac('sha256', secret)
    .update(method.toUpperCase())
    .update(url)
    .update(body)
    .update(timestamp)
    .digest();
const hashV2 = (secret: string, { method, url, body }: SignedRequest): Buffer =>
  createHash('sha256').update(secret).update(method.toUpperCase()).update(url).update(body).digest();
const hashV1 = (secret: string, { body }: SignedRequest): Buffer =>
  createHash('sha256').update(secret).update(body).digest();

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const fail = (reason: Extract<SignatureResult, { ok: false }>['reason']): SignatureResult => ({
  ok: false,
  reason,
});

type Header =
  { readonly is: 'absent' } | { readonly is: 'repeated' } | { readonly is: 'given'; readonly value: string };

/** Sent twice, one cannot know which a proxy in front has looked at. */
const headerOf = (headers: SignatureCheck['headers'], name: string): Header => {
  const found = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? value : [],
  );
  const [value] = found;
  if (value === undefined) return { is: 'absent' };
  return found.length === 1 ? { is: 'given', value: value.trim() } : { is: 'repeated' };
};

const checkV3 = (check: SignatureCheck, signature: Header): SignatureResult => {
  const timestamp = headerOf(check.headers, 'x-hubspot-request-timestamp');
  if (timestamp.is === 'absent') return fail('missing');
  if (signature.is !== 'given' || timestamp.is !== 'given') return fail('malformed');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(signature.value) || !/^\d{1,15}$/.test(timestamp.value))
    return fail('malformed');
  const given = Buffer.from(signature.value, 'base64');
  const forms = urlForms(check.url).map(url => hmac(check.secret, { ...check, url }, timestamp.value));
  if (!forms.map(expected => same(given, expected)).includes(true)) return fail('mismatch');
  const age = check.nowMs - Number(timestamp.value);
  if (age > OLDEST_MS) return fail('stale');
  return age < -EARLIEST_MS ? fail('future') : { ok: true, version: 'v3' };
};

const checkOlder = (check: SignatureCheck, signature: Header): SignatureResult => {
  const version = headerOf(check.headers, 'x-hubspot-signature-version');
  if (signature.is !== 'given' || version.is === 'repeated') return fail('malformed');
  const named = version.is === 'given' ? version.value.toLowerCase() : 'v1';
  if (named !== 'v1' && named !== 'v2') return fail('malformed');
  // Not allowed is as good as not signed.
  if (check.alsoAllow?.includes(named) !== true) return fail('missing');
  if (!/^[0-9a-f]{64}$/i.test(signature.value)) return fail('malformed');
  const given = Buffer.from(signature.value, 'hex');
  const forms =
    named === 'v1'
      ? [hashV1(check.secret, check)]
      : urlForms(check.url).map(url => hashV2(check.secret, { ...check, url }));
  return forms.map(expected => same(given, expected)).includes(true)
    ? { ok: true, version: named }
    : fail('mismatch');
};

/** Whether HubSpot signed this request. A v3 signature decides alone: a wrong one is not made good by an older one beside it. */
export const verifySignature = (check: SignatureCheck): SignatureResult => {
  if (check.secret === '') throw new RangeError('The client secret is empty: anybody could sign with it');
  const v3 = headerOf(check.headers, 'x-hubspot-signature-v3');
  if (v3.is !== 'absent') return checkV3(check, v3);
  const older = headerOf(check.headers, 'x-hubspot-signature');
  return older.is === 'absent' ? fail('missing') : checkOlder(check, older);
};

/** The headers HubSpot would send; for tests and the local portal. */
export const sign = (
  secret: string,
  request: SignedRequest & { readonly timestampMs: number },
  versions: readonly SignatureVersion[] = ['v3'],
): Readonly<Record<string, string>> => {
  const timestamp = String(request.timestampMs);
  const older = versions.includes('v2') ? 'v2' : versions.includes('v1') ? 'v1' : null;
  return {
    'X-HubSpot-Request-Timestamp': timestamp,
    ...(versions.includes('v3')
      ? {
          'X-HubSpot-Signature-v3': hmac(
            secret,
            { ...request, url: signedUrl(request.url) },
            timestamp,
          ).toString('base64'),
        }
      : {}),
    ...(older === null
      ? {}
      : {
          'X-HubSpot-Signature': (older === 'v2'
            ? hashV2(secret, request)
            : hashV1(secret, request)
          ).toString('hex'),
          'X-HubSpot-Signature-Version': older,
        }),
  };
};
