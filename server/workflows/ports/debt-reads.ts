import type { RungName, Standing } from '../../domain/debt/standing.js';
import type { PartyKind } from '../../domain/directory.js';
import type { PostalAddress } from '../../domain/contact-point.js';
import type { AccountId, DebtCaseId } from '../../domain/ids.js';
import type { Money } from '../../domain/money.js';
import type { CivilDate, Instant, Zone } from '../../domain/time.js';
import type { DebtCases } from './debt.js';
import type { Weather } from './weather.js';

/** A case as lists show it. */
export interface CaseListed {
  readonly id: DebtCaseId;
  readonly ref: string;
  readonly accountId: AccountId;
  readonly account: string;
  readonly address: PostalAddress;
  readonly zone: Zone;
  readonly lifeSupport: boolean;
  /** Of the account's holder; '' where the CRM knows none. */
  readonly holder: string;
  /** The same in the CRM; null: it knows none. */
  readonly holderRecord: { readonly kind: PartyKind; readonly crmId: string } | null;
  /** Letters of this case that the printer has and that are not posted yet. */
  readonly lettersAtPrinter: number;
  readonly currency: string;
  readonly heardAt: Instant;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly standing: Standing | null;
}
export type CaseFilter = 'all' | 'unproven' | 'returned' | 'cutThisWeek' | 'atRisk' | 'held' | 'atPrinter';
export interface CasesAsked {
  readonly filter: CaseFilter;
  readonly rung: RungName | null;
  /** A billing number or a reference, whole. */
  readonly text: string | null;
  /** The last day of the seven that `cutThisWeek` and `atRisk` ask about. */
  readonly until: CivilDate;
  readonly after: DebtCaseId | null;
  readonly limit: number;
}
export interface RungCount {
  readonly rung: RungName | null;
  readonly cases: number;
  readonly arrears: Money;
}
export type CaseCounts = Readonly<
  Record<'unproven' | 'returned' | 'cutThisWeek' | 'atRisk' | 'held' | 'lettersAtPrinter', number>
>;

/** What cards and pages read of debts. */
export interface DebtReads {
  /** What a look at cases is made of, with nothing locked. */
  caseRows: DebtCases['lock'];
  caseEvents: DebtCases['events'];
  /** Who did what in a case: a person by the id of their act, which the events of that act bear. */
  caseActors(id: DebtCaseId): Promise<ReadonlyMap<string, string>>;
  casePlaces: DebtCases['places'];
  caseDeliveries: DebtCases['deliveries'];
  weatherAbout: Weather['about'];
  /** A case by its id, its reference (the newest), or HubSpot's id of its record; null: there is none. */
  caseNamed(by: 'case' | 'record', named: string): Promise<DebtCaseId | null>;
  /** Open cases, the oldest first. */
  casesListed(asked: CasesAsked): Promise<readonly CaseListed[]>;
  /** Open cases of these accounts, and those that were closed since. */
  casesOfAccounts(accounts: readonly AccountId[], closedSince: Instant): Promise<readonly CaseListed[]>;
  rungCounts(): Promise<readonly RungCount[]>;
  caseCounts(until: CivilDate): Promise<CaseCounts>;
}
