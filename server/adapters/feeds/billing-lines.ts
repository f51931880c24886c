import { BILLING_COLUMNS } from '../../domain/debt/billing-row.js';
import type { FeedLine } from '../../workflows/ports/billing-feed.js';
import { csvLines, jsonLines } from './feed-lines.js';

/** The rows of a billing feed: a CSV file, one JSON array of objects, or one JSON object in each line. */
export const billingLines = (
  form: 'csv' | 'json' | 'ndjson',
  pieces: AsyncIterable<Uint8Array>,
): AsyncIterable<FeedLine> => (form === 'csv' ? csvLines(pieces, BILLING_COLUMNS) : jsonLines(pieces, form));
