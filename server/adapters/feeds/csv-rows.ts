/** A row of a file, by the names of its first row. */
export interface CsvRow {
  /** Of the file, the first is 1; a field in quotes may take several. */
  readonly line: number;
  /** Null: it has more or fewer fields than the first row, or ends inside quotes. */
  readonly fields: Readonly<Record<string, string>> | null;
}

/** More than a row of billing can be; a quote that is never closed must not take the whole file into memory. */
const LONGEST_ROW = 64 * 1024;

/** One for all: an empty list for each character is work for nothing. */
const NO_ROWS: readonly SplitRow[] = [];

interface SplitRow {
  readonly line: number;
  readonly values: readonly string[] | null;
}

/** Splits text that comes in pieces into rows, by RFC 4180; either end of line. */
const makeSplitter = () => {
  let values: string[] = [];
  let value = '';
  let state: 'plain' | 'quoted' | 'quoteInQuoted' = 'plain';
  let line = 1;
  let begun = 1;
  let length = 0;
  let afterCr = false;

  const endRow = (broken = false): readonly SplitRow[] => {
    const row = { line: begun, values: broken || length > LONGEST_ROW ? null : [...values, value] };
    const empty = values.length === 0 && value === '' && !broken;
    values = [];
    value = '';
    length = 0;
    state = 'plain';
    begun = line;
    return empty ? NO_ROWS : [row];
  };

  const push = (character: string): readonly SplitRow[] => {
    const second = afterCr && character === '\n';
    afterCr = character === '\r';
    if (second && state !== 'quoted') {
      begun = line;
      return NO_ROWS;
    }
    if (character === '\n' ? !second : character === '\r') line += 1;
    length += 1;
    if (length <= LONGEST_ROW || state === 'plain') return step(character);
    // Too long to be a row: look for its end, and keep nothing of it.
    value = '';
    return character === '\n' ? endRow(true) : [];
  };

  const step = (character: string): readonly SplitRow[] => {
    if (state === 'quoted') {
      if (character === '"') state = 'quoteInQuoted';
      else value += character;
      return NO_ROWS;
    }
    if (character === '"' && state === 'quoteInQuoted') {
      value += character;
      state = 'quoted';
      return NO_ROWS;
    }
    if (character === '"' && value === '') {
      state = 'quoted';
      return NO_ROWS;
    }
    state = 'plain';
    if (character === ',') {
      values.push(value);
      value = '';
      return NO_ROWS;
    }
    if (character === '\n' || character === '\r') return endRow();
    if (length <= LONGEST_ROW) value += character;
    return NO_ROWS;
  };

  return {
    push,
    end: (): readonly SplitRow[] => (state === 'quoted' ? endRow(true) : endRow()),
  };
};

async function* recordsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<SplitRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const { push, end } = makeSplitter();
  for await (const piece of pieces)
    for (const character of decoder.decode(piece, { stream: true })) {
      const rows = push(character);
      // Most characters end no row, and there are a hundred million of them.
      if (rows.length > 0) yield* rows;
    }
  for (const character of decoder.decode()) yield* push(character);
  yield* end();
}

/**
 * Reads a CSV file of any size as it comes in: comma, UTF-8, names in the first row. Empty lines are passed over. Throws
 * TypeError on text that is not UTF-8, and RangeError where the first row lacks one of `columns` or has a strange one:
 * a misspelt column must not be taken for one that was left out.
 */
export async function* csvRows(
  pieces: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<CsvRow> {
  let names: readonly string[] | null = null;
  for await (const { line, values } of recordsOf(pieces)) {
    if (names === null) {
      names = (values ?? []).map(name => name.trim());
      const strange = names.filter(name => !columns.includes(name));
      if (strange.length > 0 || names.length === 0 || new Set(names).size < names.length)
        throw new RangeError(`The first row must name columns of: ${columns.join(', ')}.`);
      continue;
    }
    const known = names;
    yield values?.length === known.length
      ? { line, fields: Object.fromEntries(values.map((value, n) => [known[n], value.trim()])) }
      : { line, fields: null };
  }
}
