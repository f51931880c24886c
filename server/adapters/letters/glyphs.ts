import { Fault } from '../../workflows/fault.js';
import type { LetterText, PaymentSlip, TextRow } from '../../workflows/ports.js';
import type { LetterFonts } from './font.js';

/**
 * Composed characters, no control characters but the newline (the font draws nothing for them), and phone numbers that
 * no line break parts.
 */
export const drawable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/\+\d[\d ]+\d/g, phone => phone.replaceAll(' ', '\u00a0'));

const drawableRow = (row: TextRow): TextRow => ({
  ...row,
  label: drawable(row.label),
  value: drawable(row.value),
});

/** Not the code itself: it is read by machines, byte for byte. */
const drawableSlip = (slip: PaymentSlip | null): PaymentSlip | null =>
  slip && {
    heading: drawable(slip.heading),
    rows: slip.rows.map(drawableRow),
    code: slip.code && { ...slip.code, caption: drawable(slip.code.caption) },
  };

export const drawableLetter = (letter: LetterText): LetterText => ({
  ...letter,
  subject: drawable(letter.subject),
  dateLine: drawable(letter.dateLine),
  referenceLine: drawable(letter.referenceLine),
  salutation: drawable(letter.salutation),
  body: letter.body.map(block => (typeof block === 'string' ? drawable(block) : block.map(drawableRow))),
  closing: drawable(letter.closing),
  slip: drawableSlip(letter.slip ?? null),
});

const rowTexts = (rows: readonly TextRow[]): readonly string[] =>
  rows.flatMap(({ label, value }) => [label, value]);

const textsOf = (letter: LetterText): readonly string[] => [
  letter.subject,
  letter.dateLine,
  letter.referenceLine,
  letter.salutation,
  letter.closing,
  ...letter.body.flatMap(block => (typeof block === 'string' ? [block] : rowTexts(block))),
  ...(letter.slip == null
    ? []
    : [letter.slip.heading, letter.slip.code?.caption ?? '', ...rowTexts(letter.slip.rows)]),
];

/** An empty box in place of a name is no letter: throws Fault('rejected', 'letter.glyphs'), naming code points only. */
export const demandGlyphs = (fonts: LetterFonts, letter: LetterText, others: readonly string[]): void => {
  const characters = new Set([...textsOf(letter), ...others].flatMap(text => [...text]));
  const missing = [...characters].filter(c => c !== '\n' && !(fonts.regular.has(c) && fonts.bold.has(c)));
  if (missing.length === 0) return;
  const points = missing.map(c => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  throw new Fault('rejected', 'letter.glyphs', `The letter font lacks ${points.slice(0, 10).join(', ')}.`);
};
