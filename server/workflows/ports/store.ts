import type { PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { ActionCalls } from './actions.js';
import type { Complaints } from './complaints.js';
import type { Customers } from './customers.js';
import type { CaseActs } from './case-acts.js';
import type { Billing, DebtCases } from './debt.js';
import type { Directory } from './directory.js';
import type { Feeds } from './feeds.js';
import type { Jobs } from './jobs.js';
import type { Deliveries, Notices } from './notices.js';
import type { Orders } from './orders.js';
import type { Outages } from './outages.js';
import type { Erasure } from './erasure.js';
import type { Outbox } from './outbox.js';
import type { Workers } from './workers.js';
import type { People } from './people.js';
import type { Requests } from './requests.js';
import type { SettingStore } from './settings.js';
import type { Upkeep } from './upkeep.js';
import type { Weather } from './weather.js';

export interface Office {
  /** Stores a rulebook's text once. The same version with another hash is refused: law does not change unseen. */
  keepRulebook(row: {
    readonly id: string;
    readonly version: string;
    readonly sha256: string;
    readonly body: unknown;
    readonly at: Instant;
  }): Promise<'kept' | 'conflict'>;
  /** Stores the text of each year once; corrected, it is another version of it. */
  keepCalendars(
    rows: readonly { readonly id: string; readonly sha256: string; readonly body: unknown }[],
    at: Instant,
  ): Promise<void>;
  audit(row: AuditRow): Promise<void>;
  auditAll(rows: readonly AuditRow[]): Promise<void>;
  /** How often somebody did this since then. */
  countSince(act: string, by: string, since: Instant): Promise<number>;
}

export interface AuditRow {
  readonly at: Instant;
  readonly by: string;
  readonly act: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Tx {
  readonly directory: Directory;
  readonly upkeep: Upkeep;
  readonly erasure: Erasure;
  readonly outages: Outages;
  readonly notices: Notices;
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly office: Office;
  readonly people: People;
  readonly settings: SettingStore;
  readonly requests: Requests;
  readonly feeds: Feeds;
  readonly actions: ActionCalls;
  readonly billing: Billing;
  readonly debtCases: DebtCases;
  readonly weather: Weather;
  readonly caseActs: CaseActs;
  readonly orders: Orders;
  readonly customers: Customers;
  readonly complaints: Complaints;
}

/** Everything of one portal. */
export interface PortalStore {
  readonly portal: PortalId;
  /**
   * `work` is SQL and nothing else: it runs again when another transaction was in its way. A network call inside is a
   * bug; so is a second `transact` inside one: it throws. After a Fault of kind `retry` nobody knows whether it was
   * committed, if the answer to the commit was lost: doing it again must be harmless, by the natural keys.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For what has already happened outside and must be written down: as `transact`, but while the ledger does not answer
   * it is tried again, until it does or this process has lost its lease and others have taken over.
   */
  insist<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly workers: Workers;
}
