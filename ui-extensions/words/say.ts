export type Language = 'en' | 'ru';

/** With one number `n` in it, the forms its language needs: English one and other, Russian one, few, many and other. */
export interface Counted {
  readonly zero?: string;
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
/** `{name}` is replaced by the value of that name. */
export type Message = string | Counted;
export type Messages = Readonly<Record<string, Message>>;
/** English says which messages there are; every other language has the same ones. */
export interface Table<English extends Messages = Messages> {
  readonly en: English;
  readonly ru: Readonly<Record<keyof English, Message>>;
}

type Holes<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<M> = M extends string ? Holes<M> : M extends object ? Holes<M[keyof M]> | 'n' : never;
type Values<M> = [HolesOf<M>] extends [never] ? [] : [values: Readonly<Record<HolesOf<M>, string | number>>];

/** What says the words of a table in one language. A message's values are checked by the compiler. */
export type Say<English extends Messages> = <Key extends keyof English>(
  key: Key,
  ...values: Values<English[Key]>
) => string;

/** For the compiler: keeps each message's text in its type, so that the names in it can be read off. */
export const table = <const English extends Messages>(words: Table<English>): Table<English> => words;

export const formOf = (message: Message, language: Language, n: unknown): string => {
  if (typeof message === 'string') return message;
  if (n === 0 && message.zero !== undefined) return message.zero;
  const form = new Intl.PluralRules(language).select(typeof n === 'number' ? n : 0);
  return (form === 'one' || form === 'few' || form === 'many' ? message[form] : undefined) ?? message.other;
};

/** Numbers with the language's own separators. */
export const number = (language: Language, value: number): string =>
  new Intl.NumberFormat(language).format(value);

export const sayIn =
  <English extends Messages>(words: Table<English>, language: Language): Say<English> =>
  (key, ...given) => {
    const values: Readonly<Record<string, string | number>> = given[0] ?? {};
    const text = formOf(words[language][key], language, values['n']);
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name];
      if (value === undefined) return hole;
      return typeof value === 'number' ? number(language, value) : value;
    });
  };

/** The language a card speaks to its reader: the reader's own in HubSpot where we have it, else English. */
export const languageOf = (user: { readonly language?: string; readonly locale?: string }): Language =>
  /^ru\b/i.test(user.language ?? user.locale ?? '') ? 'ru' : 'en';
