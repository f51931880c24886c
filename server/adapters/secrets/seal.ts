import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Sealed {
  readonly keyId: string;
  /** Base64 of nonce, tag and ciphertext. */
  readonly sealed: string;
}
/** `about` is bound to it: what was sealed for one portal does not open for another. */
export interface Sealer {
  seal(text: string, about: string): Sealed;
  /** Throws SealBroken. */
  open(sealed: Sealed, about: string): string;
}
export interface SealKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A key is gone, or what is stored was changed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM. The first key seals, every key opens: a new one is put in front, and the old one stays until all is renewed. */
export const makeSealer = (keys: readonly [SealKey, ...SealKey[]]): Sealer => {
  const [first] = keys;
  return {
    seal: (text, about) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return {
        keyId: first.id,
        sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'),
      };
    },
    open: ({ keyId, sealed }, about) => {
      const key = keys.find(({ id }) => id === keyId);
      if (key === undefined) throw new SealBroken(`No key ${keyId} is set to open what it sealed.`);
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const cipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, NONCE));
        cipher.setAAD(Buffer.from(about));
        cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken(`What key ${keyId} sealed does not open: it was changed, or the key was.`);
      }
    },
  };
};
