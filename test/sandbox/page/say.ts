import type { Lang } from './times.js';
import { words, type WordKey } from './words.js';

export type { WordKey } from './words.js';
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const PLURAL_ORDER: Readonly<Record<Lang, readonly Intl.LDMLPluralRule[]>> = {
  en: ['one', 'other'],
  ru: ['one', 'few', 'many'],
};

/** `9,004` and `9 004`. */
export const numberWords = (n: number, lang: Lang): string =>
  n.toLocaleString(lang === 'ru' ? 'ru-RU' : 'en-GB');

/** Texts with `|` hold a form for each plural; `n` chooses. */
const formOf = (text: string, n: unknown, lang: Lang): string => {
  const forms = text.split('|');
  if (forms.length === 1 || typeof n !== 'number') return forms[0] ?? text;
  const index = PLURAL_ORDER[lang].indexOf(new Intl.PluralRules(lang).select(n));
  return forms[index] ?? forms.at(-1) ?? text;
};

export const sayIn =
  (lang: Lang): Say =>
  (key, values = {}) => {
    const text = formOf(words[key][lang === 'en' ? 0 : 1], values.n, lang);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? numberWords(value, lang) : value;
    });
  };

/** For a key put together from a state's name; what has no words of its own is shown as it is. */
export const wordOr = (say: Say, key: string, otherwise: string): string =>
  Object.hasOwn(words, key) ? say(key as WordKey) : otherwise;
