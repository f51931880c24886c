import { createContext, useContext } from 'react';
import type { Failed } from '../client/outcome.js';
import type { RefusalView } from '../contract/common.js';
import { millisecondsOf, moment } from '../words/moments.js';
import type { RefusalWords, Said, Saying } from '../words/refusal-words.js';
import { commonRefusals } from '../words/refusals.js';
import { formOf, number, type Language, type Message } from '../words/say.js';
import { civilDay, sumText } from './debt-standing.js';

/** Where a refusal is told, and in which words. */
export interface Hearing {
  readonly words: RefusalWords;
  /** Of the premises, where the refusal names no zone of its own. */
  readonly zone: string;
  /** Says of which year nothing needs to be said; null: it is not known. */
  readonly nowMs: number | null;
}

/** Of the surface a refusal is shown on; each loads the words of what it can be answered, and no others. */
export const HearingContext = createContext<Hearing>({ words: commonRefusals, zone: 'UTC', nowMs: null });
export const useHearing = (): Hearing => useContext(HearingContext);

type Told = Hearing & { readonly language: Language };

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
type Details = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Details => typeof value === 'object' && value !== null;

/** A value as people read it: by what it looks like, for the contract says no more of a detail. */
const valueText = (name: string, value: unknown, told: Told, zone: string): string | null => {
  const { words, language } = told;
  if (typeof value === 'number') return number(language, value);
  if (typeof value === 'string') {
    const nowMs = told.nowMs ?? millisecondsOf(value);
    if (MOMENT.test(value)) return moment(value, zone, language, nowMs);
    if (DAY.test(value)) return civilDay(value, { language, nowMs });
    return (
      words.names?.[name]?.[value] ??
      commonRefusals.names?.[name]?.[value] ??
      words.nameOf?.(name, value) ??
      value
    );
  }
  if (Array.isArray(value)) {
    const texts = value.map(each => valueText(name, each, told, zone));
    return texts.length === 0 || texts.includes(null) ? null : texts.join(', ');
  }
  if (!isRecord(value)) return null;
  const own = value[language];
  if (typeof own === 'string') return own;
  const { minor, currency } = value;
  return typeof minor === 'number' && typeof currency === 'string'
    ? sumText({ minor, currency }, language)
    : null;
};

const filled = (message: Message, details: Details, told: Told): string | null => {
  const zone = typeof details['zone'] === 'string' ? details['zone'] : told.zone;
  let whole = true;
  const text = formOf(message, told.language, details['n']).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = valueText(name, details[name], told, zone);
    whole &&= value !== null;
    return value ?? '';
  });
  return whole ? text : null;
};

const sayingOf = (saying: Saying, details: Details, told: Told): string | null => {
  const all: readonly Message[] = Array.isArray(saying) ? saying : [saying as Message];
  return all.reduce<string | null>((text, each) => text ?? filled(each, details, told), null);
};

const saidOf = (code: string, { said }: RefusalWords): Said | undefined =>
  said[code] ?? commonRefusals.said[code] ?? said[`${code.split('.')[0] ?? ''}.*`];

/** The server's English, with the names that the surface has for what the law's own names stand in it in quotes. */
const named = (message: string, details: Details, { words: { nameOf } }: Told): string =>
  Object.entries(details).reduce((text, [detail, value]) => {
    const name = typeof value === 'string' ? nameOf?.(detail, value) : undefined;
    return name === undefined ? text : text.replaceAll(`"${String(value)}"`, `“${name}”`);
  }, message);

/** A refusal in the reader's language; one for which there are no words stays as the server said it. */
export const refusalIn = (refusal: RefusalView, told: Told): RefusalView => {
  const details = refusal.details ?? {};
  if (told.language === 'en') return { ...refusal, message: named(refusal.message, details, told) };
  const said = saidOf(refusal.code, told.words);
  const message = said === undefined ? null : sayingOf(said.message, details, told);
  if (said === undefined || message === null) return refusal;
  const lawful = sayingOf(said.lawful, details, told);
  return { ...refusal, message, ...(lawful === null ? {} : { lawful }) };
};

/**
 * Why there is no answer, as far as the server said: its own sentence to a reader of English, to others only what there
 * are words for. Null: there are none.
 */
export const problemIn = ({ code, message, refusal }: Failed, language: Language): string | null => {
  if (code === null || message === null) return null;
  const told = { words: commonRefusals, language, zone: 'UTC', nowMs: null };
  const said = refusalIn(refusal ?? { code, message, because: [] }, told);
  const text = `${said.message} ${refusal === null ? '' : (said.lawful ?? '')}`.trim();
  return language === 'en' || said.message !== message ? text : null;
};
