import { createHash } from 'node:crypto';
import { toEpochMs, type Instant } from '../domain/time.js';
import type { Clock, Ids } from '../workflows/ports.js';

const uuid = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
};

/** 48 bits of time, then `rest`, with the version and the variant of RFC 9562 set over it. */
const timed = (ms: number, rest: Uint8Array, version: 7 | 8): string => {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.set(rest.subarray(0, 10), 6);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  return uuid(bytes);
};

/** Ids from the injected clock and randomness, so that a seed repeats a run. */
export const makeIds = (clock: Clock, randomBytes: (size: number) => Uint8Array): Ids => ({
  next: () => timed(toEpochMs(clock.now()), randomBytes(10), 7),
  ofKey: (origin: Instant, key: string) =>
    timed(toEpochMs(origin), createHash('sha256').update(key).digest(), 8),
  sha256: content => createHash('sha256').update(content).digest('hex'),
});
