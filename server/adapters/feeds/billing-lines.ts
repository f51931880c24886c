import { BILLING_COLUMNS } from '../../domain/debt/billing-row.js';
import type { FeedLine } from '../../workflows/ports/billing-feed.js';
import { csvRows } from './csv-rows.js';
import { arrayRows, fieldsOf, lineRows, NotAnArray, type TextRow } from './json-rows.js';

/** How billing's rows are written: a CSV file, one JSON array of objects, or one JSON object in each line. */
export const BILLING_FORMS = ['csv', 'json', 'ndjson'] as const;
export type BillingForm = (typeof BILLING_FORMS)[number];

const NOT_AN_OBJECT = {
  code: 'row.notAnObject',
  message: 'This is no JSON object of texts and numbers, or it is far too long.',
};

async function* objects(rows: AsyncIterable<TextRow>): AsyncGenerator<FeedLine> {
  for await (const { line, text } of rows) {
    const fields = text === null ? null : fieldsOf(text);
    yield fields === null ? { line, fields, why: NOT_AN_OBJECT } : { line, fields };
  }
}

async function* csv(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<FeedLine> {
  for await (const { line, fields } of csvRows(pieces, BILLING_COLUMNS))
    yield fields === null ? { line, fields } : { line, fields };
}

const READERS: Readonly<Record<BillingForm, (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<FeedLine>>> =
  {
    csv,
    json: pieces => objects(arrayRows(pieces)),
    ndjson: pieces => objects(lineRows(pieces)),
  };

/** Why nothing behind this place is read; null: it is no mistake of the feed's. */
const endOf = (error: unknown): { readonly code: string; readonly message: string } | null => {
  if (error instanceof RangeError || error instanceof NotAnArray)
    return { code: 'feed.unreadable', message: `${error.message} Nothing from here on was read.` };
  if (
    error instanceof TypeError &&
    (error as { readonly code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  )
    return { code: 'feed.notUtf8', message: 'This is not UTF-8. Nothing from here on was read.' };
  return null;
};

/**
 * The rows of a billing feed as it comes in. Where the feed itself cannot be read any further a last line says why; it
 * is one that has no fields, so the balances stay in doubt.
 */
export async function* billingLines(
  form: BillingForm,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<FeedLine> {
  let line = 0;
  try {
    for await (const row of READERS[form](pieces)) {
      ({ line } = row);
      yield row;
    }
  } catch (error) {
    const why = endOf(error);
    if (why === null) throw error;
    yield { line: line + 1, fields: null, why };
  }
}
