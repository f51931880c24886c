import { z } from 'zod';
import type { ObjectType } from '../schema/object-types.js';
import type { Matches } from './lists.js';

const operation = z.object({
  operationType: z.string(),
  operator: z.enum(['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'IS_ANY_OF', 'IS_NONE_OF', 'IS_KNOWN', 'IS_UNKNOWN']),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  values: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
});
const filter = z.object({ filterType: z.literal('PROPERTY'), property: z.string(), operation });

export type FilterBranch = {
  readonly filterBranchType: 'AND' | 'OR';
  readonly filters: readonly z.infer<typeof filter>[];
  readonly filterBranches: readonly FilterBranch[];
};

/** The part of HubSpot's filters the portal evaluates: properties, joined by AND and OR. */
export const filterBranch: z.ZodType<FilterBranch> = z.lazy(() =>
  z.object({
    filterBranchType: z.enum(['AND', 'OR']),
    filterBranchOperator: z.string().optional(),
    filters: z
      .array(filter)
      .optional()
      .transform(given => given ?? []),
    filterBranches: z
      .array(filterBranch)
      .optional()
      .transform(given => given ?? []),
  }),
);

/** A list without a filter has nobody. */
export function listMatcher(_type: ObjectType, given: unknown): Matches {
  const parsed = filterBranch.safeParse(given);
  return parsed.success ? branchMatcher(parsed.data) : () => false;
}

/** HubSpot has every filter begin with OR of ANDs; an empty branch of either kind lets nobody in. */
function branchMatcher({ filterBranchType, filters, filterBranches }: FilterBranch): Matches {
  const parts = [...filters.map(filterMatcher), ...filterBranches.map(branchMatcher)];
  if (parts.length === 0) return () => false;
  return filterBranchType === 'AND'
    ? properties => parts.every(matches => matches(properties))
    : properties => parts.some(matches => matches(properties));
}

function filterMatcher({
  property,
  operation: { operator, value, values },
}: z.infer<typeof filter>): Matches {
  const wanted = new Set([...(values ?? []), ...(value === undefined ? [] : [value])].map(lower));
  const isOne = (stored: string | undefined): boolean => stored !== undefined && wanted.has(lower(stored));
  switch (operator) {
    case 'IS_KNOWN':
      return properties => properties[property] !== undefined;
    case 'IS_UNKNOWN':
      return properties => properties[property] === undefined;
    case 'IS_EQUAL_TO':
    case 'IS_ANY_OF':
      return properties => isOne(properties[property]);
    case 'IS_NOT_EQUAL_TO':
    case 'IS_NONE_OF':
      return properties => !isOne(properties[property]);
  }
}

const lower = (text: string): string => text.toLowerCase();
