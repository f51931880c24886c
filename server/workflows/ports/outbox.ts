import type { Channel, PostalAddress } from '../../domain/contact-point.js';
import type { ReachTry } from '../../domain/customer/reach.js';
import type { CaseTaskReason } from '../../domain/debt/task.js';
import type { DebtCaseId, DeliveryId, NoticeId, OutageId } from '../../domain/ids.js';
import type { Money } from '../../domain/money.js';
import type { Standing } from '../../domain/debt/standing.js';
import type { ComplaintAbout, DeliveryState, NoticeKind } from '../../domain/notice/notice.js';
import type { CivilDate, Instant, Zone } from '../../domain/time.js';
import type { Rendered } from '../ports.js';
import type { StoredOutage } from './outages.js';

export type OutboxKind = 'outage' | 'activity' | 'ticket' | 'link' | 'debt';
export const OUTBOX_KINDS: readonly OutboxKind[] = ['activity', 'outage', 'ticket', 'link', 'debt'];
/** Something to write to the CRM; what exactly is read from the ledger when it is written, so it is always the newest. */
export interface OutboxEntry {
  readonly kind: OutboxKind;
  /**
   * The delivery, outage or debt case it is about, of a link the outage; a ticket's is
   * `<outage>/<account>/<addressee>/<reason>`: one for a person's whole outage; or `<outage>/<revision>/<reason>`, of an
   * outage itself; or `complaint/<id>`; or `debt/<case>/<reason>`.
   */
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
  done(
    rows: readonly {
      readonly kind: OutboxKind;
      readonly subject: string;
      readonly version: number;
      readonly crmId: string;
    }[],
  ): Promise<void>;
  again(
    rows: readonly {
      readonly kind: OutboxKind;
      readonly subject: string;
      readonly dueAt: Instant;
      readonly error: string;
      readonly uncertain: boolean;
    }[],
  ): Promise<void>;
  /** There is nothing left in the CRM to write it to. */
  giveUp(
    rows: readonly { readonly kind: OutboxKind; readonly subject: string; readonly error: string }[],
  ): Promise<void>;
  /**
   * Claims, to find out about them, rows of which nobody knows whether they were written: a process that died had them,
   * or a call was cut off.
   */
  claimUncertain(kind: OutboxKind, at: Instant, limit: number): Promise<readonly ClaimedEntry[]>;
  due(at: Instant): Promise<readonly OutboxKind[]>;
  activities(deliveries: readonly string[]): Promise<readonly ActivityFacts[]>;
  tickets(subjects: readonly string[]): Promise<readonly AnyTicketFacts[]>;
  outages(ids: readonly string[]): Promise<readonly OutageFacts[]>;
  links(outages: readonly string[]): Promise<readonly LinkFacts[]>;
  debts(cases: readonly string[]): Promise<readonly DebtFacts[]>;
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
  /** Null: the ticket is about the outage itself, and about no customer. */
  readonly notice: NoticeId | null;
  readonly reason: string;
  readonly ref: string;
  readonly kind: NoticeKind;
  readonly lifeSupport: boolean;
  /** By when; of an outage itself what was promised. */
  readonly serveBy: Instant | null;
  readonly zone: Zone;
  readonly addresseeName: string;
  readonly premises: readonly PostalAddress[];
  readonly tried: readonly string[];
  /** How people tried to tell them, of any notice of the outage, the oldest first. */
  readonly tries: readonly (Omit<ReachTry, 'id'> & { readonly ofNewest: boolean })[];
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}
/** What an outage's record is linked with; null: more than can be shown, and a part would be taken for the whole. */
export interface LinkFacts {
  readonly outage: OutageId;
  /** Of its record; null: it is not written yet. */
  readonly crmId: string | null;
  readonly contacts: readonly string[] | null;
  readonly companies: readonly string[] | null;
  readonly servicePoints: readonly string[] | null;
}
/** A debt case as its record shows it, and whom and what the record is tied to. */
export interface DebtFacts {
  readonly id: DebtCaseId;
  readonly ref: string;
  readonly account: string;
  readonly currency: string;
  readonly closedAt: Instant | null;
  /** Null: nobody has looked at it yet. */
  readonly standing: Standing | null;
  /** The last day to pay that was told last; null: none was. */
  readonly payBy: CivilDate | null;
  /** When the last notice that counts came to count as served; null: none does. */
  readonly servedAt: Instant | null;
  readonly rules: readonly string[];
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
  readonly servicePoints: readonly string[];
}
/** The ticket of a complaint. */
export interface ComplaintFacts {
  readonly subject: string;
  /** What the customer quotes. */
  readonly complaint: string;
  readonly about: ComplaintAbout;
  readonly said: string;
  readonly at: Instant;
  readonly by: string;
  readonly zone: Zone;
  readonly addresseeName: string;
  readonly premises: readonly PostalAddress[];
  readonly lifeSupport: boolean;
  /** The outage it is about; null: none, or not known. */
  readonly ref: string | null;
  readonly askedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}
/** The ticket of something a person must do in a debt case. */
export interface CaseTaskFacts {
  readonly subject: string;
  readonly task: CaseTaskReason;
  /** Of the case. */
  readonly ref: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly overdue: Money | null;
  /** Since then there is nothing left to do; null: there is. */
  readonly mootAt: Instant | null;
  readonly accountNumber: string;
  readonly zone: Zone;
  readonly addresseeName: string;
  readonly premises: readonly PostalAddress[];
  readonly lifeSupport: boolean;
  readonly contacts: readonly string[];
  readonly companies: readonly string[];
}
export type AnyTicketFacts = TicketFacts | ComplaintFacts | CaseTaskFacts;
/** `debt/<case>/<reason>` */
export const caseTaskSubject = (id: DebtCaseId, reason: CaseTaskReason): string => `debt/${id}/${reason}`;
/** `complaint/<id>` */
export const complaintSubject = (id: string): string => `complaint/${id}`;
export interface OutageFacts {
  readonly id: OutageId;
  readonly outage: StoredOutage;
  readonly affected: number;
  readonly served: number;
  readonly unreachable: number;
}
