import { randomBytes } from 'node:crypto';
import { makeSealer, SealBroken, type SealKey } from '../../../server/adapters/secrets/seal.js';

const key = (id: string): SealKey => ({ id, key: randomBytes(32) });
const [old, next] = [key('2025'), key('2026')];

test('what is sealed is not to be read, differs each time, and opens', () => {
  const sealer = makeSealer([old]);
  const [one, two] = [sealer.seal('a refresh token', '1'), sealer.seal('a refresh token', '1')];
  expect(one.sealed).not.toBe(two.sealed);
  expect(Buffer.from(one.sealed, 'base64').toString('latin1')).not.toContain('refresh');
  expect(sealer.open(one, '1')).toBe('a refresh token');
});

test('a new key seals from now on, and the old one still opens', () => {
  const before = makeSealer([old]).seal('secret', '1');
  const rotated = makeSealer([next, old]);
  expect(rotated.open(before, '1')).toBe('secret');
  expect(rotated.seal('secret', '1').keyId).toBe('2026');
  expect(() => makeSealer([next]).open(before, '1')).toThrow(/No key 2025/);
});

test('for another portal, changed, cut short or under another key of that name it does not open', () => {
  const sealer = makeSealer([old]);
  const { keyId, sealed } = sealer.seal('secret', '1');
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  expect(() => sealer.open({ keyId, sealed }, '2')).toThrow(SealBroken);
  expect(() => sealer.open({ keyId, sealed: bytes.toString('base64') }, '1')).toThrow(SealBroken);
  expect(() => sealer.open({ keyId, sealed: sealed.slice(0, 8) }, '1')).toThrow(SealBroken);
  expect(() => makeSealer([key('2025')]).open({ keyId, sealed }, '1')).toThrow(SealBroken);
});
