import type { PartyKind, RecordKind } from '../../domain/directory.js';
import type { DeliveryId, NoticeId, NoticeKey, PartyId, ServicePointId } from '../../domain/ids.js';
import type { Channel } from '../../domain/contact-point.js';
import type { DeliveryDraft } from '../../domain/notice/notice.js';
import type { CivilDate, Instant, Zone } from '../../domain/time.js';

/** Where a full pass stands; it is made of pages, and can be taken up again after any of them. */
export interface PassCursor {
  readonly pass: number;
  readonly startedAt: Instant;
  readonly kind: RecordKind;
  readonly after: string | null;
}

/** A record that may have changed: what webhooks and the sweep have to say, and all they have to say. */
export interface Hint {
  /** A kind of the directory, or the portal's own `2-N`, which is looked up when the hint is followed. */
  readonly type: string;
  readonly crmId: string;
  /** The CRM says it was deleted for privacy: once it is gone there, it is erased here. */
  readonly erase: boolean;
}
export interface TakenHint extends Hint {
  /** Grows each time it is given again, so that what changed while it was being read is read once more. */
  readonly n: number;
}
export interface Differences {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}
export type Report = Readonly<Partial<Record<RecordKind | 'role', Partial<Differences>>>>;

export interface DirectoryState {
  /** The number of the last full pass; a row carries the one that found it. */
  readonly pass: number;
  readonly sweptTo: Instant | null;
  readonly reconciledAt: Instant | null;
  /** The last pass found fewer than half, and ended nothing. */
  readonly shrunk: boolean;
  readonly report: Report;
}
export type FinishPass = (pass: number) => Promise<{ readonly shrunk: boolean; readonly report: Report }>;

/** A delivery not sent yet to an address the addressee no longer has, and where it can go instead. */
export interface Stranded {
  readonly delivery: DeliveryId;
  readonly notice: NoticeId;
  readonly noticeKey: NoticeKey;
  readonly startedAt: Instant;
  readonly channel: Channel;
  readonly sendAt: Instant;
  readonly priority: DeliveryDraft['priority'];
  readonly contactPoint: DeliveryDraft['contactPoint'] | null;
}

/** What keeps the directory true to the CRM. */
export interface Upkeep {
  /** Returns how many of these events were new; the others cost nothing more. */
  seeEvents(events: readonly string[], at: Instant): Promise<ReadonlySet<string>>;
  pruneEvents(before: Instant): Promise<number>;
  hint(hints: readonly Hint[], dueAt: Instant): Promise<void>;
  takeHints(at: Instant, limit: number): Promise<readonly TakenHint[]>;
  /** Followed: gone unless it was given again meanwhile. */
  dropHints(hints: readonly TakenHint[]): Promise<void>;
  delayHints(hints: readonly TakenHint[], dueAt: Instant): Promise<void>;

  state(): Promise<DirectoryState>;
  /** A new full pass; returns its number. */
  beginPass(): Promise<number>;
  setSwept(to: Instant): Promise<void>;
  setReconciled(at: Instant, shrunk: boolean, report: Report): Promise<void>;
  setReport(report: Report): Promise<void>;

  /** How many live ones there are, and how many of them this pass has found. */
  countSeen(kind: RecordKind, pass: number): Promise<{ readonly known: number; readonly seen: number }>;
  /** Those that this pass has not found. */
  unseen(kind: RecordKind, pass: number, limit: number): Promise<readonly string[]>;
  /** Found, but of no use as it is: it stays as it was. */
  keepServicePoints(crmIds: readonly string[], pass: number): Promise<void>;
  /** The CRM has them no more: their roles end, evidence stays. Returns how many were live. */
  endParties(kind: PartyKind, crmIds: readonly string[], readAt: Instant, at: Instant): Promise<number>;
  endServicePoints(
    crmIds: readonly string[],
    readAt: Instant,
    at: Instant,
    today: (zone: Zone) => CivilDate,
  ): Promise<number>;
  /** Who was merged away answers to the survivor from now on. Returns the survivors that took somebody over now. */
  merge(
    rows: readonly {
      readonly survivor: PartyId;
      readonly merged: readonly string[];
      readonly kind: PartyKind;
    }[],
    at: Instant,
  ): Promise<readonly PartyId[]>;

  /** HubSpot ids of the service points on which these parties, or those merged into them, have a role. */
  pointsOf(kind: PartyKind, crmIds: readonly string[]): Promise<readonly string[]>;
  /** Live service points after this one, by their own id. */
  servicePointPage(
    after: ServicePointId | null,
    limit: number,
  ): Promise<readonly { readonly id: ServicePointId; readonly crmId: string }[]>;
  /** Which of these the directory has and has not ended. */
  known(kind: RecordKind, crmIds: readonly string[]): Promise<ReadonlySet<string>>;

  /** Of two notices that would tell a merged person the same, the one not begun is taken back. Returns how many. */
  stopTwins(survivors: readonly PartyId[], at: Instant): Promise<number>;
  stranded(parties: readonly PartyId[]): Promise<readonly Stranded[]>;
  /** Not sent and not to be sent, with the reason. */
  stopDeliveries(ids: readonly DeliveryId[], reason: string, at: Instant): Promise<void>;
}
