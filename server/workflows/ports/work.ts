import type { Person } from '../../domain/office/person.js';
import type { LetterCalendar, Policy } from '../../domain/policy.js';
import type { Rulebook } from '../../domain/rules/rulebook.js';
import type { Instant } from '../../domain/time.js';
import type { Outcome, Refusal } from '../../domain/outcome.js';
import type { Forecast, Paces } from '../../domain/outage/forecast.js';
import type { Judged } from '../../domain/outage/judge.js';
import type { Carrier, Clock, Ids, Letters, Log, Texts } from '../ports.js';
import type { Crm } from './crm.js';
import type { Campaign, RehearsalSummary, StoredOutage, StoredRevision } from './outages.js';
import type { Network } from './orders.js';
import type { PortalStore, Tx } from './store.js';

/** Letters and other files by their content. */
export interface Blobs {
  /** Stores once; the same content has the same address. */
  put(sha256: string, content: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array | null>;
  /** Gone afterwards, whether it was there or not. */
  remove(sha256: string): Promise<void>;
}

/** What a carrier charges, in minor units; from config/carriers.yaml. */
export interface Prices {
  readonly currency: string;
  readonly email: number;
  readonly smsSegment: number;
  readonly letterPage: number;
}

/** What every workflow of one portal is made of; each names the part it needs. */
export interface Deps {
  readonly clock: Clock;
  /** Real time, which no simulation moves: leases run by it. */
  readonly realNow: () => Instant;
  readonly ids: Ids;
  readonly log: Log;
  readonly store: PortalStore;
  readonly texts: Texts;
  readonly letters: Letters;
  readonly blobs: Blobs;
  /** In order of preference, per channel. */
  readonly carriers: readonly Carrier[];
  readonly crm: Crm;
  /** The utility's choices as they are now: what is shipped, with what an administrator set over it. Once per run. */
  readonly policy: (tx: { readonly settings: Pick<Tx['settings'], 'current'> }) => Promise<Policy>;
  /** Administrators by the server's environment. */
  readonly admins: readonly Person[];
  readonly letterCalendar: LetterCalendar;
  readonly prices: Prices;
  /** How fast the preferred carrier of each channel takes messages. */
  readonly paces: Paces;
  readonly rulebooks: readonly Rulebook[];
  /** Who switches supply off and on; null: nobody is told by us, and a person is asked. */
  readonly network: Network | null;
}

/** Everything a launch would do, computed without doing it. */
export interface SurveyResult {
  readonly judged: Judged;
  readonly summary: RehearsalSummary;
  readonly forecast: Forecast;
  readonly fingerprint: string;
}
export type Survey = (outage: StoredOutage, revision: StoredRevision) => Promise<SurveyResult>;

export type LaunchAnswer = Outcome<
  | { readonly launched: 'now'; readonly campaign: Campaign; readonly accounts: number }
  | { readonly launched: 'before' }
>;

/** A revision to be surveyed, not launched yet. */
export interface Surveyed {
  readonly outage: StoredOutage;
  readonly revision: StoredRevision;
}
/** In the order asked. */
export type SurveyTogether = (items: readonly Surveyed[]) => Promise<readonly SurveyResult[]>;

/** A revision that somebody other than a person launches. */
export interface Launch extends Surveyed {
  readonly result: SurveyResult;
  /** The outage itself is not stored yet. */
  readonly isNew: boolean;
}
export interface LaunchTogether {
  /** What stands against it even where nobody is waited for: the law is not known, or the text is not whole. */
  obstacles(result: SurveyResult): readonly Refusal[];
  /** Stores and launches them all, in this transaction. */
  launch(tx: Tx, launches: readonly Launch[], by: string): Promise<void>;
}
