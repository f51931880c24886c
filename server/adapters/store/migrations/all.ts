import type { Migration } from 'kysely';
import * as ledger from './0001-ledger.js';
import * as feeds from './0003-feeds.js';

/** In the order of their names; forward only. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0003-feeds': feeds,
};
