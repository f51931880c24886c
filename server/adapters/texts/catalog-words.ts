import type { DebtWords } from './debt-words.js';
import type { Block, DebtFile, Words } from './files.js';
import type { PlaceholderUse } from './message-check.js';
import type { Message } from './message.js';
import { FAMILIES, PLACEHOLDERS, type Family } from './placeholders.js';
import type { TimeWords } from './wall-clock.js';

export type CompiledBlock =
  Message | readonly { readonly label: Message; readonly value: Message; readonly strong: boolean }[];
/** What the kinds of one family share in one language. */
export interface CompiledWords {
  readonly times: TimeWords;
  readonly debt: DebtWords;
  readonly sentences: ReadonlyMap<string, Message>;
  readonly salutation: Message;
  readonly dateLine: Message;
  readonly referenceLine: Message;
  readonly closing: Message;
  readonly ending: readonly CompiledBlock[];
  readonly why: Message;
}

export type Known = ReadonlyMap<string, PlaceholderUse>;
export type Compile = (source: string, path: string, known: Known) => Message;

const texts = (...names: readonly string[]): Known => new Map(names.map(name => [name, { use: 'text' }]));

/** The facts of a family; those of another are known as just that. */
const factsOf = (family: Family): Known =>
  new Map([
    ...FAMILIES.filter(other => other !== family).flatMap(other =>
      Object.keys(PLACEHOLDERS[other]).map(name => [name, { use: 'elsewhere', of: other }] as const),
    ),
    ...Object.entries(PLACEHOLDERS[family]),
  ]);
const FACTS: Readonly<Record<Family, Known>> = { outage: factsOf('outage'), debt: factsOf('debt') };

/** Facts and the shared sentences of a language: what its templates may use. */
export const knownIn = (family: Family, words: Pick<CompiledWords, 'sentences'> | undefined): Known =>
  new Map([...FACTS[family], ...texts(...(words?.sentences.keys() ?? []))]);

export const compileBlocks = (
  blocks: readonly Block[],
  path: string,
  compile: Compile,
  known: Known,
): readonly CompiledBlock[] =>
  blocks.map((block, n) =>
    typeof block === 'string'
      ? compile(block, `${path}.${n}`, known)
      : block.rows.map(([label, value], row) => ({
          label: compile(label, `${path}.${n}.rows.${row}.0`, known),
          value: compile(value, `${path}.${n}.rows.${row}.1`, known),
          strong: block.strong === true,
        })),
  );

const compileTimes = (times: Words['times'], path: string, compile: Compile): TimeWords => {
  const { dayShort, dayShortYear, dayLong, date } = times;
  const with_ = (
    name: Exclude<keyof Words['times'], 'dayShort' | 'dayShortYear' | 'dayLong' | 'date'>,
    known: Known,
  ) => compile(times[name], `${path}.${name}`, known);
  const oneDay = texts('day', 'from', 'to');
  const twoDays = texts('fromDay', 'from', 'toDay', 'to');
  return {
    dayShort,
    dayShortYear,
    dayLong,
    date,
    windowShort: with_('windowShort', oneDay),
    overnightShort: with_('overnightShort', twoDays),
    windowLong: with_('windowLong', oneDay),
    overnightLong: with_('overnightLong', twoDays),
    moment: with_('moment', texts('time', 'day')),
    firstTime: with_('firstTime', texts()),
    secondTime: with_('secondTime', texts()),
    more: with_('more', new Map([['n', { use: 'number' }]])),
  };
};

const compileDebt = (
  { bill, moreBills, part, acts, slip }: DebtFile[string],
  path: string,
  compile: Compile,
): DebtWords => ({
  bill: compile(bill, `${path}.bill`, texts('id', 'issued', 'due', 'unpaid')),
  moreBills: compile(
    moreBills,
    `${path}.moreBills`,
    new Map<string, PlaceholderUse>([...texts('unpaid'), ['n', { use: 'number' }]]),
  ),
  part: compile(part, `${path}.part`, texts('on', 'amount')),
  acts,
  slip: { ...slip, purpose: compile(slip.purpose, `${path}.slip.purpose`, texts('account', 'ref')) },
});

/** A shared sentence may use facts only, not another sentence: what proves an element stays easy to follow. */
const compileSentences = (
  sentences: Readonly<Record<string, string>>,
  path: string,
  compile: Compile,
  family: Family,
): ReadonlyMap<string, Message> =>
  new Map(
    Object.entries(sentences).map(([name, source]) => [
      name,
      compile(source, `${path}.${name}`, FACTS[family]),
    ]),
  );

export const compileWords = (
  family: Family,
  files: { readonly shared: Words; readonly debt: DebtFile[string] },
  language: string,
  compile: { readonly shared: Compile; readonly debt: Compile },
): CompiledWords => {
  const { shared, debt } = files;
  const sentences =
    family === 'outage'
      ? compileSentences(shared.sentences, `${language}.sentences`, compile.shared, family)
      : compileSentences(debt.sentences, `${language}.sentences`, compile.debt, family);
  const known = knownIn(family, { sentences });
  const one = (name: 'salutation' | 'dateLine' | 'referenceLine' | 'closing' | 'why') =>
    compile.shared(shared[name], `${language}.${name}`, FACTS[family]);
  return {
    times: compileTimes(shared.times, `${language}.times`, compile.shared),
    debt: compileDebt(debt, language, compile.debt),
    sentences,
    salutation: one('salutation'),
    dateLine: one('dateLine'),
    referenceLine: one('referenceLine'),
    closing: one('closing'),
    ending:
      family === 'outage'
        ? compileBlocks(shared.ending, `${language}.ending`, compile.shared, known)
        : compileBlocks(debt.ending, `${language}.ending`, compile.debt, known),
    why: one('why'),
  };
};
