import type { FeedLine } from '../../workflows/ports/billing-feed.js';
import { csvRows } from './csv-rows.js';
import { arrayRows, fieldsOf, lineRows, NotAnArray } from './json-rows.js';

const NOT_AN_OBJECT = {
  code: 'row.notAnObject',
  message: 'This is no JSON object of texts and numbers, or it is far too long.',
};

async function* objects(
  pieces: AsyncIterable<Uint8Array>,
  form: 'json' | 'ndjson',
): AsyncGenerator<FeedLine> {
  for await (const { line, text } of form === 'json' ? arrayRows(pieces) : lineRows(pieces)) {
    const fields = text === null ? null : fieldsOf(text);
    yield fields === null ? { line, fields, why: NOT_AN_OBJECT } : { line, fields };
  }
}

/** Why nothing behind this place is read; null: it is no mistake of the feed's. */
const endOf = (error: unknown): { readonly code: string; readonly message: string } | null => {
  if (error instanceof RangeError || error instanceof NotAnArray)
    return { code: 'feed.unreadable', message: `${error.message} Nothing from here on was read.` };
  const { code } = error as { readonly code?: unknown };
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    ? { code: 'feed.notUtf8', message: 'This is not UTF-8. Nothing from here on was read.' }
    : null;
};

/** Where the feed itself cannot be read any further a last line says why, as one without fields. */
async function* toTheEnd(rows: AsyncIterable<FeedLine>): AsyncGenerator<FeedLine> {
  let line = 0;
  try {
    for await (const row of rows) {
      ({ line } = row);
      yield row;
    }
  } catch (error) {
    const why = endOf(error);
    if (why === null) throw error;
    yield { line: line + 1, fields: null, why };
  }
}

/** The rows of a CSV file as it comes in. */
export const csvLines = (
  pieces: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncIterable<FeedLine> => toTheEnd(csvRows(pieces, columns) as AsyncIterable<FeedLine>);

/** Of one JSON array of objects, or of one object in each line. */
export const jsonLines = (
  pieces: AsyncIterable<Uint8Array>,
  form: 'json' | 'ndjson',
): AsyncIterable<FeedLine> => toTheEnd(objects(pieces, form));
