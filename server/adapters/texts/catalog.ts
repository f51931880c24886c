import type { NoticeKind } from '../../domain/notice/notice.js';
import type { Brand } from './brand.js';
import { gapsIn } from './catalog-check.js';
import type { Block, TextFiles, Variant, Words } from './files.js';
import { checkMessage, type PlaceholderUse } from './message-check.js';
import { compileMessage, type Message } from './message.js';
import { PLACEHOLDERS } from './placeholders.js';
import type { TextProblem } from './problem.js';
import type { TimeWords } from './wall-clock.js';

export type CompiledBlock = Message | readonly { readonly label: Message; readonly value: Message }[];
export interface CompiledVariant {
  readonly sms: readonly Message[];
  readonly subject: readonly Message[];
  readonly heading: Message;
  readonly body: readonly CompiledBlock[];
}
export interface CompiledWords {
  readonly times: TimeWords;
  readonly sentences: ReadonlyMap<string, Message>;
  readonly salutation: Message;
  readonly dateLine: Message;
  readonly referenceLine: Message;
  readonly closing: Message;
  readonly ending: readonly CompiledBlock[];
  readonly why: Message;
}
export interface CompiledTemplate {
  readonly version: number;
  readonly smsSegments: number;
  readonly languages: ReadonlyMap<
    string,
    { readonly residential: CompiledVariant; readonly business: CompiledVariant }
  >;
}
/** All texts, parsed once: parsing each time would make a hundred thousand renders fifteen times as slow. */
export interface Catalog {
  readonly templates: ReadonlyMap<NoticeKind, CompiledTemplate>;
  readonly words: ReadonlyMap<string, CompiledWords>;
}

type Known = ReadonlyMap<string, PlaceholderUse>;
type Compile = (source: string, path: string, known: Known) => Message;

const texts = (...names: readonly string[]): Known => new Map(names.map(name => [name, { use: 'text' }]));
const BASE: Known = new Map<string, PlaceholderUse>(Object.entries(PLACEHOLDERS));
const NO_MESSAGE: Message = { source: '', nodes: [], names: new Set(), always: new Set(), format: () => '' };

const compilerFor =
  (file: string, language: string, problems: TextProblem[]): Compile =>
  (source, path, known) => {
    try {
      const message = compileMessage(source, language);
      problems.push(...checkMessage(message, known, language).map(finding => ({ file, path, ...finding })));
      return message;
    } catch (error) {
      problems.push({
        file,
        path,
        expected: `ICU MessageFormat (${error instanceof Error ? error.message : String(error)})`,
        found: source,
      });
      return NO_MESSAGE;
    }
  };

const compileBlocks = (
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

const compileWords = (words: Words, language: string, compile: Compile, known: Known): CompiledWords => {
  const one = (name: 'salutation' | 'dateLine' | 'referenceLine' | 'closing' | 'why') =>
    compile(words[name], `${language}.${name}`, known);
  return {
    times: compileTimes(words.times, `${language}.times`, compile),
    // A shared sentence may use facts only, not another sentence: what proves an element stays easy to follow.
    sentences: new Map(
      Object.entries(words.sentences).map(([name, source]) => [
        name,
        compile(source, `${language}.sentences.${name}`, BASE),
      ]),
    ),
    salutation: one('salutation'),
    dateLine: one('dateLine'),
    referenceLine: one('referenceLine'),
    closing: one('closing'),
    ending: compileBlocks(words.ending, `${language}.ending`, compile, known),
    why: one('why'),
  };
};

const compileVariant = (variant: Variant, path: string, compile: Compile, known: Known): CompiledVariant => ({
  sms: variant.sms.map((source, n) => compile(source, `${path}.sms.${n}`, known)),
  subject: variant.subject.map((source, n) => compile(source, `${path}.subject.${n}`, known)),
  heading: compile(variant.heading, `${path}.heading`, known),
  body: compileBlocks(variant.body, `${path}.body`, compile, known),
});

/** What a business is told differently; the rest is the residential text, compiled and checked once. */
const compileBusiness = (
  own: { readonly [K in keyof Variant]?: Variant[K] | undefined },
  residential: CompiledVariant,
  path: string,
  compile: Compile,
  known: Known,
): CompiledVariant => {
  const { sms, subject, heading, body } = own;
  const compiled = compileVariant(
    { sms: sms ?? [], subject: subject ?? [], heading: heading ?? '', body: body ?? [] },
    path,
    compile,
    known,
  );
  return {
    sms: sms === undefined ? residential.sms : compiled.sms,
    subject: subject === undefined ? residential.subject : compiled.subject,
    heading: heading === undefined ? residential.heading : compiled.heading,
    body: body === undefined ? residential.body : compiled.body,
  };
};

/** Facts and the shared sentences of a language: what its templates may use. */
const knownIn = (files: TextFiles, language: string): Known =>
  new Map([...BASE, ...texts(...Object.keys(files.sentences.data[language]?.sentences ?? {}))]);

const compileTemplate = (
  files: TextFiles,
  index: number,
  languages: readonly string[],
  problems: TextProblem[],
) => {
  const named = files.templates[index];
  if (named === undefined) return undefined;
  const compiled = new Map<string, { residential: CompiledVariant; business: CompiledVariant }>();
  for (const language of languages) {
    const found = named.data.languages[language];
    const path = `languages.${language}`;
    if (found === undefined) {
      problems.push({
        file: named.file,
        path,
        expected: 'texts in every language of the brand',
        found: 'nothing',
      });
      continue;
    }
    const compile = compilerFor(named.file, language, problems);
    const known = knownIn(files, language);
    const residential = compileVariant(found.residential, `${path}.residential`, compile, known);
    const business = compileBusiness(found.business ?? {}, residential, `${path}.business`, compile, known);
    compiled.set(language, { residential, business });
  }
  const { version, smsSegments, kind } = named.data;
  return [kind, { version, smsSegments, languages: compiled }] as const;
};

/** Compiles everything and collects every mistake; a catalog with problems must not be used. */
export const compileCatalog = (
  files: TextFiles,
  brand: Brand,
): { readonly catalog: Catalog; readonly problems: readonly TextProblem[] } => {
  const { languages } = brand;
  const problems: TextProblem[] = [...gapsIn(files, languages)];
  const words = new Map(
    languages.flatMap(language => {
      const data = files.sentences.data[language];
      if (data === undefined) return [];
      const compile = compilerFor(files.sentences.file, language, problems);
      return [[language, compileWords(data, language, compile, knownIn(files, language))] as const];
    }),
  );
  const templates = new Map(
    files.templates.flatMap((_, index) => {
      const compiled = compileTemplate(files, index, languages, problems);
      return compiled === undefined ? [] : [compiled];
    }),
  );
  return { catalog: { templates, words }, problems };
};

export const textProblems = (files: TextFiles, brand: Brand): readonly TextProblem[] =>
  compileCatalog(files, brand).problems;
