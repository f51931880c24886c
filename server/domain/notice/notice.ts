import type { AddresseeRole, CustomerClass } from '../account.js';
import type { Channel, PostalAddress } from '../contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  DeliveryId,
  DeliveryKey,
  NoticeId,
  NoticeKey,
  OutageId,
  PartyId,
  ServicePointId,
} from '../ids.js';
import { DEBT_NOTICE_KINDS, type DebtNoticeFacts, type DebtNoticeKind } from '../debt/notice.js';
import type { Citation } from '../outcome.js';
import type { CivilDate, Instant, Window, Zone } from '../time.js';

export const OUTAGE_NOTICE_KINDS = [
  'planned',
  'moved',
  'cancelled',
  'emergency',
  'etr_update',
  'restored',
] as const;
export type OutageNoticeKind = (typeof OUTAGE_NOTICE_KINDS)[number];
/** To somebody who complained: that it is noted, and later whether it is over. */
export const COMPLAINT_NOTICE_KINDS = ['complaint_received', 'complaint_followup'] as const;
export type ComplaintNoticeKind = (typeof COMPLAINT_NOTICE_KINDS)[number];
/** What a notice says. One set of texts each, under config/templates. */
export type NoticeKind = OutageNoticeKind | DebtNoticeKind | ComplaintNoticeKind;
export const NOTICE_KINDS: readonly NoticeKind[] = [
  ...OUTAGE_NOTICE_KINDS,
  ...DEBT_NOTICE_KINDS,
  ...COMPLAINT_NOTICE_KINDS,
];

/** How good an estimated time of restoration is; the words for it are derived, never typed. */
export type EtrQuality = 'model' | 'area' | 'crew';
export interface Etr {
  readonly at: Instant;
  readonly quality: EtrQuality;
}

/** What a law owes a customer for one interruption. */
export interface Owed {
  /** The rule of the rulebook, by its key. */
  readonly rule: string;
  /** In the major unit of the currency, to the hundredth. */
  readonly amount: number;
  readonly currency: string;
  /** Paid without being asked for. */
  readonly automatic: boolean;
  /** The last day to ask for it; null: the law sets none. */
  readonly claimBy: CivilDate | null;
}

/** Everything a text of an outage may say; plain data, stored with what was rendered from it. Codes become words in the templates. */
export interface OutageNoticeFacts {
  readonly kind: OutageNoticeKind;
  /** Short public reference of the outage, e.g. `K7M2Q`; the customer quotes it, replies are matched by it. */
  readonly ref: string;
  readonly addresseeName: string;
  readonly role: AddresseeRole;
  readonly customerClass: CustomerClass;
  readonly accountNumber: string;
  readonly premises: readonly PostalAddress[];
  /** The interruption as it now stands; for work that recurs, every window. Empty for an emergency. */
  readonly windows: readonly Window[];
  /** What this notice replaces. */
  readonly formerWindows: readonly Window[];
  /** Off since, in an emergency. */
  readonly since: Instant | null;
  readonly restoredAt: Instant | null;
  readonly etr: Etr | null;
  readonly formerEtr: Etr | null;
  readonly nextUpdateBy: Instant | null;
  /** A code of config/templates/reasons.yaml, never a feed's own jargon. */
  readonly reason: string;
  /** Codes: heating, water, lift, internet. */
  readonly alsoAffected: readonly string[];
  /** Other customers hit, rounded; null when not known. */
  readonly othersAffected: number | null;
  readonly lifeSupport: boolean;
  /** The account owes money: the notice then says that the outage has nothing to do with it. */
  readonly inArrears: boolean;
  /** A cancelled interruption may get a new date. */
  readonly hasNewDate: boolean;
  /** The cause that was told before, where this one is another. */
  readonly formerReason?: string;
  /** Of a restoration, where anything is owed for it. */
  readonly compensation?: readonly Owed[];
  /** They were told that the power was back, and it is not. */
  readonly again?: boolean;
}

export const COMPLAINTS_ABOUT = ['noPower', 'notTold', 'stillDark', 'damage', 'bill', 'other'] as const;
export type ComplaintAbout = (typeof COMPLAINTS_ABOUT)[number];
export const OUTAGE_STATES = ['none', 'planned', 'off', 'restored', 'cancelled'] as const;

/** Of an answer to a complaint, under the complaint's own reference: what holds of the outage it is about. */
export interface ComplaintNoticeFacts extends Omit<OutageNoticeFacts, 'kind'> {
  readonly kind: ComplaintNoticeKind;
  readonly complaintAbout: ComplaintAbout;
  readonly outageState: (typeof OUTAGE_STATES)[number];
}

/** Of an outage, of a debt or of a complaint; the kind tells them apart. */
export type NoticeFacts = OutageNoticeFacts | DebtNoticeFacts | ComplaintNoticeFacts;

/** One message the rules require or allow, to one account and addressee, within one jurisdiction and zone. */
export interface NoticeDraft {
  readonly key: NoticeKey;
  readonly outage: OutageId;
  readonly campaign: CampaignId;
  readonly revision: number;
  readonly kind: OutageNoticeKind;
  readonly account: AccountId;
  readonly addressee: PartyId;
  readonly role: AddresseeRole;
  readonly servicePoints: readonly ServicePointId[];
  readonly jurisdiction: string;
  readonly zone: Zone;
  /** Which of the laws of that place it stands under (`PinnedRules.lawGroup`). */
  readonly lawGroup: string;
  readonly language: string;
  readonly facts: OutageNoticeFacts;
  readonly lifeSupport: boolean;
  /** The last lawful moment of service; null where the law sets none (an emergency). */
  readonly serveBy: Instant | null;
  readonly because: readonly Citation[];
  readonly deliveries: readonly DeliveryDraft[];
  /** Set exactly when there is no delivery: why nobody can be reached by us, per contact point tried. */
  readonly unreachable: readonly UnreachableReason[];
}

export interface UnreachableReason {
  /** e.g. `noContactPoint`, `email.malformed`, `optedOut.sms`, `landlineOnly`, `letterTooLate` */
  readonly code: string;
  readonly contactPoint: ContactPointId | null;
}

/** Why a person must act. */
export const PERSON_REASONS = [
  'unreachable',
  'unserved',
  'lifeSupportUnconfirmed',
  'outcomeUnknown',
] as const;
export type PersonReason = (typeof PERSON_REASONS)[number];

/** One ticket for what a person must do about one addressee in one outage; a later revision renews it. */
export const ticketSubject = (
  outage: OutageId,
  account: AccountId,
  addressee: PartyId,
  reason: PersonReason,
): string => [outage, account, addressee, reason].join('/');

/** Lower goes first. */
export type Priority = 0 | 1 | 2;

export interface DeliveryDraft {
  readonly key: DeliveryKey;
  readonly channel: Channel;
  readonly contactPoint: ContactPointId;
  readonly sendAt: Instant;
  readonly priority: Priority;
}

/**
 * `planned` nothing has left (a retry waits in this state too) · `sending` claimed by a worker · `unknown` handed
 * over, answer lost · `accepted` with the carrier · `posted` a letter handed to the post · `delivered` the carrier
 * reports arrival · `failed` final for this channel · `returned` came back later · `superseded` a newer revision
 * took its place before it left.
 */
export type DeliveryState =
  | 'planned'
  | 'sending'
  | 'unknown'
  | 'accepted'
  | 'posted'
  | 'delivered'
  | 'failed'
  | 'returned'
  | 'superseded';

/** A notice on one channel, as the ledger holds it. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly key: DeliveryKey;
  readonly notice: NoticeId;
  readonly channel: Channel;
  readonly contactPoint: ContactPointId;
  readonly state: DeliveryState;
  readonly sendAt: Instant;
  /** When the state last changed. */
  readonly stateAt: Instant;
  /** When the carrier took it. */
  readonly acceptedAt: Instant | null;
  /** When a letter was handed to the post. */
  readonly postedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** Why it failed or was returned: a code of the carrier table, in our words. */
  readonly reason: string | null;
  readonly attempts: number;
}
