import type { RungName } from '../../domain/debt/standing.js';
import type { CaseFilter } from './debt-reads.js';
import type { Channel, ContactPointKind } from '../../domain/contact-point.js';
import type {
  DebtCaseId,
  ContactPointId,
  DeliveryId,
  NoticeId,
  OutageId,
  PartyId,
  ServicePointId,
} from '../../domain/ids.js';
import type { ReachTry } from '../../domain/customer/reach.js';
import type { ComplaintAbout, NoticeFacts, OutageNoticeKind } from '../../domain/notice/notice.js';
import type { Instant, Zone } from '../../domain/time.js';

/**
 * `resend` to an address it had gone to, `otherChannel` to one it had not, `correct` a number or address; `reached` and
 * `notReached` by word of mouth.
 */
export type DecisionAct = 'resend' | 'otherChannel' | 'correct' | ReachTry['act'];

/** What somebody decided for a customer. Its id comes from the request: the same press is the same decision. */
export interface Decision {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly act: DecisionAct;
  readonly party: PartyId;
  readonly notice: NoticeId | null;
  readonly delivery: DeliveryId | null;
  /** As typed; erased with the party. */
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}
/** What stands of a complaint besides what was said. */
export interface ComplaintProgress {
  readonly askedAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Null: by itself, with its outage. */
  readonly closedBy: string | null;
}
export interface Complaint {
  readonly id: string;
  /** What the customer quotes. */
  readonly ref: string;
  readonly at: Instant;
  readonly by: string;
  readonly party: PartyId;
  readonly outage: OutageId | null;
  readonly place: ServicePointId | null;
  readonly about: ComplaintAbout;
  /** In the words of whoever took it; erased with the party. */
  readonly said: string;
}

/** What a link that is good for one use opens. */
export interface LinkedLetter {
  readonly kind: 'letter';
  readonly notice: NoticeId;
  readonly delivery: DeliveryId;
}

/** A file of a campaign: everything sent, or the letter as it would be printed for somebody invented. */
export type LinkedFile =
  | { readonly kind: 'export'; readonly outage: OutageId }
  /** The open debt cases that a filter leaves. */
  | { readonly kind: 'debts'; readonly filter: CaseFilter; readonly rung: RungName | null }
  | {
      readonly kind: 'preview';
      readonly outage: OutageId;
      readonly notice: OutageNoticeKind | null;
      readonly language: string | null;
    };
export type Linked = LinkedLetter | LinkedFile;

export interface Customers {
  /** What went out again by a decision of this id; null: there is none. */
  sentBy(decision: string): Promise<SentAgain | null>;
  decide(decision: Decision): Promise<void>;
  /** The notice by which the same addressee was told newer news of the same outage; null: there is none. */
  newest(notice: NoticeId): Promise<NoticeId | null>;
  /** A notice that no campaign sends: of a debt case, or of a complaint. Null: there is no such notice. */
  besidesCampaigns(notice: NoticeId): Promise<{
    readonly debtCase: DebtCaseId | null;
    readonly zone: Zone;
    readonly facts: NoticeFacts;
  } | null>;
  /** A notice that nobody could be reached with is at work again. */
  reopen(notices: readonly NoticeId[]): Promise<void>;
  /** The party of a HubSpot record, itself or what it was merged into; null: the directory does not have it. */
  party(kind: 'contact' | 'company', crmId: string): Promise<PartyId | null>;
  /** The contact point of a party with that value; null: the directory has none. */
  contactPoint(party: PartyId, kind: ContactPointKind, value: string): Promise<ContactPointId | null>;
  /** The newest notice to whom a ticket of ours is about; null: the ticket is none of ours, or about nobody. */
  noticeOfTicket(ticket: string): Promise<NoticeId | null>;
  /** The tickets that were asked for about the addressee of a notice in its outage, by the subjects of the outbox. */
  ticketsOf(notice: NoticeId): Promise<readonly string[]>;
  /** How people tried to tell the addressee of a notice, the oldest first. */
  tries(notice: NoticeId): Promise<readonly ReachTry[]>;
  /** A notice that nothing else served was told by word of mouth. */
  told(notice: NoticeId): Promise<void>;
  complaint(id: string): Promise<Complaint | null>;
  addComplaint(complaint: Complaint): Promise<void>;
  addLink(link: {
    readonly sha256: string;
    readonly what: Linked;
    readonly expiresAt: Instant;
  }): Promise<void>;
  /** What it opens, this once; null: used, expired or never made. */
  takeLink(sha256: string, at: Instant): Promise<Linked | null>;
}

/** What went out again. */
export interface SentAgain {
  readonly notice: NoticeId;
  readonly delivery: DeliveryId;
  readonly channel: Channel;
  readonly sendAt: Instant;
}
