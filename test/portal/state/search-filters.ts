import type { ObjectType } from '../schema/object-types.js';
import { instantOf } from './values.js';

export const operators = [
  'EQ',
  'NEQ',
  'IN',
  'NOT_IN',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'BETWEEN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
] as const;
export type Operator = (typeof operators)[number];

export interface Filter {
  readonly propertyName: string;
  readonly operator: Operator;
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

type Predicate = (stored: string | undefined) => boolean;

/** What the operator lacks, as words for the refusal. */
export function missingOperand({ operator, value, highValue, values }: Filter): string | undefined {
  switch (operator) {
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return undefined;
    case 'IN':
    case 'NOT_IN':
      return values && values.length > 0 ? undefined : 'values';
    case 'BETWEEN':
      return value !== undefined && highValue !== undefined ? undefined : 'value and highValue';
    case 'EQ':
    case 'NEQ':
    case 'GT':
    case 'GTE':
    case 'LT':
    case 'LTE':
    case 'CONTAINS_TOKEN':
      return value !== undefined ? undefined : 'a value';
  }
}

/** A property without a value passes NOT_HAS_PROPERTY and nothing else, the negations included. */
export function predicateOf(type: ObjectType, filter: Filter): Predicate {
  if (filter.operator === 'NOT_HAS_PROPERTY') return stored => stored === undefined;
  const holds = whenKnown(type, filter);
  return stored => stored !== undefined && holds(stored);
}

function whenKnown(type: ObjectType, filter: Filter): (stored: string) => boolean {
  const key = keyOf(type, filter.propertyName);
  const low = key(filter.value ?? '');
  const high = key(filter.highValue ?? '');
  const members = new Set((filter.values ?? []).map(key));
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return () => true;
    case 'NOT_HAS_PROPERTY':
      return () => false;
    case 'EQ':
      return stored => key(stored) === low;
    case 'NEQ':
      return stored => key(stored) !== low;
    case 'IN':
      return stored => members.has(key(stored));
    case 'NOT_IN':
      return stored => !members.has(key(stored));
    case 'GT':
      return stored => key(stored) > low;
    case 'GTE':
      return stored => key(stored) >= low;
    case 'LT':
      return stored => key(stored) < low;
    case 'LTE':
      return stored => key(stored) <= low;
    case 'BETWEEN':
      return stored => key(stored) >= low && key(stored) <= high;
    case 'CONTAINS_TOKEN': {
      const token = tokenPattern(filter.value ?? '');
      return stored => token.test(stored);
    }
  }
}

/** What values of a property are compared by: a number where it has one, otherwise text without regard to case. */
export function keyOf(type: ObjectType, propertyName: string): (value: string) => string | number {
  const kind = type.properties.get(propertyName)?.type ?? 'string';
  if (kind === 'number') return Number;
  if (kind === 'date' || kind === 'datetime') return value => instantOf(value) ?? Number.NaN;
  return value => value.toLowerCase();
}

/** Whole words, any case; `*` stands for any run of characters within a word. */
function tokenPattern(wanted: string): RegExp {
  const escaped = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\S*');
  return new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}($|[^\\p{L}\\p{N}])`, 'iu');
}
