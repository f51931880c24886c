type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A rule carries its citation, and is taken whole. */
const isRule = (value: Tree): boolean => 'because' in value;

const over = (lower: unknown, upper: unknown): unknown => {
  if (upper === undefined) return lower;
  if (!isTree(lower) || !isTree(upper) || isRule(lower) || isRule(upper)) return upper;
  return Object.fromEntries(
    [...new Set([...Object.keys(lower), ...Object.keys(upper)])].map(key => [
      key,
      over(lower[key], upper[key]),
    ]),
  );
};

/** Layers laid over each other, the general first: the last one that sets a rule has the word, rule by rule. */
export const laidOver = <T extends object>(layers: readonly T[]): T => layers.reduce<unknown>(over, {}) as T;
