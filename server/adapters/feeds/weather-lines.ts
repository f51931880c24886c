import { WEATHER_COLUMNS } from '../../domain/debt/weather-row.js';
import type { FeedLine } from '../../workflows/ports/billing-feed.js';
import { csvLines, jsonLines } from './feed-lines.js';

/** The rows of a weather file. */
export const weatherFileLines = (pieces: AsyncIterable<Uint8Array>): AsyncIterable<FeedLine> =>
  csvLines(pieces, WEATHER_COLUMNS);

/** The rows of an answer: one JSON array. */
export const weatherAnswerLines = (pieces: AsyncIterable<Uint8Array>): AsyncIterable<FeedLine> =>
  jsonLines(pieces, 'json');
