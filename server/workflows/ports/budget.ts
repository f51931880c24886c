import type { Instant } from '../../domain/time.js';

/** So many starts in any interval of this length, wherever it begins. */
export interface Rate {
  readonly cap: number;
  readonly intervalMs: number;
}

/**
 * Starts that an outside party counts, over every process of ours: HubSpot's burst, a carrier's messages per second.
 * The rate comes with each start, for it may be learnt from answers.
 */
export interface Budget {
  /** Resolves when one more may start, first come, first served: null. Closed, it says until when and starts nothing. */
  start(rate: Rate): Promise<Instant | null>;
  /** Nothing starts before. Who waits keeps its turn. */
  hold(until: Instant): void;
  /** Everybody is sent away until then, those who wait too. */
  close(until: Instant): void;
}

/** The same name is the same budget, in every process that shares them. */
export type Budgets = (name: string) => Budget;
