import type { AddresseeRole, AffectedAccount, AffectedGroup, ServicePoint } from '../../domain/account.js';
import type { ContactPoint } from '../../domain/contact-point.js';
import type { AccountId, ContactPointId, OutageId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { FactValue } from '../../domain/rules/rulebook.js';
import type { PartyKind } from '../../domain/directory.js';
import type { CivilDate, Instant } from '../../domain/time.js';

export interface PartyRow {
  readonly id: PartyId;
  readonly kind: PartyKind;
  readonly crmId: string;
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly contactPoints: readonly ContactPoint[];
}
export interface ServicePointRow extends ServicePoint {
  /** What rulebooks ask of the place and the directory has no field for; without it nothing is said. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  readonly crmId: string;
  readonly account: { readonly id: AccountId; readonly number: string; readonly inArrears: boolean };
  /** At the premises: when a supply it has no more ends. */
  readonly today: CivilDate;
}
export interface RoleRow {
  readonly party: PartyId;
  readonly servicePoint: ServicePointId;
  readonly role: AddresseeRole;
}
export interface Saved {
  readonly added: number;
  readonly changed: number;
}
/** Rows as the CRM has them. `readAt` is when the read began: what comes from an older read than the row is passed over. */
export interface Directory {
  /** Inserts or replaces, with all contact points: one that is gone is planned for no more. Erased ones stay erased. */
  saveParties(rows: readonly PartyRow[], readAt: Instant): Promise<Saved>;
  saveServicePoints(rows: readonly ServicePointRow[], readAt: Instant): Promise<Saved>;
  /** Replaces every role on those service points; returns how many differ. */
  saveRoles(
    servicePoints: readonly ServicePointId[],
    rows: readonly RoleRow[],
    readAt: Instant,
  ): Promise<number>;
  /** Accounts touched by these feeders, or told by an earlier revision of the outage; ordered by id, after `after`. */
  affected(
    feeders: readonly string[],
    outage: OutageId,
    before: number,
    after: AccountId | null,
    limit: number,
  ): Promise<readonly AffectedAccount[]>;
  /** How many accounts and service points, by place and by what law tells customers apart by. */
  reach(feeders: readonly string[], outage: OutageId, before: number): Promise<readonly Reach[]>;
  /** `affected` and `reach` for many outages of few accounts each, by outage. */
  affectedEach(outages: readonly OutageReach[]): Promise<ReadonlyMap<OutageId, readonly AffectedAccount[]>>;
  reachEach(outages: readonly OutageReach[]): Promise<ReadonlyMap<OutageId, readonly Reach[]>>;
  feeders(): Promise<
    readonly { readonly feeder: string; readonly servicePoints: number; readonly accounts: number }[]
  >;
  /** Learnt from a carrier: it stays until something arrives there, or the CRM takes the value out. */
  markProblem(
    points: readonly { readonly id: ContactPointId; readonly problem: string }[],
    at: Instant,
  ): Promise<void>;
  /** Something arrived there at that moment: what was learnt before is no longer so. */
  clearProblem(points: readonly { readonly id: ContactPointId; readonly at: Instant }[]): Promise<void>;
}
/** Whom a revision of an outage touches: by its feeders, and as told by those before it. */
export interface OutageReach {
  readonly outage: OutageId;
  readonly before: number;
  readonly feeders: readonly string[];
}
export interface Reach extends AffectedGroup {
  readonly accounts: number;
  readonly servicePoints: number;
}
