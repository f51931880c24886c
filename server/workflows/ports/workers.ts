import type { Instant } from '../../domain/time.js';

/** How long a lease lasts without being renewed: so long is a dead process's work left alone. */
export const LEASE_SECONDS = 15;
/** How often to renew: two renewals may fail before the lease runs out. */
export const RENEW_EVERY_SECONDS = 5;

export interface LiveWorker {
  readonly id: string;
  readonly host: string;
  readonly startedAt: Instant;
  readonly leaseUntil: Instant;
}
export interface Renewal {
  /**
   * The longest at work of all live processes: it alone imports, sweeps, and reads feeds and the printer's events. For
   * a few seconds two may believe it of themselves, so what a leader does must be harmless twice.
   */
  readonly leader: boolean;
  readonly others: readonly LiveWorker[];
  /** The lease had run out, and what this process had claimed goes to whoever takes it over; it began anew. */
  readonly lapsed: boolean;
}
export interface GivenBack {
  readonly jobs: number;
  /** Deliveries that go again, for they were claimed but not handed over. */
  readonly again: number;
  /** Deliveries handed over without an answer. */
  readonly unknown: number;
  /** Rows of the CRM's outbox that may have been written. */
  readonly uncertain: number;
}

/**
 * Whose claims are whose. A process takes a lease before it claims anything, renews it every few seconds and gives all
 * back when it leaves; when a lease has run out, any other process takes over what was claimed under it. `realNow` is
 * real time, never a simulated clock's: hosts must agree on it to a few seconds.
 */
export interface Workers {
  /** Takes the lease, or renews it. */
  renew(realNow: Instant): Promise<Renewal>;
  /** Whether the lease still holds, by what this process knows: asked just before a hand-over. */
  holds(realNow: Instant): boolean;
  /** Gives back what dead processes had claimed; `now` is when by the ledger's clock. */
  takeOver(realNow: Instant, now: Instant): Promise<GivenBack>;
  /** The orderly end: gives back what this process still has claimed, and its lease. */
  leave(now: Instant): Promise<void>;
  live(realNow: Instant): Promise<readonly LiveWorker[]>;
}
