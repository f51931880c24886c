import { isCivilDate } from '../time.js';
import type { FactValue } from './rulebook.js';

type Kind = 'flag' | 'number' | 'text' | 'days';

/** Which facts rulebooks ask about, and what each is compared with. */
export type FactKinds = ReadonlyMap<string, ReadonlySet<Kind>>;

const NUMERIC = ['atLeast', 'over', 'atMost', 'below', 'times'] as const;
const kindOf = (value: unknown): readonly Kind[] =>
  typeof value === 'boolean'
    ? ['flag']
    : typeof value === 'number'
      ? ['number']
      : typeof value === 'string'
        ? ['text']
        : [];

const kindsIn = (node: Readonly<Record<string, unknown>>): readonly Kind[] => {
  if (node['kind'] === 'listedDays') return ['days'];
  const { is, oneOf } = node;
  const found = [
    ...kindOf(is),
    ...(Array.isArray(oneOf) ? oneOf.flatMap(kindOf) : []),
    ...(NUMERIC.some(name => node[name] !== undefined) ? (['number'] as const) : []),
  ];
  // Named and compared with nothing it is a sum, or a factor of one.
  return found.length === 0 && Object.keys(node).length === 1 ? ['number'] : found;
};

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export const factKinds = (rulebooks: unknown): FactKinds => {
  const kinds = new Map<string, Set<Kind>>();
  const walk = (node: unknown): void => {
    if (!isTree(node)) return;
    if (typeof node['fact'] === 'string') {
      const known = kinds.get(node['fact']) ?? new Set();
      for (const kind of kindsIn(node)) known.add(kind);
      kinds.set(node['fact'], known);
    }
    Object.values(node).forEach(walk);
  };
  walk(rulebooks);
  return kinds;
};

const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/** Null: it is nothing that the rules could compare with. */
const valueOf = (text: string, kinds: ReadonlySet<Kind>): FactValue | null => {
  const flag = FLAGS[text.toLowerCase()];
  if (kinds.has('flag') && flag !== undefined) return flag;
  if (kinds.has('number') && /^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return Number(text);
  const days = text.split(/[\s,]+/);
  if (kinds.has('days') && days.every(isCivilDate)) return days;
  return kinds.has('text') && /^[\p{L}\w][\p{L}\w .:-]{0,59}$/u.test(text) ? text : null;
};

export interface RuleFacts {
  readonly values: Readonly<Record<string, FactValue>>;
  /** Lines that say nothing, by their number. */
  readonly bad: readonly number[];
}

/** Lines `name=value` of what rulebooks ask of a place. Only names that some rulebook asks; a bad line is told, never guessed. */
export const readRuleFacts = (text: string, kinds: FactKinds): RuleFacts => {
  const values: Record<string, FactValue> = {};
  const bad: number[] = [];
  text.split(/\r\n|\r|\n|;/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [, name = '', said = ''] = /^\s*([A-Za-z]\w{0,59})\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const known = kinds.get(name);
    const value = known === undefined || name in values ? null : valueOf(said, known);
    if (value === null) bad.push(index + 1);
    else values[name] = value;
  });
  return { values, bad };
};
