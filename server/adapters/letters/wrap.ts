/** The width of a text in the units of the limit. */
export type Measure = (text: string) => number;

/** A word longer than the line is broken where it must be. */
const breakWord = (word: string, limit: number, width: Measure): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && width(part + character) > limit) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
};

/** Measures words, not lines: words come again in other letters, so their widths are known. */
const wrapLine = (line: string, limit: number, width: Measure): readonly string[] => {
  const space = width(' ');
  const lines: string[] = [];
  let current: string[] = [];
  let used = 0;
  for (const word of line.split(' ').flatMap(w => (width(w) > limit ? breakWord(w, limit, width) : [w]))) {
    const wide = width(word);
    if (current.length > 0 && used + space + wide > limit) {
      lines.push(current.join(' '));
      current = [];
    }
    used = current.length === 0 ? wide : used + space + wide;
    current.push(word);
  }
  return [...lines, current.join(' ')];
};

/** Sets a text in lines no wider than the limit; a newline stays one. */
export const wrap = (text: string, limit: number, width: Measure): readonly string[] =>
  text.split('\n').flatMap(line => wrapLine(line.trim(), limit, width));
