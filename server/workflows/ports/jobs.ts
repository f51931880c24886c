import type { AccountId, CampaignId, DebtCaseId, DeliveryId, NoticeId, OutageId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { PassCursor } from './upkeep.js';
import type { OutboxKind } from './outbox.js';

export type Lane = 'emergency' | 'normal' | 'bulk';
export type JobSpec =
  | {
      readonly name: 'expandCampaign';
      readonly data: { readonly campaign: CampaignId; readonly after: AccountId | null };
    }
  | { readonly name: 'expandCampaigns'; readonly data: { readonly campaigns: readonly CampaignId[] } }
  | { readonly name: 'deliverNotices'; readonly data: { readonly deliveries: readonly DeliveryId[] } }
  | { readonly name: 'escalateUnserved'; readonly data: { readonly notices: readonly NoticeId[] } }
  | { readonly name: 'resolveUnknown'; readonly data: { readonly none?: never } }
  | { readonly name: 'mirrorToCrm'; readonly data: { readonly kind: OutboxKind } }
  | { readonly name: 'watchPause'; readonly data: { readonly outage: OutageId } }
  | { readonly name: 'refreshDirectory'; readonly data: { readonly none?: never } }
  | { readonly name: 'sweepDirectory'; readonly data: { readonly none?: never } }
  | { readonly name: 'openDebtCases'; readonly data: { readonly none?: never } }
  | { readonly name: 'advanceDebtCases'; readonly data: { readonly cases: readonly DebtCaseId[] } }
  | { readonly name: 'handOverOrders'; readonly data: { readonly none?: never } }
  | { readonly name: 'followDebtNotices'; readonly data: { readonly notices: readonly NoticeId[] } }
  | { readonly name: 'finishAction'; readonly data: { readonly callbackId: string } }
  /** Null begins a pass; otherwise one goes on where it stood. */
  | { readonly name: 'reconcileDirectory'; readonly data: { readonly cursor: PassCursor | null } };
export type JobName = JobSpec['name'];
export type NewJob = JobSpec & {
  /** The same key while unfinished is one job. */
  readonly key: string;
  readonly lane: Lane;
  readonly dueAt: Instant;
};
export type Job = JobSpec & { readonly id: string; readonly lane: Lane; readonly attempts: number };
/** A job's id, given to a messenger for the n-th time. */
export interface Offer {
  readonly id: string;
  readonly lane: Lane;
  readonly generation: number;
}
export interface Jobs {
  /** A job whose key is waiting already is not added again; one that is running is, for afterwards. */
  enqueue(jobs: readonly NewJob[]): Promise<void>;
  /** The most urgent due job of these lanes, now running; null: none. */
  claim(at: Instant, lanes: readonly Lane[]): Promise<Job | null>;
  /** This job, now running; null: taken, finished, or not due. */
  claimOne(id: string, at: Instant): Promise<Job | null>;
  /**
   * Due jobs that no messenger has been given since a moment of each lane's, the longest due first; they are noted as
   * given at `now`. Both are real time, as of a lease: a simulated clock may stand while a messenger loses them.
   */
  offer(
    at: Instant,
    now: Instant,
    rooms: readonly { readonly lane: Lane; readonly notSince: Instant; readonly limit: number }[],
  ): Promise<readonly Offer[]>;
  /** How many are due or running. */
  open(at: Instant): Promise<number>;
  /** Of a job this process still has: one that was taken over is the other's to end. */
  finish(id: string): Promise<void>;
  again(id: string, dueAt: Instant, error: string): Promise<void>;
  /** The next moment at which anything in the ledger wants attention; null: nothing waits. */
  nextDue(): Promise<Instant | null>;
}
