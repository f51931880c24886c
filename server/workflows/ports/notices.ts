import type { Channel, PostalAddress } from '../../domain/contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  DebtCaseId,
  DeliveryId,
  DeliveryKey,
  NoticeId,
  OutageId,
} from '../../domain/ids.js';
import type { OpenNotice } from '../../domain/notice/next-move.js';
import type { DeliveryDraft, DeliveryState, NoticeFacts, NoticeKind } from '../../domain/notice/notice.js';
import type { Service } from '../../domain/notice/service.js';
import type { LegalChannel } from '../../domain/rules/rulebook.js';
import type { Held } from '../../domain/outage/pause.js';
import type { Planned } from '../../domain/outage/plan-notices.js';
import type { Instant, Zone } from '../../domain/time.js';
import type { Receipt, Rendered } from '../ports.js';
import type { Lane } from './jobs.js';

export interface IdentifiedNotice {
  readonly id: NoticeId;
  readonly notice: Planned;
  readonly deliveries: readonly (DeliveryDraft & { readonly id: DeliveryId })[];
  readonly checkAt: Instant | null;
}
/** `told`: a person told them by word of mouth, which is reach; `served` is what the law asks for. */
export type NoticeState = 'open' | 'served' | 'told' | 'unserved' | 'unreachable' | 'replaced';
export interface NoticeUpdate {
  readonly id: NoticeId;
  readonly state: NoticeState;
  readonly service: Service;
  readonly checkAt: Instant | null;
  readonly asked: boolean;
}
/** A notice with all that its next decision needs. */
export interface NoticeAtWork extends OpenNotice {
  readonly id: NoticeId;
  readonly campaign: CampaignId;
  readonly outage: OutageId;
  readonly account: AccountId;
  readonly kind: NoticeKind;
  readonly jurisdiction: string;
  readonly lawGroup: string;
  readonly state: NoticeState;
  readonly service: Service;
  /** A later revision was launched: whom this one missed is that one's matter. */
  readonly outdated: boolean;
  /** Its campaign is paused: what is planned waits. */
  readonly paused: boolean;
  readonly lane: Lane;
}
export interface Notices {
  /** Stores each notice whose key is new, with its deliveries; returns the ids stored. */
  plan(rows: readonly IdentifiedNotice[], at: Instant): Promise<readonly NoticeId[]>;
  /** Takes back what earlier revisions of the outage have not sent yet; returns how many deliveries. */
  supersede(outage: OutageId, before: number, at: Instant): Promise<number>;
  /** The same for many outages. */
  supersedeEach(
    outages: readonly { readonly outage: OutageId; readonly before: number }[],
    at: Instant,
  ): Promise<number>;
  atWork(ids: readonly NoticeId[]): Promise<readonly NoticeAtWork[]>;
  /** Those whose time to be looked at has come; they are not named again until `update`. */
  takeDue(
    at: Instant,
    limit: number,
  ): Promise<readonly { readonly id: NoticeId; readonly ofDebt: boolean; readonly lane: Lane }[]>;
  /** To be decided anew at `at`, or earlier if they were to be anyway. */
  checkAt(ids: readonly NoticeId[], at: Instant): Promise<void>;
  /** Notices of a campaign that reached nobody, in order of id, after this one. */
  missedOf(campaign: CampaignId, after: NoticeId | null, limit: number): Promise<readonly NoticeId[]>;
  /** Those of a campaign that nobody looks at any more, though they are not settled. */
  checkAll(campaign: CampaignId, at: Instant): Promise<void>;
  update(rows: readonly NoticeUpdate[]): Promise<void>;
  addDeliveries(
    rows: readonly (DeliveryDraft & { readonly id: DeliveryId; readonly notice: NoticeId })[],
    at: Instant,
  ): Promise<void>;
}

/** One delivery claimed by a worker, with what its text and its carrier need. */
export interface ClaimedDelivery {
  readonly id: DeliveryId;
  readonly key: DeliveryKey;
  readonly notice: NoticeId;
  readonly channel: Channel;
  readonly attempts: number;
  readonly contactPoint: ContactPointId;
  readonly to: string;
  readonly address: PostalAddress | null;
  readonly toName: string;
  readonly kind: NoticeKind;
  readonly language: string;
  readonly zone: Zone;
  readonly facts: NoticeFacts;
  readonly emergency: boolean;
  /** Of a notice of a debt: its case, and the form in law it goes out in. */
  readonly debtCase: DebtCaseId | null;
  readonly form: LegalChannel | null;
}
export interface AttemptStart {
  readonly delivery: DeliveryId;
  readonly n: number;
  readonly carrier: string;
  readonly at: Instant;
}
export type AttemptResult = 'accepted' | 'retry' | 'rejected' | 'unknown';
export interface AttemptEnd {
  readonly delivery: DeliveryId;
  readonly n: number;
  readonly result: AttemptResult;
  readonly at: Instant;
  readonly carrier: string;
  readonly reference: string | null;
  readonly reason: string | null;
  /** The state the delivery goes to. */
  readonly state: DeliveryState;
  readonly sendAt: Instant | null;
}
export interface RenditionRow {
  readonly delivery: DeliveryId;
  readonly template: string;
  readonly at: Instant;
  readonly content: Rendered;
  /** Lower-case hex; of the PDF for a letter. */
  readonly sha256: string;
}
/** Handed over, but no result was recorded. */
export interface UnknownDelivery extends ClaimedDelivery {
  readonly carrier: string;
  readonly n: number;
}
export interface ReceiptTarget {
  readonly id: DeliveryId;
  readonly notice: NoticeId;
  readonly contactPoint: ContactPointId;
  readonly channel: Channel;
  readonly state: DeliveryState;
}
export interface Deliveries {
  /** Marks due deliveries as released and returns them, life support first. */
  release(
    at: Instant,
    limit: number,
  ): Promise<readonly { readonly id: DeliveryId; readonly channel: Channel; readonly lane: Lane }[]>;
  /** Keeps what a campaign has not sent from being released or claimed; returns how many. */
  hold(campaign: CampaignId): Promise<number>;
  letGo(campaign: CampaignId): Promise<number>;
  held(campaign: CampaignId): Promise<readonly Held[]>;
  /** planned → sending, for those still to be sent; what is held stays, also if its campaign was paused this moment. */
  claim(ids: readonly DeliveryId[], at: Instant): Promise<readonly ClaimedDelivery[]>;
  saveRenditions(rows: readonly RenditionRow[]): Promise<void>;
  /** Starts those that are still this process's to send, and says which: only these may be handed over. */
  startAttempts(rows: readonly AttemptStart[]): Promise<readonly DeliveryId[]>;
  /** Records results; a delivery that has gone on to a newer attempt stays as that one left it. */
  endAttempts(rows: readonly AttemptEnd[]): Promise<void>;
  /** Takes back what this process has not handed over, or nobody has claimed: a reason has come up against it. */
  withdraw(rows: readonly { readonly id: DeliveryId; readonly reason: string }[], at: Instant): Promise<void>;
  /**
   * Gives back those that this process has claimed and not ended, after something went wrong on the way: handed over
   * without an answer they are unknown, else they go again.
   */
  giveBack(ids: readonly DeliveryId[], at: Instant): Promise<void>;
  /** Those to be asked about now; not those left to a person (reason `outcome.unknown`). */
  unknown(at: Instant, limit: number): Promise<readonly UnknownDelivery[]>;
  targets(receipts: readonly Receipt[]): Promise<readonly (ReceiptTarget | null)[]>;
  /** Stores new receipts and moves the deliveries; repeated ones are kept once. */
  saveReceipts(
    rows: readonly {
      readonly delivery: DeliveryId;
      readonly receipt: Receipt;
      readonly state: DeliveryState;
      readonly at: Instant;
    }[],
  ): Promise<void>;
}
