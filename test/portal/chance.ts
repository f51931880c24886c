export interface Chance {
  /** A new array in a seed-determined order. */
  shuffled<T>(items: readonly T[]): readonly T[];
  /** From 0 to below 1. */
  share(): number;
  /** Looks like a UUID v4, but repeats with the seed. */
  uuid(): string;
}

/** Deterministic randomness, so that a failing run can be repeated from its seed. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    shuffled: items => {
      const keyed = items.map(item => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
    share: () => next() / 2 ** 32,
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
