import { NODE, type Message, type MessageNode } from './message.js';

/** What a placeholder may be used for: shown, counted by a plural, or chosen by a select among its values. */
export type PlaceholderUse =
  | { readonly use: 'text' | 'number' }
  | { readonly use: 'choice'; readonly among: readonly string[] }
  /** A fact of another family of notices, which no notice of this one has. */
  | { readonly use: 'elsewhere'; readonly of: string };

type Finding = { readonly expected: string; readonly found: string };

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

// CLDR gives Spanish a `many` for millions; no count here comes near.
const categoriesOf = (language: string): readonly string[] => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return CATEGORIES.filter(c => pluralCategories.includes(c) && (c !== 'many' || language !== 'es'));
};

const plural = (node: MessageNode, use: PlaceholderUse, language: string): readonly Finding[] => {
  const options = Object.keys(node.options ?? {});
  const lacking = categoriesOf(language).filter(category => !options.includes(category));
  return [
    ...(use.use === 'number'
      ? []
      : [{ expected: 'a number before "plural"', found: `{${String(node.value)}}` }]),
    ...(lacking.length === 0
      ? []
      : [
          {
            expected: `plural forms ${categoriesOf(language).join(', ')} of {${String(node.value)}}`,
            found: options.join(', '),
          },
        ]),
  ];
};

const select = (node: MessageNode, use: PlaceholderUse): readonly Finding[] => {
  if (use.use !== 'choice')
    return [{ expected: 'a choice before "select"', found: `{${String(node.value)}}` }];
  return Object.keys(node.options ?? {})
    .filter(option => option !== 'other' && !use.among.includes(option))
    .map(option => ({ expected: `one of ${use.among.join(', ')}, other`, found: option }));
};

const ofNode = (
  node: MessageNode,
  known: ReadonlyMap<string, PlaceholderUse>,
  language: string,
): readonly Finding[] => {
  if (node.type === NODE.literal || node.type === NODE.pound) return [];
  const use = known.get(node.value ?? '');
  if (use === undefined) return [{ expected: 'a known placeholder', found: `{${String(node.value)}}` }];
  if (use.use === 'elsewhere')
    return [
      { expected: `a fact of these notices, not one of ${use.of} notices`, found: `{${String(node.value)}}` },
    ];
  const inside = Object.values(node.options ?? {}).flatMap(o =>
    o.value.flatMap(n => ofNode(n, known, language)),
  );
  if (node.type === NODE.argument)
    return use.use === 'choice' ? [{ expected: 'a select', found: `{${String(node.value)}}` }] : [];
  if (node.type === NODE.plural) return [...plural(node, use, language), ...inside];
  if (node.type === NODE.select) return [...select(node, use), ...inside];
  // Number, date and time skeletons format in the process's own zone and habits.
  return [
    { expected: 'a ready-made text, not a date, time or number format', found: `{${String(node.value)}, …}` },
  ];
};

export const checkMessage = (
  message: Message,
  known: ReadonlyMap<string, PlaceholderUse>,
  language: string,
): readonly Finding[] => message.nodes.flatMap(node => ofNode(node, known, language));
