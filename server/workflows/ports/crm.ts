import type { AddresseeRole, CustomerClass } from '../../domain/notice/notice.js';
import type { Fault } from '../fault.js';
import type { ActivityFacts, OutageFacts, TicketFacts } from './outbox.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
/** A contact or company as the CRM has it: text, unchecked. */
export interface CrmParty {
  readonly crmId: string;
  readonly kind: 'contact' | 'company';
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly email: string | null;
  readonly mobilephone: string | null;
  readonly phone: string | null;
  readonly smsOptOut: boolean;
  readonly emailOptOut: boolean;
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly postcode: string;
    readonly country: string;
  };
}
export interface CrmServicePoint {
  readonly crmId: string;
  readonly code: string;
  readonly accountNumber: string;
  readonly feeder: string;
  readonly address: {
    readonly line1: string;
    readonly line2: string;
    readonly city: string;
    readonly postcode: string;
    readonly country: string;
  };
  readonly zone: string;
  readonly jurisdiction: string;
  readonly customerClass: CustomerClass;
  readonly lifeSupport: boolean;
  readonly inArrears: boolean;
}
export interface CrmRole {
  readonly servicePoint: string;
  readonly party: string;
  readonly kind: 'contact' | 'company';
  readonly role: AddresseeRole;
}

/**
 * What became of one row of a batch: written; refused for good, by a code; or stopped by a fault while other rows of
 * the call went through (`unknown`: it may have been written; any other kind: it was not, or may be written again).
 */
export type Written =
  | { readonly key: string; readonly crmId: string }
  | { readonly key: string; readonly refused: string }
  | { readonly key: string; readonly fault: Fault };

/**
 * The CRM. Reads come in pages, writes in batches; everything goes through one limiter below the portal's burst.
 * A read throws Fault; a write throws it only when one fault stopped every row, else each row says its own end.
 */
export interface Crm {
  parties(kind: CrmParty['kind'], after: string | null): Promise<Page<CrmParty>>;
  servicePoints(after: string | null): Promise<Page<CrmServicePoint>>;
  /** The people of those service points, by their HubSpot ids. */
  roles(servicePoints: readonly string[]): Promise<readonly CrmRole[]>;
  /** Creates those without an id, updates the others; keyed by delivery. */
  writeActivities(
    rows: readonly (ActivityFacts & { readonly crmId: string | null })[],
  ): Promise<readonly Written[]>;
  /** Upserts by our own key. */
  writeTickets(rows: readonly TicketFacts[]): Promise<readonly Written[]>;
  writeOutages(rows: readonly OutageFacts[]): Promise<readonly Written[]>;
  /** Which of these activities exist, by the `Ref` line at the end of their bodies, read from the contacts' own timelines. */
  findActivities(rows: readonly ActivityFacts[]): Promise<ReadonlyMap<string, string>>;
  /** Calls made so far, by kind, for the summary and the metrics. */
  calls(): Readonly<Record<string, number>>;
}
