import type { NoticeKind } from '../../domain/notice/notice.js';
import type { Brand } from './brand.js';
import { gapsIn } from './catalog-check.js';
import {
  compileBlocks,
  compileWords,
  knownIn,
  type Compile,
  type CompiledBlock,
  type CompiledWords,
  type Known,
} from './catalog-words.js';
import type { TextFiles, Variant } from './files.js';
import { checkMessage } from './message-check.js';
import { compileMessage, type Message } from './message.js';
import { familyOf, type Family } from './placeholders.js';
import type { TextProblem } from './problem.js';

export interface CompiledVariant {
  readonly sms: readonly Message[];
  readonly subject: readonly Message[];
  readonly heading: Message;
  readonly body: readonly CompiledBlock[];
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
  readonly words: Readonly<Record<Family, ReadonlyMap<string, CompiledWords>>>;
}

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

const compileTemplate = (
  files: TextFiles,
  index: number,
  languages: readonly string[],
  words: Catalog['words'],
  problems: TextProblem[],
) => {
  const named = files.templates[index];
  if (named === undefined) return undefined;
  const family = familyOf(named.data);
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
    const known = knownIn(family, words[family].get(language));
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
  // What both families share is compiled for each and reported once.
  const quiet: TextProblem[] = [];
  const wordsOf = (family: Family) =>
    new Map(
      languages.flatMap(language => {
        const shared = files.sentences.data[language];
        const debt = files.debt.data[language];
        if (shared === undefined || debt === undefined) return [];
        const of = (file: string, reported: boolean): Compile =>
          compilerFor(file, language, reported ? problems : quiet);
        const compile = {
          shared: of(files.sentences.file, family === 'outage'),
          debt: of(files.debt.file, family === 'debt'),
        };
        return [[language, compileWords(family, { shared, debt }, language, compile)] as const];
      }),
    );
  const words = { outage: wordsOf('outage'), debt: wordsOf('debt') };
  const templates = new Map(
    files.templates.flatMap((_, index) => {
      const compiled = compileTemplate(files, index, languages, words, problems);
      return compiled === undefined ? [] : [compiled];
    }),
  );
  return { catalog: { templates, words }, problems };
};

export const textProblems = (files: TextFiles, brand: Brand): readonly TextProblem[] =>
  compileCatalog(files, brand).problems;
