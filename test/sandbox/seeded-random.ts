/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** Below 1. */
  next(): number;
  /** Both ends included. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** True for that share of the calls. */
  share(of: number): boolean;
  bytes(size: number): Uint8Array;
}

/** xorshift128, seeded through a multiplicative hash. */
export const seededRandom = (seed: number): Random => {
  const state = Uint32Array.from(
    [1, 2, 3, 4],
    n => Math.imul(seed + n, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b),
  );
  const step = (): number => {
    const [a = 1, b = 0, c = 0, d = 0] = state;
    const t = a ^ (a << 11);
    state.set([b, c, d, (d ^ (d >>> 19) ^ t ^ (t >>> 8)) >>> 0]);
    return state[3] ?? 0;
  };
  for (let i = 0; i < 16; i += 1) step();
  const next = (): number => step() / 2 ** 32;
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: items => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from.');
      return item;
    },
    share: of => next() < of,
    bytes: size => Uint8Array.from({ length: size }, () => step() & 0xff),
  };
};

/** A key of a request goes into the id of what it drafts, so that a seeded run needs seeded keys. */
export const seededKeys = (seed: number) => {
  const random = seededRandom(seed ^ 0x6b657973);
  return (): string => {
    const hex = Buffer.from(random.bytes(16)).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
};
