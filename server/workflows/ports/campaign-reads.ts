import type { Channel, PostalAddress } from '../../domain/contact-point.js';
import type { CampaignId, NoticeId, OutageId } from '../../domain/ids.js';
import type { OutageNoticeKind } from '../../domain/notice/notice.js';
import type { Held } from '../../domain/outage/pause.js';
import type { Instant } from '../../domain/time.js';
import type { NoticeState } from './notices.js';
import type { RunningCampaign } from './outages.js';

/** How far a campaign is, in customers. Each is counted once, by the worst of what was to be told to them. */
export interface CampaignFigures {
  readonly due: number;
  readonly reached: number;
  readonly underWay: number;
  readonly notReached: number;
  readonly lifeSupport: number;
  readonly lifeSupportNotReached: number;
  /** Notices, by how they were served, and those served after the last lawful moment. */
  readonly byProof: number;
  readonly byRule: number;
  readonly late: number;
  /** The first last lawful moment among those not served yet; null: none is left. */
  readonly deadline: Instant | null;
  readonly channels: readonly ChannelFigures[];
}
/** Messages of one channel, by what the carrier says. */
export interface ChannelFigures {
  readonly channel: Channel;
  readonly planned: number;
  readonly held: number;
  readonly withCarrier: number;
  readonly delivered: number;
  readonly failed: number;
  readonly unknown: number;
  /** When the last of them went or arrived. */
  readonly lastAt: Instant | null;
}
export interface PacePoint {
  readonly at: Instant;
  readonly channel: Channel;
  readonly messages: number;
}
/** Somebody who was not told, why, and the ticket a person has for it. */
export interface MissedRead {
  readonly notice: NoticeId;
  readonly revision: number;
  readonly kind: OutageNoticeKind;
  readonly state: NoticeState;
  readonly addressee: string;
  readonly premises: readonly PostalAddress[];
  readonly contactIds: readonly string[];
  readonly lifeSupport: boolean;
  readonly serveBy: Instant | null;
  /** Codes of reasons, of contact points that could not be used and of deliveries that failed. */
  readonly reasons: readonly string[];
  /** HubSpot's id of the ticket; null: it is not written yet. */
  readonly ticket: string | null;
}
/** Where a page of missed people goes on: life support first, then by notice. */
export interface MissedCursor {
  readonly lifeSupport: boolean;
  readonly notice: NoticeId;
}
/** One message of an outage, for the export. */
export interface ExportRow {
  readonly delivery: string;
  readonly revision: number;
  readonly kind: OutageNoticeKind;
  readonly account: string;
  readonly addressee: string;
  readonly premises: readonly PostalAddress[];
  readonly lifeSupport: boolean;
  readonly noticeState: NoticeState;
  readonly serveBy: Instant | null;
  readonly servedAt: Instant | null;
  readonly servedHow: string | null;
  readonly channel: Channel | null;
  readonly state: string | null;
  readonly sentAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly reason: string | null;
  readonly notice: NoticeId;
}

/** What the campaign's card and its files read. */
export interface CampaignReads {
  /** The outage that is this record in the CRM. */
  outageOfRecord(crmId: string): Promise<OutageId | null>;
  newestCampaign(outage: OutageId): Promise<RunningCampaign | null>;
  held(campaign: CampaignId): Promise<readonly Held[]>;
  figures(campaign: CampaignId): Promise<CampaignFigures>;
  /** How many customers each launch of an outage was for. */
  launches(outage: OutageId): Promise<readonly { readonly revision: number; readonly customers: number }[]>;
  /** Messages that arrived, or were taken where no arrival is told, in at most some sixty steps of time. */
  pace(campaign: CampaignId): Promise<readonly PacePoint[]>;
  /** Rows the CRM does not have yet, of the whole portal. */
  crmBehind(): Promise<number>;
  missedCount(outage: OutageId): Promise<number>;
  missed(outage: OutageId, after: MissedCursor | null, limit: number): Promise<readonly MissedRead[]>;
  /** HubSpot ids of the contacts among them, each once. */
  missedContacts(outage: OutageId): Promise<readonly string[]>;
  /** By notice and channel, after the last notice of the page before. */
  exportPage(outage: OutageId, after: NoticeId | null, limit: number): Promise<readonly ExportRow[]>;
}
