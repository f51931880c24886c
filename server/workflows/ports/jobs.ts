import type { AccountId, CampaignId, DeliveryId, NoticeId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
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
  | { readonly name: 'mirrorToCrm'; readonly data: { readonly kind: OutboxKind } };
export type JobName = JobSpec['name'];
export type NewJob = JobSpec & {
  /** The same key while unfinished is one job. */
  readonly key: string;
  readonly lane: Lane;
  readonly dueAt: Instant;
};
export type Job = JobSpec & { readonly id: string; readonly lane: Lane; readonly attempts: number };
export interface Jobs {
  /** A job whose key is waiting already is not added again; one that is running is, for afterwards. */
  enqueue(jobs: readonly NewJob[]): Promise<void>;
  /** The most urgent due job of these lanes, now running; null: none. */
  claim(at: Instant, lanes: readonly Lane[]): Promise<Job | null>;
  finish(id: string): Promise<void>;
  again(id: string, dueAt: Instant, error: string): Promise<void>;
  /** After a crash: nothing is running. */
  recover(): Promise<number>;
  /** The next moment at which anything in the ledger wants attention; null: nothing waits. */
  nextDue(): Promise<Instant | null>;
}
