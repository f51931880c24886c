import type { OutageId } from '../../domain/ids.js';
import type { CarrierWork } from '../../domain/office/carrier-health.js';
import type { Instant } from '../../domain/time.js';
import type { Lane } from './jobs.js';
import type { StoredOutage } from './outages.js';

/** How far the newest campaign of an outage is, in customers. */
export interface StandingRow {
  readonly outage: OutageId;
  readonly revision: number;
  readonly expanded: boolean;
  readonly paused: boolean;
  readonly alarmed: boolean;
  readonly customers: number;
  readonly reached: number;
  readonly underWay: number;
  readonly notReached: number;
  readonly deadline: Instant | null;
}
export interface DeadlineRow {
  readonly at: Instant;
  readonly outage: OutageId;
  readonly ref: string;
  readonly revision: number;
  readonly notices: number;
}
export interface MissedOutage {
  readonly outage: OutageId;
  readonly ref: string;
  readonly customers: number;
  readonly lifeSupport: number;
  /** When the last of them was planned. */
  readonly at: Instant;
}
export interface LaneRow {
  readonly lane: Lane;
  readonly jobs: number;
  readonly oldestAt: Instant | null;
}
export interface PlaceRow {
  readonly jurisdiction: string;
  readonly servicePoints: number;
}

/** What the app page and the settings page read. */
export interface OperationsReads {
  /** Drafts and what is announced and not over, the newest first. */
  openOutages(limit: number): Promise<readonly StoredOutage[]>;
  /** Every outage, the newest first, those after `after`. */
  outagePage(after: OutageId | null, limit: number): Promise<readonly StoredOutage[]>;
  standings(outages: readonly OutageId[]): Promise<readonly StandingRow[]>;
  deadlines(limit: number): Promise<readonly DeadlineRow[]>;
  missedOutages(limit: number): Promise<readonly MissedOutage[]>;
  carrierWork(since: Instant, now: Instant): Promise<readonly CarrierWork[]>;
  lanes(now: Instant): Promise<readonly LaneRow[]>;
  writeBack(): Promise<{ readonly waiting: number; readonly oldestAt: Instant | null }>;
  places(): Promise<readonly PlaceRow[]>;
}
