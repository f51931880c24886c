import { createHash } from 'node:crypto';

/**
 * Picks a rule for an address by a hash of seed and address: a given share of a town always meets the same fate, in
 * whatever order its messages arrive.
 */
export const seededShare =
  <Rule extends string>(seed: string, shares: Partial<Record<Rule, number>>, otherwise: Rule) =>
  (address: string): Rule => {
    const point = createHash('sha256').update(`${seed} ${address}`).digest().readUInt32BE(0) / 2 ** 32;
    let upTo = 0;
    for (const [rule, share] of Object.entries(shares) as [Rule, number][]) {
      upTo += share;
      if (point < upTo) return rule;
    }
    return otherwise;
  };
