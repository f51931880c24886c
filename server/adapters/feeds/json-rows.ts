import type { BillingFields } from '../../domain/debt/billing-row.js';

/** One value of an array, or one line of text; null: it is too long to be a row. */
export interface TextRow {
  /** The first is 1. */
  readonly line: number;
  readonly text: string | null;
}

/** As of a row of a CSV file: more than a row of billing can be. */
const LONGEST_ROW = 64 * 1024;

async function* charactersOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** Each line that is not empty. Throws TypeError on text that is not UTF-8. */
export async function* lineRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TextRow> {
  let rest = '';
  let line = 0;
  const row = (text: string): readonly TextRow[] => {
    line += 1;
    return text.trim() === '' ? [] : [{ line, text: text.length > LONGEST_ROW ? null : text }];
  };
  for await (const piece of charactersOf(pieces)) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield* row(part);
    // Of a line without an end no more is kept than says that it is too long.
    if (rest.length > LONGEST_ROW) rest = rest.slice(0, LONGEST_ROW + 1);
  }
  yield* row(rest);
}

/** The document is no array of JSON; from there on nothing is read. */
export class NotAnArray extends Error {
  override readonly name = 'NotAnArray';
}

/** Splits an array into the texts of its values, by their brackets and quotes alone: what each is, is for who reads it. */
const makeSplitter = () => {
  let state: 'before' | 'between' | 'value' | 'after' = 'before';
  let text = '';
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let line = 0;

  const end = (): readonly TextRow[] => {
    line += 1;
    const row = { line, text: text.length > LONGEST_ROW ? null : text };
    text = '';
    return [row];
  };
  const inside = (character: string): readonly TextRow[] => {
    if (!quoted && depth === 0 && (character === ',' || character === ']')) {
      state = character === ']' ? 'after' : 'between';
      return end();
    }
    if (text.length <= LONGEST_ROW) text += character;
    if (quoted) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') quoted = false;
      return [];
    }
    if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    return [];
  };
  return {
    push: (character: string): readonly TextRow[] => {
      if (state === 'value') return inside(character);
      if (/\s/.test(character) || (state === 'before' && character === '\uFEFF')) return [];
      if (state === 'before') {
        if (character !== '[') throw new NotAnArray('The body does not begin with [.');
        state = 'between';
        return [];
      }
      if (state === 'after' || character === ',')
        throw new NotAnArray('There is something between two values, or behind the end.');
      if (character === ']') {
        if (line > 0) throw new NotAnArray('There is a comma before the end.');
        state = 'after';
        return [];
      }
      state = 'value';
      return inside(character);
    },
    isWhole: (): boolean => state === 'after',
  };
};

/** Each value of one JSON array. Throws NotAnArray where it is none, and TypeError on text that is not UTF-8. */
export async function* arrayRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<TextRow> {
  const { push, isWhole } = makeSplitter();
  for await (const piece of charactersOf(pieces))
    for (const character of piece) {
      const rows = push(character);
      if (rows.length > 0) yield* rows;
    }
  if (!isWhole()) throw new NotAnArray('The array does not end.');
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a JSON object as text: numbers as they are written by JavaScript, null as not there. Null: it is no such object. */
export const fieldsOf = (text: string): BillingFields | null => {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return null;
  }
  if (!isFields(value)) return null;
  const fields = Object.entries(value).filter(([, each]) => each !== null);
  if (fields.some(([, each]) => typeof each !== 'string' && typeof each !== 'number')) return null;
  return Object.fromEntries(fields.map(([name, each]) => [name, String(each).trim()]));
};
