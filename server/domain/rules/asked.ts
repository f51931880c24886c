import type { CivilDate, Instant, Zone } from '../time.js';
import type { LawVersions } from './resolve.js';
import type { ResolvedRules, Scenario } from './rulebook.js';

/** A question to the law of an outage, as data: asked again of the same versions it has the same answer. */
export interface Asked {
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly scenario: Scenario;
  readonly customerClass: string;
  readonly facts: ResolvedRules['facts'];
  /** The day whose law counts, and the day to take where nothing was in force on it. */
  readonly days: readonly [CivilDate, ...CivilDate[]];
  /** The first moment without supply; null: it is not known, or no matter. */
  readonly start: Instant | null;
  /** A new date has a notice period; all else is told at once. */
  readonly newDate: boolean;
  readonly now: Instant;
  /** All that was written for the place when it was asked. */
  readonly versions: LawVersions;
}
