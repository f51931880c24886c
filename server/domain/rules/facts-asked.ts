const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The names of all facts that rules depend on, wherever a condition, a list or a sum names one. */
export const factsAsked = (rules: unknown): ReadonlySet<string> => {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (!isTree(node)) return;
    if (typeof node['fact'] === 'string') names.add(node['fact']);
    Object.values(node).forEach(walk);
  };
  walk(rules);
  return names;
};
