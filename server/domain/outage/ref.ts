/** Letters and digits that are not taken for one another when read aloud or written down. */
const REF_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Long enough for any utility's lifetime; used where the short one is taken. */
export const LONG_REF = 9;

/** The public reference of an outage, from the SHA-256 of its id in hex. */
export const refOf = (sha256: string, letters = 5): string =>
  [...sha256.slice(0, letters * 2).matchAll(/../g)]
    .map(([pair]) => REF_LETTERS[Number.parseInt(pair, 16) % REF_LETTERS.length])
    .join('');
