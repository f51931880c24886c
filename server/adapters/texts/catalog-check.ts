import { NOTICE_KINDS } from '../../domain/notice/notice.js';
import type { TextFiles } from './files.js';
import { isPlaceholder, isYesNo } from './placeholders.js';
import type { TextProblem } from './problem.js';
import { DAY_LANGUAGES } from './wall-clock.js';

const missingTexts = (files: TextFiles, languages: readonly string[]): readonly TextProblem[] => {
  const kinds = NOTICE_KINDS.filter(kind => files.templates.every(({ data }) => data.kind !== kind));
  const { file, data } = files.reasons;
  const codes = [
    ...Object.entries(data.reasons).map(([c, w]) => [`reasons.${c}`, w] as const),
    ...Object.entries(data.alsoAffected).map(([c, w]) => [`alsoAffected.${c}`, w] as const),
  ];
  return [
    ...kinds.map(kind => ({
      file: 'config/templates',
      path: `${kind}.yaml`,
      expected: 'a template of every kind',
      found: 'nothing',
    })),
    ...('other' in data.reasons
      ? []
      : [{ file, path: 'reasons.other', expected: 'words for an unknown reason', found: 'nothing' }]),
    ...codes.flatMap(([path, words]) =>
      languages
        .filter(l => !(l in words))
        .map(l => ({
          file,
          path: `${path}.${l}`,
          expected: 'words in every language of the brand',
          found: 'nothing',
        })),
    ),
    ...languages
      .filter(language => !DAY_LANGUAGES.includes(language))
      .map(language => ({
        file: 'config/brand.yaml',
        path: 'languages',
        expected: `one of ${DAY_LANGUAGES.join(', ')}`,
        found: language,
      })),
  ];
};

/** A sentence named in one language and not in another would fail only on the day somebody needs it. */
const unequalSentences = (
  { file, data }: TextFiles['sentences'] | TextFiles['debt'],
  languages: readonly string[],
): readonly TextProblem[] => {
  const all = new Set(Object.values(data).flatMap(words => Object.keys(words.sentences)));
  return languages.flatMap(language => {
    const words = data[language];
    if (words === undefined)
      return [
        { file, path: language, expected: 'sentences in every language of the brand', found: 'nothing' },
      ];
    const lacking = [...all].filter(name => !(name in words.sentences));
    const clashing = Object.keys(words.sentences).filter(isPlaceholder);
    return [
      ...lacking.map(name => ({
        file,
        path: `${language}.sentences.${name}`,
        expected: 'the sentence in every language',
        found: 'nothing',
      })),
      ...clashing.map(name => ({
        file,
        path: `${language}.sentences.${name}`,
        expected: 'a name that no fact has',
        found: name,
      })),
    ];
  });
};

const unknownProofs = (files: TextFiles): readonly TextProblem[] => {
  const sentences = new Set(
    [files.sentences, files.debt].flatMap(({ data }) =>
      Object.values(data).flatMap(w => Object.keys(w.sentences)),
    ),
  );
  return Object.entries(files.elements.data).flatMap(([element, { anyOf, given }]) => [
    ...anyOf
      .flat()
      .filter(name => !isPlaceholder(name) && !sentences.has(name))
      .map(name => ({
        file: files.elements.file,
        path: `${element}.anyOf`,
        expected: 'a known placeholder',
        found: name,
      })),
    ...given
      .filter(name => !isYesNo(name))
      .map(name => ({
        file: files.elements.file,
        path: `${element}.given`,
        expected: 'a placeholder that is yes or no',
        found: name,
      })),
  ]);
};

/** What is missing between the files, each of which may be well-formed by itself. */
export const gapsIn = (files: TextFiles, languages: readonly string[]): readonly TextProblem[] => [
  ...missingTexts(files, languages),
  ...unequalSentences(files.sentences, languages),
  ...unequalSentences(files.debt, languages),
  ...unknownProofs(files),
];
