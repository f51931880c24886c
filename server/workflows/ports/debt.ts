import type { BillingEvent } from '../../domain/debt/billing-row.js';
import type { CaseEvent } from '../../domain/debt/event.js';
import type { AccountId, DebtCaseId, ServicePointId } from '../../domain/ids.js';
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

export interface Overdue {
  readonly account: AccountId;
  readonly servicePoint: ServicePointId;
  readonly currency: string;
  readonly zone: Zone;
}

export interface Billing {
  /** The accounts of the directory with these billing numbers. */
  accounts(numbers: readonly string[]): Promise<ReadonlyMap<string, BilledAccount>>;
  /** From now on billing speaks of them, in this currency, as of that moment; an older moment changes nothing. */
  heard(
    accounts: readonly { readonly account: AccountId; readonly currency: string }[],
    at: Instant,
  ): Promise<void>;
  /** Billing has said all it had to say as of that moment, of every account but these; an older moment changes nothing. */
  heardAll(except: readonly AccountId[], at: Instant): Promise<void>;
  /** Adds what is new; a row stands under its account, type and id, once for good. */
  add(rows: readonly BillingRow[], at: Instant): Promise<readonly RowTaken[]>;
  /**
   * Places supplied under accounts that owe more for bills due before `on` than was received, and have no open case;
   * by account, after `after`. Pass a day that has come nowhere yet: the day of each place is for the domain to judge.
   */
  overdue(on: CivilDate, after: AccountId | null, limit: number): Promise<readonly Overdue[]>;
}

export interface CaseRow {
  readonly id: DebtCaseId;
  readonly account: AccountId;
  readonly servicePoint: ServicePointId;
  readonly openedAt: Instant;
  readonly nextAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly currency: string;
  readonly heardAt: Instant;
}

export interface DebtCases {
  /** With their event `opened`; one open case to an account and service point. Returns those that are new. */
  open(
    rows: readonly {
      readonly id: DebtCaseId;
      readonly account: AccountId;
      readonly servicePoint: ServicePointId;
    }[],
    at: Instant,
  ): Promise<readonly DebtCaseId[]>;
  /** Cases to be looked at, locked until the transaction ends; those that somebody else has locked are passed over. */
  claim(at: Instant, limit: number): Promise<readonly CaseRow[]>;
  /** Locked until the transaction ends; null: there is none. */
  lock(id: DebtCaseId): Promise<CaseRow | null>;
  /** All that makes up each case: its own events, and what billing says of its account. */
  events(cases: readonly DebtCaseId[]): Promise<ReadonlyMap<DebtCaseId, readonly CaseEvent[]>>;
  /** Adds what is new, with the rules it rests on; returns how many were. */
  append(
    id: DebtCaseId,
    events: readonly CaseEvent[],
    because: readonly Citation[],
    at: Instant,
  ): Promise<number>;
  /** When each is looked at next; null: only when something happens. A closed one is not looked at. */
  schedule(
    rows: readonly {
      readonly id: DebtCaseId;
      readonly nextAt: Instant | null;
      readonly closedAt: Instant | null;
    }[],
  ): Promise<void>;
  /**
   * Looked at again at once: every open case of these accounts, and the newest closed one where there is no open one,
   * for a payment may have been taken back.
   */
  wake(accounts: readonly AccountId[], at: Instant): Promise<void>;
}
