import type { ContactPoint } from '../../domain/contact-point.js';
import type { Place, ToldOutage } from '../../domain/customer/situation.js';
import type { ReachTry } from '../../domain/customer/reach.js';
import type { PartyKind } from '../../domain/directory.js';
import type { AccountId, DeliveryId, NoticeId, OutageId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { AddresseeRole, CustomerClass } from '../../domain/account.js';
import type { ComplaintAbout, Etr, NoticeKind } from '../../domain/notice/notice.js';
import type { Instant, Window } from '../../domain/time.js';
import type { ComplaintProgress, DecisionAct } from './customers.js';
import type { NoticeState } from './notices.js';
import type { NoticeRead } from './reads.js';

export interface PlaceRead extends Place {
  readonly crmId: string;
  readonly customerClass: CustomerClass;
  readonly inArrears: boolean;
  readonly account: { readonly id: AccountId; readonly number: string };
  readonly role: AddresseeRole;
}
/** Somebody of the CRM with the places they are told about. */
export interface CustomerRead {
  readonly party: PartyId;
  /** The party and everyone who was merged into it: what those were told, they were told. */
  readonly parties: readonly PartyId[];
  readonly kind: PartyKind;
  readonly crmId: string;
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly erasedAt: Instant | null;
  readonly contactPoints: readonly ContactPoint[];
  readonly places: readonly PlaceRead[];
}
/** Whose notices: of one person with those merged into them, or of everybody on some accounts. */
export type Whose = { readonly parties: readonly PartyId[] } | { readonly accounts: readonly AccountId[] };

export interface HistoryRead extends NoticeRead {
  readonly account: AccountId;
  readonly points: readonly ServicePointId[];
  readonly windows: readonly Window[];
  readonly since: Instant | null;
  readonly restoredAt: Instant | null;
  readonly etr: Etr | null;
}
export interface HistoryFilter {
  readonly place: ServicePointId | null;
  readonly kinds: readonly NoticeKind[] | null;
  readonly states: readonly NoticeState[] | null;
  /** A part of the outage's reference or of the address. */
  readonly text: string | null;
  /** From (included) to (excluded). */
  readonly between: Window | null;
  readonly offset: number;
  readonly limit: number;
}
export interface CustomerCounts {
  readonly notices: number;
  readonly notReached: number;
  readonly underWay: number;
}
export interface DecisionRead {
  readonly at: Instant;
  readonly by: string;
  readonly act: DecisionAct;
  readonly delivery: DeliveryId | null;
  readonly reason: string | null;
  /** Of a try to tell by word of mouth: how. */
  readonly way: ReachTry['way'] | null;
}
export interface ComplaintRead extends ComplaintProgress {
  readonly id: string;
  readonly ref: string;
  readonly at: Instant;
  readonly by: string;
  readonly about: ComplaintAbout;
  /** Its ticket in the CRM; null: still to be written. */
  readonly ticket: string | null;
}

/** What the cards of a contact, a company or a ticket read. */
export interface CustomerReads {
  customer(kind: PartyKind, crmId: string): Promise<CustomerRead | null>;
  /** Announced outages that touch these feeders, or did in the revision before, and those whose end is newer than `since`. */
  outagesAt(feeders: readonly string[], since: Instant): Promise<readonly ToldOutage[]>;
  /** The newest notice of each of these outages to each addressee and place. */
  told(whose: Whose, outages: readonly OutageId[]): Promise<readonly HistoryRead[]>;
  /** The newest first, with how many there are in all. */
  history(
    whose: Whose,
    filter: HistoryFilter,
  ): Promise<{ readonly total: number; readonly rows: readonly HistoryRead[] }>;
  counts(whose: Whose, since: Instant): Promise<CustomerCounts>;
  /** What people decided about a notice, the oldest first. */
  decisions(notice: NoticeId): Promise<readonly DecisionRead[]>;
  /** The addressee of a notice as they are now, and whether newer news was launched since. */
  addresseeOf(
    notice: NoticeId,
  ): Promise<{ readonly kind: PartyKind; readonly crmId: string; readonly outdated: boolean } | null>;
  /** When each feed last spoke. */
  feedTimes(): Promise<readonly { readonly at: Instant | null }[]>;
  /** The newest first. */
  complaints(parties: readonly PartyId[], limit: number): Promise<readonly ComplaintRead[]>;
  /** One of them; null: there is none. */
  complaint(id: string): Promise<ComplaintRead | null>;
  /** Who that is in the CRM, or whom they were merged into. */
  recordOf(party: PartyId): Promise<{ readonly kind: PartyKind; readonly crmId: string } | null>;
  /** The subject under which our own ticket was written; null: it is not one of ours. */
  ticketSubject(crmId: string): Promise<string | null>;
}
