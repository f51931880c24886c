import type { WeatherRow } from '../../domain/debt/weather.js';
import type { CivilDate, Instant } from '../../domain/time.js';

export interface Weather {
  /**
   * Keeps the newest word on each day of an area; an older one changes nothing. A warning of the same day or the day
   * before stays beside a newer word. Returns the areas of which something changed.
   */
  save(rows: readonly WeatherRow[]): Promise<readonly string[]>;
  /** Of those areas and days, both included. */
  about(areas: readonly string[], from: CivilDate, to: CivilDate): Promise<readonly WeatherRow[]>;
  /** When the newest word was issued; null: there is none. */
  issuedAt(): Promise<Instant | null>;
  /** Forgets days before; returns how many rows. */
  prune(before: CivilDate): Promise<number>;
}
