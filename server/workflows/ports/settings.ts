import type { Instant } from '../../domain/time.js';

/** One value that an administrator set; null in place of a value: back to what is shipped. */
export interface SettingRow {
  readonly name: string;
  /** Grows by one with each save; 0, where nothing is stored, is the shipped value. */
  readonly version: number;
  readonly value: unknown;
  readonly at: Instant;
  readonly by: string;
}

/** Append-only: a setting is changed by a row of its next version. */
export interface SettingStore {
  /** The newest of each. `lock`: nobody else saves one until the transaction ends. */
  current(lock?: 'lock'): Promise<readonly SettingRow[]>;
  add(rows: readonly SettingRow[]): Promise<void>;
  /** The newest first. */
  history(name: string, limit: number): Promise<readonly SettingRow[]>;
}
