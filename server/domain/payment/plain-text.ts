/** One line without control characters: a line break in a payee's name would shift every field after it. */
export const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();

/** The beginning of a text, never half a character. */
export const shortened = (text: string, characters: number): string =>
  [...text].slice(0, characters).join('').trim();

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
