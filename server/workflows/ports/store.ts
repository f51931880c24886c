import type { AffectedAccount, ServicePoint } from '../../domain/account.js';
import type { Channel, ContactPoint, PostalAddress } from '../../domain/contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  DeliveryId,
  DeliveryKey,
  NoticeId,
  OutageId,
  PartyId,
  PortalId,
  ServicePointId,
} from '../../domain/ids.js';
import type { OpenNotice } from '../../domain/notice/next-move.js';
import type { AddresseeRole, DeliveryDraft, DeliveryState, NoticeFacts, NoticeKind } from '../../domain/notice/notice.js';
import type { Service } from '../../domain/notice/service.js';
import type { Outage, OutageStatus, Revision } from '../../domain/outage/outage.js';
import type { PinnedRules, Planned } from '../../domain/outage/plan-notices.js';
import type { Verdict } from '../../domain/rules/assess.js';
import type { Instant, Zone } from '../../domain/time.js';
import type { Receipt, Rendered } from '../ports.js';

// ---- directory --------------------------------------------------------------------------------------------------

export interface PartyRow {
  readonly id: PartyId;
  readonly kind: 'contact' | 'company';
  readonly crmId: string;
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly contactPoints: readonly ContactPoint[];
}
export interface ServicePointRow extends ServicePoint {
  readonly crmId: string;
  readonly account: { readonly id: AccountId; readonly number: string; readonly inArrears: boolean };
}
export interface RoleRow {
  readonly party: PartyId;
  readonly servicePoint: ServicePointId;
  readonly role: AddresseeRole;
}
export interface Directory {
  /** Inserts or replaces, with all contact points. */
  saveParties(rows: readonly PartyRow[]): Promise<void>;
  saveServicePoints(rows: readonly ServicePointRow[]): Promise<void>;
  /** Replaces every role on those service points. */
  saveRoles(servicePoints: readonly ServicePointId[], rows: readonly RoleRow[]): Promise<void>;
  /** Accounts touched by these feeders, or told by an earlier revision of the outage; ordered by id, after `after`. */
  affected(feeders: readonly string[], outage: OutageId, before: number, after: AccountId | null, limit: number): Promise<readonly AffectedAccount[]>;
  /** How many accounts and service points, by jurisdiction and zone. */
  reach(feeders: readonly string[], outage: OutageId, before: number): Promise<readonly Reach[]>;
  feeders(): Promise<readonly { readonly feeder: string; readonly servicePoints: number; readonly accounts: number }[]>;
  markProblem(points: readonly { readonly id: ContactPointId; readonly problem: string }[]): Promise<void>;
}
export interface Reach {
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly accounts: number;
  readonly servicePoints: number;
}

// ---- outages ----------------------------------------------------------------------------------------------------

export interface Rehearsal {
  readonly at: Instant;
  readonly by: string;
  /** Hash of what was rehearsed: facts, audience, rules, templates. A launch must repeat it. */
  readonly fingerprint: string;
  readonly summary: RehearsalSummary;
}
export interface RehearsalSummary {
  readonly accounts: number;
  readonly notices: number;
  readonly byChannel: Readonly<Record<Channel, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, number>>;
  readonly lifeSupport: number;
  readonly unreachable: readonly { readonly reason: string; readonly notices: number }[];
  readonly unreachableNotices: number;
  /** Notices that no channel can serve by the last lawful moment. */
  readonly late: number;
  readonly costMinor: number;
  readonly currency: string;
  /** Per channel: the last moment to hand over and the last lawful moment behind it. */
  readonly actBy: readonly { readonly channel: Channel; readonly actBy: Instant; readonly serveBy: Instant }[];
  readonly missingElements: readonly { readonly kind: string; readonly channel: string; readonly language: string; readonly element: string }[];
  readonly smsSegments: readonly { readonly kind: string; readonly language: string; readonly encoding: string; readonly characters: number; readonly segments: number }[];
}
export interface Approval {
  /** `size` above the limit; `late` a schedule that breaks its notice period and goes ahead all the same. */
  readonly kind: 'size' | 'late';
  readonly by: string;
  readonly reason: string | null;
  readonly at: Instant;
  readonly fingerprint: string;
}
export interface StoredRevision extends Revision {
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly rehearsal: Rehearsal | null;
  readonly approvals: readonly Approval[];
  /** Of the launch; null before it. */
  readonly verdict: Verdict | null;
  readonly launchedAt: Instant | null;
  readonly launchedBy: string | null;
}
export interface StoredOutage extends Outage {
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revisions: readonly StoredRevision[];
}
export interface Campaign {
  readonly id: CampaignId;
  readonly outage: OutageId;
  readonly revision: number;
  readonly emergency: boolean;
  readonly startedAt: Instant;
  /** The rules of the launch, per jurisdiction and zone. */
  readonly pinned: readonly PinnedRules[];
  readonly templates: Readonly<Record<string, string>>;
  readonly affectedAccounts: number;
  readonly expanded: boolean;
}
export interface Outages {
  add(outage: Omit<StoredOutage, 'revisions'>): Promise<void>;
  addRevision(outage: OutageId, revision: Revision, at: Instant, by: string): Promise<void>;
  /** Forgets a revision that was never launched. */
  dropRevision(outage: OutageId, n: number): Promise<void>;
  /** With every revision. `lock` keeps others from deciding on it until the transaction ends. */
  find(id: OutageId, lock?: 'lock'): Promise<StoredOutage | null>;
  list(limit: number): Promise<readonly StoredOutage[]>;
  setStatus(id: OutageId, status: OutageStatus): Promise<void>;
  setRehearsal(id: OutageId, n: number, rehearsal: Rehearsal): Promise<void>;
  addApproval(id: OutageId, n: number, approval: Approval): Promise<void>;
  setLaunched(id: OutageId, n: number, launch: { readonly at: Instant; readonly by: string; readonly verdict: Verdict }): Promise<void>;
  addCampaign(campaign: Campaign): Promise<void>;
  campaign(id: CampaignId): Promise<Campaign | null>;
  setExpanded(id: CampaignId): Promise<void>;
}

// ---- notices ----------------------------------------------------------------------------------------------------

export interface IdentifiedNotice {
  readonly id: NoticeId;
  readonly notice: Planned;
  readonly deliveries: readonly (DeliveryDraft & { readonly id: DeliveryId })[];
  readonly checkAt: Instant | null;
}
export type NoticeState = 'open' | 'served' | 'unserved' | 'unreachable' | 'replaced';
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
  readonly state: NoticeState;
  readonly service: Service;
  /** A later revision was launched: whom this one missed is that one's matter. */
  readonly outdated: boolean;
  readonly lane: Lane;
}
export interface Notices {
  /** Stores each notice whose key is new, with its deliveries; returns the ids stored. */
  plan(rows: readonly IdentifiedNotice[], campaign: Pick<Campaign, 'id' | 'emergency'>, at: Instant): Promise<readonly NoticeId[]>;
  /** Takes back what earlier revisions of the outage have not sent yet; returns how many deliveries. */
  supersede(outage: OutageId, before: number, at: Instant): Promise<number>;
  atWork(ids: readonly NoticeId[]): Promise<readonly NoticeAtWork[]>;
  /** Those whose time to be looked at has come; they are not named again until `update`. */
  takeDue(at: Instant, limit: number): Promise<readonly { readonly id: NoticeId; readonly lane: Lane }[]>;
  /** To be decided anew at `at`, or earlier if they were to be anyway. */
  checkAt(ids: readonly NoticeId[], at: Instant): Promise<void>;
  update(rows: readonly NoticeUpdate[]): Promise<void>;
  addDeliveries(notice: NoticeId, rows: readonly (DeliveryDraft & { readonly id: DeliveryId })[], at: Instant): Promise<void>;
}

// ---- deliveries -------------------------------------------------------------------------------------------------

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
  release(at: Instant, limit: number): Promise<readonly { readonly id: DeliveryId; readonly channel: Channel; readonly lane: Lane }[]>;
  /** planned → sending, for those still to be sent. */
  claim(ids: readonly DeliveryId[], at: Instant): Promise<readonly ClaimedDelivery[]>;
  saveRenditions(rows: readonly RenditionRow[]): Promise<void>;
  startAttempts(rows: readonly AttemptStart[]): Promise<void>;
  endAttempts(rows: readonly AttemptEnd[]): Promise<void>;
  /** After a crash: `sending` without an open attempt goes back to `planned`, with one to `unknown`. Returns the counts. */
  recover(at: Instant): Promise<{ readonly again: number; readonly unknown: number }>;
  /** Those to be asked about now; not those left to a person (reason `outcome.unknown`). */
  unknown(at: Instant, limit: number): Promise<readonly UnknownDelivery[]>;
  targets(receipts: readonly Receipt[]): Promise<readonly (ReceiptTarget | null)[]>;
  /** Stores new receipts and moves the deliveries; repeated ones are kept once. */
  saveReceipts(rows: readonly { readonly delivery: DeliveryId; readonly receipt: Receipt; readonly state: DeliveryState; readonly at: Instant }[]): Promise<void>;
}

// ---- work and the CRM mirror ------------------------------------------------------------------------------------

export type Lane = 'emergency' | 'normal' | 'bulk';
export type JobSpec =
  | { readonly name: 'expandCampaign'; readonly data: { readonly campaign: CampaignId; readonly after: AccountId | null } }
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

export type OutboxKind = 'outage' | 'activity' | 'ticket';
/** Something to write to the CRM; what exactly is read from the ledger when it is written, so it is always the newest. */
export interface OutboxEntry {
  readonly kind: OutboxKind;
  /** The delivery or outage it is about; a ticket's is `<outage>/<account>/<addressee>/<reason>`: one for a person's whole outage. */
  readonly subject: string;
  readonly dueAt: Instant;
}
export interface ClaimedEntry extends OutboxEntry {
  readonly version: number;
  readonly crmId: string | null;
  readonly attempts: number;
}
export interface Outbox {
  /** New, or changed since it was written. */
  put(entries: readonly OutboxEntry[]): Promise<void>;
  claim(kind: OutboxKind, at: Instant, limit: number): Promise<readonly ClaimedEntry[]>;
  done(rows: readonly { readonly kind: OutboxKind; readonly subject: string; readonly version: number; readonly crmId: string }[]): Promise<void>;
  again(rows: readonly { readonly kind: OutboxKind; readonly subject: string; readonly dueAt: Instant; readonly error: string; readonly uncertain: boolean }[]): Promise<void>;
  /** Written or not, nobody knows: claimed by a process that died, or a call that was cut off. */
  uncertain(kind: OutboxKind, at: Instant, limit: number): Promise<readonly ClaimedEntry[]>;
  /** After a crash: what was being written is uncertain now. */
  recover(at: Instant): Promise<number>;
  due(at: Instant): Promise<readonly OutboxKind[]>;
  activities(deliveries: readonly string[]): Promise<readonly ActivityFacts[]>;
  tickets(subjects: readonly string[]): Promise<readonly TicketFacts[]>;
  outages(ids: readonly string[]): Promise<readonly OutageFacts[]>;
}
export interface ActivityFacts {
  readonly delivery: DeliveryId;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly stateAt: Instant;
  readonly sentAt: Instant;
  readonly reason: string | null;
  readonly ref: string;
  readonly kind: NoticeKind;
  readonly to: string;
  readonly content: Rendered | null;
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
  readonly rules: readonly string[];
}
export interface TicketFacts {
  readonly subject: string;
  readonly notice: NoticeId;
  readonly reason: string;
  readonly ref: string;
  readonly kind: NoticeKind;
  readonly lifeSupport: boolean;
  readonly serveBy: Instant | null;
  readonly zone: Zone;
  readonly addresseeName: string;
  readonly premises: readonly PostalAddress[];
  readonly tried: readonly string[];
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}
export interface OutageFacts {
  readonly id: OutageId;
  readonly outage: StoredOutage;
  readonly affected: number;
  readonly served: number;
  readonly unreachable: number;
}

export interface Office {
  /** Stores a rulebook's text once. The same version with another hash is refused: law does not change unseen. */
  keepRulebook(row: { readonly id: string; readonly version: string; readonly sha256: string; readonly body: unknown; readonly at: Instant }): Promise<'kept' | 'conflict'>;
  audit(row: { readonly at: Instant; readonly by: string; readonly act: string; readonly subject: string; readonly details: Readonly<Record<string, unknown>> }): Promise<void>;
}

// ---- the store --------------------------------------------------------------------------------------------------

export interface Tx {
  readonly directory: Directory;
  readonly outages: Outages;
  readonly notices: Notices;
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly office: Office;
}

/** Everything of one portal. A network call inside `transact` is a bug; so is a second `transact` inside one: it throws. */
export interface PortalStore {
  readonly portal: PortalId;
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
