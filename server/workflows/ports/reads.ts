import type { AffectedGroup } from '../../domain/account.js';
import type { PostalAddress, Channel } from '../../domain/contact-point.js';
import type { DebtCaseId, DeliveryId, NoticeId, OutageId } from '../../domain/ids.js';
import type { DeliveryState, NoticeKind } from '../../domain/notice/notice.js';
import type { Service } from '../../domain/notice/service.js';
import type { Citation } from '../../domain/outcome.js';
import type { PartyKind } from '../../domain/directory.js';
import type { LawVersions } from '../../domain/rules/resolve.js';
import type { Instant } from '../../domain/time.js';
import type { Rendered } from '../ports.js';
import type { CampaignReads } from './campaign-reads.js';
import type { Reach } from './directory.js';
import type { NoticeState } from './notices.js';
import type { StoredOutage } from './outages.js';
import type { OperationsReads } from './operations-reads.js';
import type { HeldRole, RoleRecord } from './people.js';
import type { SettingRow } from './settings.js';
import type { DebtReads } from './debt-reads.js';
import type { DirectoryState } from './upkeep.js';

export interface KeptLaw {
  readonly rulebooks: readonly unknown[];
  readonly calendars: readonly { readonly sha256: string; readonly body: unknown }[];
}
export interface ProgressRow {
  readonly outage: OutageId;
  readonly revision: number;
  readonly expanded: boolean;
  readonly notices: Readonly<Record<string, number>>;
  readonly servedByProof: number;
  readonly servedByRule: number;
  /** Served, but after the last lawful moment. */
  readonly late: number;
  readonly deliveries: readonly {
    readonly channel: Channel;
    readonly state: DeliveryState;
    readonly count: number;
  }[];
  readonly crmBehind: number;
}
export interface DeliveryRead {
  readonly id: DeliveryId;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly stateAt: Instant;
  readonly sendAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly postedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly reason: string | null;
  readonly attempts: number;
  /** Not the first to this address, or by a person's decision. */
  readonly again: boolean;
}
export interface NoticeRead {
  readonly id: NoticeId;
  /** One of the two. */
  readonly outage: OutageId | null;
  readonly debtCase: DebtCaseId | null;
  readonly ref: string;
  readonly revision: number;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly service: Service;
  readonly serveBy: Instant | null;
  readonly late: boolean;
  readonly addressee: string;
  readonly contactIds: readonly string[];
  readonly premises: readonly PostalAddress[];
  readonly language: string;
  readonly zone: string;
  readonly lifeSupport: boolean;
  readonly unreachable: readonly string[];
  readonly createdAt: Instant;
  readonly because: readonly Citation[];
  readonly deliveries: readonly DeliveryRead[];
}
export interface DeliveryProof {
  readonly id: DeliveryId;
  readonly to: string;
  readonly template: string | null;
  readonly sha256: string | null;
  readonly content: Rendered | null;
  readonly attempts: readonly {
    readonly n: number;
    readonly carrier: string;
    readonly startedAt: Instant;
    readonly endedAt: Instant | null;
    readonly result: string | null;
    readonly reason: string | null;
  }[];
  readonly receipts: readonly {
    readonly outcome: string;
    readonly at: Instant;
    readonly receivedAt: Instant;
    readonly reason: string | null;
    readonly raw: string;
  }[];
}
export interface NoticeFilter {
  readonly outage: OutageId | null;
  readonly revision: number | null;
  readonly state: NoticeState | null;
  readonly channel: Channel | null;
  /** A HubSpot contact or company id. */
  readonly contact: string | null;
  readonly after: NoticeId | null;
  readonly limit: number;
}
export interface Backlog {
  /** Open notices past their last lawful moment, and nobody asked: must be zero. */
  readonly overdue: number;
  readonly jobs: number;
  readonly failingJobs: number;
  readonly unknown: number;
  readonly crmPending: number;
  /** Campaigns paused past the moment at which a person had to be told: must be zero. */
  readonly pausedTooLong: number;
}

export interface FeedRead {
  readonly name: string;
  /** The time of the newest snapshot; null: none could be read yet. */
  readonly at: Instant | null;
  readonly size: number | null;
  /** Alarms and refusals since the ledger began, by kind. */
  readonly alarms: Readonly<Record<string, number>>;
  readonly unknownCauses: number;
  readonly refused: number;
}

/** What cards, pages and reports read; never part of a decision, and never inside a transaction. */
export interface Reads extends CampaignReads, DebtReads, OperationsReads {
  feeders(): Promise<
    readonly { readonly feeder: string; readonly servicePoints: number; readonly accounts: number }[]
  >;
  /** The texts of those versions that were kept, as they were read from the files. */
  keptLaw(versions: LawVersions): Promise<KeptLaw>;
  reach(feeders: readonly string[], outage: OutageId, before: number): Promise<readonly Reach[]>;
  outages(limit: number): Promise<readonly StoredOutage[]>;
  outage(id: OutageId): Promise<StoredOutage | null>;
  progress(outages: readonly OutageId[]): Promise<readonly ProgressRow[]>;
  notices(filter: NoticeFilter): Promise<readonly NoticeRead[]>;
  notice(id: NoticeId): Promise<NoticeRead | null>;
  proofs(notice: NoticeId): Promise<readonly DeliveryProof[]>;
  backlog(at: Instant): Promise<Backlog>;
  roles(): Promise<readonly HeldRole[]>;
  roleHistory(limit: number): Promise<readonly RoleRecord[]>;
  settings(): Promise<readonly SettingRow[]>;
  settingHistory(name: string, limit: number): Promise<readonly SettingRow[]>;
  /** Where somebody of the CRM is supplied now, or answers for it, each place once. */
  placesOf(kind: PartyKind, crmId: string): Promise<readonly AffectedGroup[]>;
  /** How true the directory is, and how many hints wait. */
  directory(): Promise<DirectoryState & { readonly hints: number }>;
  /** Every feed that ever spoke, with what its snapshots came to. */
  feeds(): Promise<readonly FeedRead[]>;
  /** Answers when the database does. */
  ping(): Promise<void>;
}
