import type { SmsText } from '../../workflows/ports.js';
import { isGsm, smsSize } from './sms-encoding.js';

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\s\u00a0\u2000-\u200a\u202f]+/g, ' '],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u201c-\u201f\u00ab\u00bb]/g, '"'],
  [/[\u2018-\u201b\u2032]/g, "'"],
  [/\u2026/g, '...'],
];
/** Worth it only where the whole text then fits the cheaper alphabet; a Cyrillic text keeps its own signs. */
const TO_GSM: readonly (readonly [RegExp, string])[] = [
  [/№ ?/g, 'No '],
  [/₽/g, 'RUB'],
  [/°/g, ' deg'],
  [/`/g, "'"],
];
const ACCENTS: Readonly<Record<string, string>> = {
  á: 'a',
  í: 'i',
  ó: 'o',
  ú: 'u',
  Á: 'A',
  Í: 'I',
  Ó: 'O',
  Ú: 'U',
};

const replaceAll = (text: string, rules: typeof PLAIN): string =>
  rules.reduce((result, [pattern, by]) => result.replace(pattern, by), text);

const foldAccents = (text: string): string =>
  text.replace(/[áíóúÁÍÓÚ]/g, letter => ACCENTS[letter] ?? letter);

/** Typography that would push a text from 160 characters a segment to 70 becomes plain before anything is counted. */
export const normaliseSms = (text: string): string => {
  const plain = replaceAll(text.normalize('NFC'), PLAIN).trim();
  const gsm = replaceAll(plain, TO_GSM);
  return isGsm(foldAccents(gsm)) ? gsm : plain;
};

/** The text as it will be sent, and kept as evidence. Accents go only when that saves a segment. */
export const smsBody = (text: string): SmsText => {
  const body = normaliseSms(text);
  const folded = foldAccents(body);
  const size = smsSize(body);
  const foldedSize = smsSize(folded);
  return foldedSize.segments < size.segments
    ? { channel: 'sms', body: folded, ...foldedSize }
    : { channel: 'sms', body, ...size };
};
