const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The names of all facts that rules depend on, wherever in them a condition, a list or a factor names one. */
export const factsAsked = (rules: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (!isTree(node)) return;
    for (const key of ['fact', 'multiplyBy']) if (typeof node[key] === 'string') names.add(node[key]);
    Object.values(node).forEach(walk);
  };
  walk(rules);
  return names;
};
