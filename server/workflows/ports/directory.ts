import type { AffectedAccount, ServicePoint } from '../../domain/account.js';
import type { ContactPoint } from '../../domain/contact-point.js';
import type { AccountId, ContactPointId, OutageId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { AddresseeRole } from '../../domain/notice/notice.js';
import type { Zone } from '../../domain/time.js';

export interface PartyRow {
  readonly id: PartyId;
  readonly kind: 'contact' | 'company';
  readonly crmId: string;
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly contactPoints: readonly ContactPoint[];
}
export interface ServicePointRow extends ServicePoint {
  readonly crmId: string;
  readonly account: { readonly id: AccountId; readonly number: string; readonly inArrears: boolean };
}
export interface RoleRow {
  readonly party: PartyId;
  readonly servicePoint: ServicePointId;
  readonly role: AddresseeRole;
}
export interface Directory {
  /** Inserts or replaces, with all contact points. */
  saveParties(rows: readonly PartyRow[]): Promise<void>;
  saveServicePoints(rows: readonly ServicePointRow[]): Promise<void>;
  /** Replaces every role on those service points. */
  saveRoles(servicePoints: readonly ServicePointId[], rows: readonly RoleRow[]): Promise<void>;
  /** Accounts touched by these feeders, or told by an earlier revision of the outage; ordered by id, after `after`. */
  affected(
    feeders: readonly string[],
    outage: OutageId,
    before: number,
    after: AccountId | null,
    limit: number,
  ): Promise<readonly AffectedAccount[]>;
  /** How many accounts and service points, by jurisdiction and zone. */
  reach(feeders: readonly string[], outage: OutageId, before: number): Promise<readonly Reach[]>;
  /** `affected` and `reach` for many outages of few accounts each, by outage. */
  affectedEach(outages: readonly OutageReach[]): Promise<ReadonlyMap<OutageId, readonly AffectedAccount[]>>;
  reachEach(outages: readonly OutageReach[]): Promise<ReadonlyMap<OutageId, readonly Reach[]>>;
  feeders(): Promise<
    readonly { readonly feeder: string; readonly servicePoints: number; readonly accounts: number }[]
  >;
  markProblem(points: readonly { readonly id: ContactPointId; readonly problem: string }[]): Promise<void>;
}
/** Whom a revision of an outage touches: by its feeders, and as told by those before it. */
export interface OutageReach {
  readonly outage: OutageId;
  readonly before: number;
  readonly feeders: readonly string[];
}
export interface Reach {
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly accounts: number;
  readonly servicePoints: number;
}
