import type { PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { Directory } from './directory.js';
import type { Feeds } from './feeds.js';
import type { Jobs } from './jobs.js';
import type { Deliveries, Notices } from './notices.js';
import type { Outages } from './outages.js';
import type { Outbox } from './outbox.js';

export interface Office {
  /** Stores a rulebook's text once. The same version with another hash is refused: law does not change unseen. */
  keepRulebook(row: {
    readonly id: string;
    readonly version: string;
    readonly sha256: string;
    readonly body: unknown;
    readonly at: Instant;
  }): Promise<'kept' | 'conflict'>;
  audit(row: AuditRow): Promise<void>;
  auditAll(rows: readonly AuditRow[]): Promise<void>;
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
  readonly outages: Outages;
  readonly notices: Notices;
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly office: Office;
  readonly feeds: Feeds;
}

/** Everything of one portal. A network call inside `transact` is a bug; so is a second `transact` inside one: it throws. */
export interface PortalStore {
  readonly portal: PortalId;
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
