import type { Instant } from '../../domain/time.js';
import type { LineRefused } from './billing-feed.js';

/** A file of a feed of debts that lies in its folder. */
export interface InboxFile<Row> {
  readonly name: string;
  /** What its name tells of when it was made; null: nothing. */
  readonly asOf: Instant | null;
  /** Of its content, in hex. */
  sha256(): Promise<string>;
  /** What cannot be read of it comes as a last row that says so. */
  rows(): AsyncIterable<Row>;
  /** Begins the report that comes to lie beside it anew. */
  report(): Promise<(refused: readonly LineRefused[]) => Promise<void>>;
  /** Out of the way, with its report. */
  settle(as: 'done' | 'rejected'): Promise<void>;
}
/** A Fault from any of these is of the file or its disk alone. */
export interface Inbox<Row> {
  /** As its folder is called. */
  readonly feed: string;
  /** What lies ready, the oldest first by what the names tell, then by name. */
  waiting(): Promise<readonly InboxFile<Row>[]>;
}
export const FILE_FAULT = 'feed.file';
