import type { Channel } from '../../domain/contact-point.js';
import type { CampaignId, OutageId, PartyId } from '../../domain/ids.js';
import type { Forecast } from '../../domain/outage/forecast.js';
import type { Outage, OutageStatus, Revision } from '../../domain/outage/outage.js';
import type { LaunchFigures } from '../../domain/outage/launch-obstacles.js';
import type { Pause } from '../../domain/outage/pause.js';
import type { PinnedRules } from '../../domain/outage/plan-notices.js';
import type { Verdict } from '../../domain/rules/assess.js';
import type { Instant } from '../../domain/time.js';

export interface Rehearsal {
  readonly at: Instant;
  readonly by: string;
  /** Hash of what was rehearsed: facts, audience, rules, templates. A launch must repeat it. */
  readonly fingerprint: string;
  readonly summary: RehearsalSummary;
  /** At the moment of the rehearsal; none of one that was made before there were any. */
  readonly forecast?: Forecast;
}
export interface RehearsalSummary extends LaunchFigures {
  readonly notices: number;
  readonly byChannel: Readonly<Record<Channel, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, number>>;
  readonly lifeSupport: number;
  readonly unreachable: readonly { readonly reason: string; readonly notices: number }[];
  readonly unreachableNotices: number;
  readonly costMinor: number;
  readonly currency: string;
  readonly smsSegments: readonly {
    readonly kind: string;
    readonly language: string;
    readonly encoding: string;
    readonly characters: number;
    readonly segments: number;
  }[];
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
/** The campaign that is being sent, or was last, as far as it can be stopped. */
export interface RunningCampaign {
  readonly id: CampaignId;
  readonly revision: number;
  readonly emergency: boolean;
  readonly expanded: boolean;
  readonly pause: Pause | null;
  /** A person was told that it has been paused for too long. */
  readonly alarmedAt: Instant | null;
}
export interface Outages {
  add(outage: Omit<StoredOutage, 'revisions'>): Promise<void>;
  /** Those of the references that an outage has already. */
  refsTaken(refs: readonly string[]): Promise<readonly string[]>;
  /** Many at once, without their revisions. */
  addAll(outages: readonly Omit<StoredOutage, 'revisions'>[]): Promise<void>;
  /** With their rehearsal and launch, where there was one; approvals are not stored by this. */
  addRevisions(
    rows: readonly { readonly outage: OutageId; readonly revision: StoredRevision }[],
  ): Promise<void>;
  setStatuses(rows: readonly { readonly id: OutageId; readonly status: OutageStatus }[]): Promise<void>;
  addRevision(outage: OutageId, revision: Revision, at: Instant, by: string): Promise<void>;
  /** Forgets a revision that was never launched. */
  dropRevision(outage: OutageId, n: number): Promise<void>;
  /** With every revision. `lock` keeps others from deciding on it until the transaction ends. */
  find(id: OutageId, lock?: 'lock'): Promise<StoredOutage | null>;
  /** By its public reference, in any case, or its id; null: none. */
  named(name: string): Promise<StoredOutage | null>;
  /** Those of the ids that exist, in no order. */
  some(ids: readonly string[], lock?: 'lock'): Promise<readonly StoredOutage[]>;
  list(limit: number): Promise<readonly StoredOutage[]>;
  setStatus(id: OutageId, status: OutageStatus): Promise<void>;
  setRehearsal(id: OutageId, n: number, rehearsal: Rehearsal): Promise<void>;
  addApproval(id: OutageId, n: number, approval: Approval): Promise<void>;
  setLaunched(
    id: OutageId,
    n: number,
    launch: { readonly at: Instant; readonly by: string; readonly verdict: Verdict },
  ): Promise<void>;
  /** Who is on the list a revision is narrowed to, by HubSpot ids of contacts; instead of what was read before. */
  keepList(outage: OutageId, n: number, contacts: readonly string[], readAt: Instant): Promise<void>;
  /** Which of these people are on the list kept for a revision. */
  onList(outage: OutageId, n: number, parties: readonly PartyId[]): Promise<ReadonlySet<PartyId>>;
  addCampaign(campaign: Campaign): Promise<void>;
  addCampaigns(campaigns: readonly Campaign[]): Promise<void>;
  campaign(id: CampaignId): Promise<Campaign | null>;
  /** Those of the ids that exist. */
  campaigns(ids: readonly CampaignId[]): Promise<readonly Campaign[]>;
  /** Of the newest revision that was launched; all others have nothing left to send. */
  newestCampaign(outage: OutageId): Promise<RunningCampaign | null>;
  /** Null: it goes on. */
  setPause(id: CampaignId, pause: Pause | null): Promise<void>;
  setAlarmed(id: CampaignId, at: Instant): Promise<void>;
  /** Outages still on, of which nothing was said by the moment it was promised for. */
  newsOverdue(
    at: Instant,
  ): Promise<readonly { readonly outage: OutageId; readonly revision: number; readonly promised: Instant }[]>;
  setExpanded(id: CampaignId): Promise<void>;
  setAllExpanded(ids: readonly CampaignId[]): Promise<void>;
}
