import type { CorrectedFields } from '../../domain/customer/correction.js';
import type { PartyKind, PartyRecord, RecordKind, ServicePointRecord } from '../../domain/directory.js';
import type { AddresseeRole } from '../../domain/account.js';
import type { Instant } from '../../domain/time.js';
import type { Fault } from '../fault.js';
import type { ActionOutputs } from './actions.js';
import type { Lists } from './lists.js';
import type { ActivityFacts, AnyTicketFacts, DebtFacts, LinkFacts, OutageFacts } from './outbox.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
export interface ById<T> {
  readonly found: readonly T[];
  readonly gone: readonly string[];
}
export interface CrmRole {
  readonly servicePoint: string;
  readonly party: string;
  readonly kind: PartyKind;
  readonly role: AddresseeRole;
}

/** Of a row that only a custom object could show, in an account that has none. */
export const NO_CUSTOM_OBJECTS = 'hubspot.noCustomObjects';

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
  readonly lists: Lists;
  parties(kind: PartyKind, after: string | null): Promise<Page<PartyRecord>>;
  servicePoints(after: string | null): Promise<Page<ServicePointRecord>>;
  /** By id. `gone` are those the CRM says it does not have; one that failed is a Fault, never taken for gone. */
  partiesById(kind: PartyKind, ids: readonly string[]): Promise<ById<PartyRecord>>;
  servicePointsById(ids: readonly string[]): Promise<ById<ServicePointRecord>>;
  /** Ids of records changed since, as far as the search knows by now; a change of an association alone is none. */
  changedIds(kind: RecordKind, since: Instant, after: string | null): Promise<Page<string>>;
  /** The service points of those parties, by their HubSpot ids. */
  servicePointsOf(kind: PartyKind, parties: readonly string[]): Promise<readonly string[]>;
  /** The portal's own name of the type: `0-1`, `0-2`, `2-41000001`. */
  typeId(kind: RecordKind): Promise<string>;
  /** The people of those service points, by their HubSpot ids. */
  roles(servicePoints: readonly string[]): Promise<readonly CrmRole[]>;
  /** Creates those without an id, updates the others; keyed by delivery. */
  writeActivities(
    rows: readonly (ActivityFacts & { readonly crmId: string | null })[],
  ): Promise<readonly Written[]>;
  /** Upserts by our own key. */
  writeTickets(rows: readonly AnyTicketFacts[]): Promise<readonly Written[]>;
  writeOutages(rows: readonly OutageFacts[]): Promise<readonly Written[]>;
  /** Ties each outage's record to what it affects; done twice it is the same. Keyed by outage. */
  linkOutages(rows: readonly LinkFacts[]): Promise<readonly Written[]>;
  /** Upserts a record of each case by our own key, and ties it to its people and its place. Keyed by case. */
  writeDebts(rows: readonly DebtFacts[]): Promise<readonly Written[]>;
  /** Which of these activities exist, by the `Ref` line at the end of their bodies, read from the contacts' own timelines. */
  findActivities(rows: readonly ActivityFacts[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Tells a blocked workflow what came of its action. `gone`: it does not wait for it, since it was told already, has
   * given up or never asked. Throws Fault.
   */
  completeAction(callbackId: string, outputs: ActionOutputs): Promise<'completed' | 'gone'>;
  /** The contacts a ticket is linked to, by their HubSpot ids. */
  contactsOfTicket(ticket: string): Promise<readonly string[]>;
  /** Sets those fields of a contact; the others stay as they are. Throws Fault `rejected` where there is no such contact. */
  correctContact(contact: string, fields: CorrectedFields): Promise<void>;
  /** Whether the account has custom objects, as far as it was seen; null: nothing has asked yet. Asks nobody. */
  customObjects(): boolean | null;
  /** Calls made so far, by kind, for the summary and the metrics. */
  calls(): Readonly<Record<string, number>>;
}
