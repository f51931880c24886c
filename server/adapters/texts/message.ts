import { IntlMessageFormat } from 'intl-messageformat';

/** The part of an ICU syntax tree that is read here; the numbers are the parser's own. */
export interface MessageNode {
  readonly type: number;
  /** The literal text, or the name of the argument. */
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly MessageNode[] }>>;
  readonly pluralType?: string;
}
export const NODE = { literal: 0, argument: 1, select: 5, plural: 6, pound: 7 } as const;

/** Names of yes-or-no facts that are taken to be `yes`. */
export type Given = ReadonlySet<string>;
const NONE: Given = new Set();

export type Values = Record<string, string | number>;

/** One compiled sentence. */
export interface Message {
  readonly source: string;
  readonly nodes: readonly MessageNode[];
  /** Every placeholder it may use. */
  readonly names: ReadonlySet<string>;
  /** Placeholders it tells in any case: one inside a select or plural counts only if every branch has it. */
  readonly always: ReadonlySet<string>;
  readonly format: (values: Values) => string;
}

const branchesOf = (node: MessageNode): readonly (readonly MessageNode[])[] =>
  Object.values(node.options ?? {}).map(option => option.value);

const isName = (node: MessageNode): node is MessageNode & { readonly value: string } =>
  node.value !== undefined && node.type !== NODE.literal && node.type !== NODE.pound;

const namesIn = (nodes: readonly MessageNode[]): string[] =>
  nodes.flatMap(node => [...(isName(node) ? [node.value] : []), ...branchesOf(node).flatMap(namesIn)]);

/** In all of some lists of names. */
const inAll = (lists: readonly ReadonlySet<string>[]): Set<string> => {
  const [first, ...rest] = lists;
  return new Set([...(first ?? [])].filter(name => rest.every(list => list.has(name))));
};

/** Of a select by a fact that is taken to be so, only the branch that then speaks. */
const branchesGiven = (node: MessageNode, given: Given): readonly (readonly MessageNode[])[] => {
  const yes = given.has(node.value ?? '') ? node.options?.['yes'] : undefined;
  return yes === undefined ? branchesOf(node) : [yes.value];
};

/** Placeholders told in any case, if these yes-or-no facts are so. */
export const alwaysIn = (nodes: readonly MessageNode[], given: Given = NONE): Set<string> =>
  new Set(
    nodes.flatMap(node => {
      if (node.type === NODE.argument && node.value !== undefined) return [node.value];
      // A number shown by `#` in every branch has been told, too.
      const shown =
        node.type === NODE.plural &&
        branchesOf(node).every(branch => branch.some(({ type }) => type === NODE.pound));
      return [
        ...(shown && node.value !== undefined ? [node.value] : []),
        ...inAll(branchesGiven(node, given).map(branch => alwaysIn(branch, given))),
      ];
    }),
  );

/** Whether some text comes out on every path, so that a sentence that may stay silent proves nothing. */
export const alwaysSpeaks = (nodes: readonly MessageNode[], given: Given = NONE): boolean =>
  nodes.some(node => {
    if (node.type === NODE.literal) return (node.value ?? '').trim() !== '';
    const branches = branchesGiven(node, given);
    return branches.length === 0 || branches.every(branch => alwaysSpeaks(branch, given));
  });

/** Throws SyntaxError where the ICU syntax is broken. `ignoreTag`: `<` in a text is a character, not a tag. */
export const compileMessage = (source: string, language: string): Message => {
  const compiled = new IntlMessageFormat(source, language, undefined, { ignoreTag: true });
  const nodes = compiled.getAst() as unknown as readonly MessageNode[];
  const names = new Set(namesIn(nodes));
  return { source, nodes, names, always: alwaysIn(nodes), format: formatter(source, names, compiled) };
};

const formatter = (source: string, names: ReadonlySet<string>, compiled: IntlMessageFormat) =>
  names.size === 0 && !source.includes("'") && !source.includes('{')
    ? () => source
    : (values: Values): string => {
        const text: unknown = compiled.format(values);
        return typeof text === 'string' ? text : String(text);
      };
