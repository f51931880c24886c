import type { BillingEvent } from '../../domain/debt/billing-row.js';
import type { CasePlace } from '../../domain/debt/case-facts.js';
import type { Service } from '../../domain/notice/service.js';
import type { NoticeState } from './notices.js';
import type { CaseEvent } from '../../domain/debt/event.js';
import type { DebtNoticeFacts } from '../../domain/debt/notice.js';
import type { DebtProgress } from '../../domain/debt/notice-events.js';
import type { DebtDelivery, DebtNotice } from '../../domain/debt/plan-debt-notice.js';
import type { Standing } from '../../domain/debt/standing.js';
import type {
  AccountId,
  ContactPointId,
  DebtCaseId,
  DeliveryId,
  NoticeId,
  ServicePointId,
} from '../../domain/ids.js';
import type { Money } from '../../domain/money.js';
import type { Citation } from '../../domain/outcome.js';
import type { CivilDate, Instant, Zone } from '../../domain/time.js';

export interface BillingRow {
  readonly account: AccountId;
  readonly event: BillingEvent;
}
export interface BilledAccount {
  readonly id: AccountId;
  /** Of its first entry; null: billing has said nothing of it yet. */
  readonly currency: string | null;
}
/** How each row of a batch was taken, in its order; `conflict`: its key is taken by another content, which stays. */
export type RowTaken = 'added' | 'repeated' | 'conflict';

export interface OwedBefore {
  readonly account: AccountId;
  readonly owed: Money;
}
/** Who speaks of an account: billing's feed, or properties in the CRM. */
export type BillingSource = 'feed' | 'crm';
export interface KnownBalance {
  readonly source: BillingSource;
  readonly currency: string;
  readonly heardAt: Instant;
  /** Bills less what came in; below zero where more came in. */
  readonly owed: Money;
  /** Of the bill that falls due last; null: there is none. */
  readonly due: CivilDate | null;
  /** How many entries there are: the next one's number. */
  readonly entries: number;
}

export interface Overdue {
  readonly account: AccountId;
  readonly servicePoint: ServicePointId;
  readonly currency: string;
  readonly zone: Zone;
}

export interface OverduePage {
  readonly places: readonly Overdue[];
  /** The last account that was looked at; null: there is none left. */
  readonly last: AccountId | null;
}

export interface Billing {
  /** The accounts of the directory with these billing numbers. */
  accounts(numbers: readonly string[]): Promise<ReadonlyMap<string, BilledAccount>>;
  /** From now on billing speaks of them, in this currency, as of that moment; an older moment changes nothing. */
  heard(
    accounts: readonly { readonly account: AccountId; readonly currency: string }[],
    at: Instant,
  ): Promise<void>;
  /**
   * Billing's feed has said all it had to say as of that moment; an older moment changes nothing. It leaves out accounts
   * in doubt since then, and those the feed never named. False: all are in doubt, and nothing changed.
   */
  heardAll(at: Instant): Promise<boolean>;
  /** A line of theirs could not be taken: no word of that moment or an older one says what they owe. */
  doubt(accounts: readonly AccountId[], at: Instant): Promise<void>;
  /** The same of every account: nobody knows whose line it was. */
  doubtAll(at: Instant): Promise<void>;
  /** When the feed last said all, of whatever accounts; null: never. */
  feedHeardAt(): Promise<Instant | null>;
  /** From now on billing's feed speaks of those the CRM spoke of before. What they owed by the CRM, above zero. */
  takeOver(accounts: readonly AccountId[]): Promise<readonly OwedBefore[]>;
  /** What is known of these accounts; locked until the transaction ends. An account that is not there was never spoken of. */
  known(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, KnownBalance>>;
  /** The CRM speaks of them, in this currency, as of each moment. Where billing's feed does, nothing changes. */
  heardInCrm(
    accounts: readonly { readonly account: AccountId; readonly currency: string; readonly asOf: Instant }[],
  ): Promise<void>;
  /** Adds what is new; a row stands under its account, type and id, once for good. */
  add(rows: readonly BillingRow[], at: Instant): Promise<readonly RowTaken[]>;
  /** The zones of the places supplied under billed accounts. */
  zones(): Promise<readonly Zone[]>;
  /**
   * Places supplied under accounts that owe more for bills due before today than was received, and have no open case: among
   * so many accounts after `after`, by their ids. A page is so many accounts looked at, and not so many found, so that one
   * among millions who owe nothing costs no more than any other. `today` is of each zone; a place of another is passed over.
   */
  overdue(
    today: readonly { readonly zone: Zone; readonly on: CivilDate }[],
    after: AccountId | null,
    accounts: number,
  ): Promise<OverduePage>;
  /** The first last day to pay that has not passed of a bill whose account owes anything; null: there is none. */
  nextDue(after: CivilDate): Promise<CivilDate | null>;
}

export interface CaseRow {
  readonly id: DebtCaseId;
  /** Short and public; the customer quotes it. */
  readonly ref: string;
  readonly account: AccountId;
  readonly servicePoint: ServicePointId;
  readonly openedAt: Instant;
  readonly nextAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Closed, and another one is open at its place by now: only what was done to supply is still its own. */
  readonly replaced: boolean;
  readonly currency: string;
  readonly heardAt: Instant;
}

/** A delivery of a case's notices. */
export interface CaseDelivery extends DebtProgress {
  readonly facts: DebtProgress['facts'] & Pick<DebtNoticeFacts, 'payBy'>;
  readonly notice: NoticeId;
  readonly noticeState: NoticeState;
  readonly service: Service;
  readonly revision: number;
  readonly contactPoint: ContactPointId;
}

export interface IdentifiedDebtNotice {
  readonly id: NoticeId;
  readonly notice: DebtNotice;
  readonly deliveries: readonly (DebtDelivery & { readonly id: DeliveryId })[];
}
export interface DebtCases {
  /** With their event `opened`; one open case to an account and service point. Returns those that are new. */
  open(
    rows: readonly {
      readonly id: DebtCaseId;
      readonly account: AccountId;
      readonly servicePoint: ServicePointId;
      readonly ref: string;
    }[],
    at: Instant,
  ): Promise<readonly DebtCaseId[]>;
  /** Those whose time to be looked at has come; they are not named again until they are scheduled or woken. */
  takeDue(at: Instant, limit: number): Promise<readonly DebtCaseId[]>;
  /** Locked until the transaction ends, in the order of their ids. */
  lock(ids: readonly DebtCaseId[]): Promise<readonly CaseRow[]>;
  /** Whom and what each is about, as the directory has it now. */
  places(ids: readonly DebtCaseId[]): Promise<ReadonlyMap<DebtCaseId, CasePlace>>;
  /** Every delivery of a notice that a law asked for. */
  deliveries(ids: readonly DebtCaseId[]): Promise<ReadonlyMap<DebtCaseId, readonly CaseDelivery[]>>;
  /** The cases these notices belong to. */
  ofNotices(ids: readonly NoticeId[]): Promise<readonly DebtCaseId[]>;
  /** Stores each notice whose key is new, with its deliveries. */
  planNotices(rows: readonly IdentifiedDebtNotice[], at: Instant): Promise<readonly NoticeId[]>;
  /** All that makes up each case: its own events, and what billing says of its account. */
  events(cases: readonly DebtCaseId[]): Promise<ReadonlyMap<DebtCaseId, readonly CaseEvent[]>>;
  /** Adds what is new, with the rules it rests on; returns how many were. */
  append(
    rows: readonly {
      readonly id: DebtCaseId;
      readonly events: readonly CaseEvent[];
      readonly because: readonly Citation[];
    }[],
    at: Instant,
  ): Promise<number>;
  /**
   * When each is looked at next, if it was not woken meanwhile, and what this look came to. A closed one is not looked at;
   * one that is to be open again beside a newer open one stays closed, and is looked at.
   * Returns those whose standing is another one now.
   */
  schedule(
    rows: readonly {
      readonly id: DebtCaseId;
      readonly nextAt: Instant | null;
      readonly closedAt: Instant | null;
      readonly standing: Standing;
    }[],
  ): Promise<readonly DebtCaseId[]>;
  /**
   * Looked at again at once: every open case of these accounts, and the newest closed one where there is no open one,
   * for a payment may have been taken back.
   */
  wake(accounts: readonly AccountId[], at: Instant): Promise<void>;
  /** These, closed or not: something was done in them that may have to be undone. */
  wakeAgain(ids: readonly DebtCaseId[], at: Instant): Promise<void>;
  /** These, unless they are closed. */
  wakeEach(ids: readonly DebtCaseId[], at: Instant): Promise<void>;
  /** Looked at again at once: at these places, whose account is not supplied any more, or for which an order was ever given. */
  wakeAt(servicePoints: readonly ServicePointId[], at: Instant): Promise<void>;
  /**
   * Looked at again at once: open cases of service points in these areas for which a work order was ever given; the
   * others are asked again before anything is done. Returns how many.
   */
  wakeOrdered(areas: readonly string[], at: Instant): Promise<number>;
}
