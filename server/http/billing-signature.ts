import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a sender of billing's rows signs: the request as it is called, and its body by its SHA-256. */
export interface SignedEntries {
  /** Path and query as they are called. */
  readonly target: string;
  /** Of `Idempotency-Key`. */
  readonly key: string;
  /** In hex. */
  readonly sha256: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
}
export type EntriesVerdict =
  | { readonly ok: true; readonly key: string; readonly sha256: string }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'stale' | 'future' | 'mismatch' };

/** As HubSpot's own: five minutes, and clocks that differ by one. */
const OLDEST_SECONDS = 300;
const EARLIEST_SECONDS = 60;

export const HEADERS = {
  timestamp: 'X-Forewarn-Timestamp',
  sha256: 'X-Forewarn-Content-SHA256',
  signature: 'X-Forewarn-Signature',
  key: 'Idempotency-Key',
} as const;

/** HMAC-SHA256 over these lines, in hex. */
const signatureOf = (secret: string, { timestamp, target, key, sha256 }: SignedEntries): string =>
  createHmac('sha256', secret)
    .update(['v1', timestamp, 'POST', target, key, sha256].join('\n'))
    .digest('hex');

const same = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Whether one of these secrets signed the request. Its headers alone decide: a body is received only from who knows the
 * secret, and must then have the SHA-256 they name. What is sent again within the five minutes is the same request
 * under the same key, and does nothing twice.
 */
export const verifyEntries = (
  secrets: readonly string[],
  target: string,
  header: (name: string) => string | undefined,
  nowMs: number,
): EntriesVerdict => {
  const fail = (reason: Extract<EntriesVerdict, { ok: false }>['reason']): EntriesVerdict => ({
    ok: false,
    reason,
  });
  const [timestamp, sha256, signature, key] = [
    header(HEADERS.timestamp),
    header(HEADERS.sha256),
    header(HEADERS.signature),
    header(HEADERS.key),
  ];
  if (timestamp === undefined || sha256 === undefined || signature === undefined || key === undefined)
    return fail('missing');
  const isWhole =
    /^\d{1,11}$/.test(timestamp) &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    /^[0-9a-f]{64}$/.test(signature) &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
  if (!isWhole) return fail('malformed');
  const age = nowMs / 1000 - Number(timestamp);
  if (age > OLDEST_SECONDS) return fail('stale');
  if (age < -EARLIEST_SECONDS) return fail('future');
  const signed = { target, key, sha256, timestamp };
  // All of them, so that the time taken tells nothing.
  const matches = secrets.map(secret => same(signature, signatureOf(secret, signed)));
  return matches.includes(true) ? { ok: true, key: key.toLowerCase(), sha256 } : fail('mismatch');
};

/** The headers of a request; for tests and tools. */
export const signEntries = (secret: string, signed: SignedEntries): Readonly<Record<string, string>> => ({
  [HEADERS.timestamp]: signed.timestamp,
  [HEADERS.sha256]: signed.sha256,
  [HEADERS.signature]: signatureOf(secret, signed),
  [HEADERS.key]: signed.key,
});
