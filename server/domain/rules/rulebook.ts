import type { Channel } from '../contact-point.js';
import type { NoticeKind } from '../notice/notice.js';
import type { Citation } from '../outcome.js';
import type { CivilDate } from '../time.js';

export interface Rule<T> {
  readonly value: T;
  readonly because: Citation;
}

export type Scenario = 'plannedInterruption' | 'emergency';

/** How long before the interruption a notice must have been served. */
export type Lead =
  { readonly unit: 'clockHours'; readonly count: number } | { readonly unit: 'asSoonAsKnown' };

/** The event by which a channel counts as served without further proof; `delivered` asks for proof. */
export type ServedWhen = 'accepted' | 'posted' | 'delivered';

/** What one layer of law says of a scenario. A field it does not set is left to the layer below. */
export interface ScenarioRules {
  readonly lead?: Rule<Lead>;
  /** The channels that are the written form the law asks for. */
  readonly writtenForm?: Rule<readonly Channel[]>;
  readonly servedWhen?: Partial<Readonly<Record<Channel, Rule<ServedWhen>>>>;
}

/** One layer of law as data: a country, region, municipality, supplier or contract. */
export interface Rulebook {
  readonly id: string;
  readonly version: string;
  /** ISO 3166-2 keys, with an optional locality; `XA` covers `XA-N` and `XA-N:town` too. */
  readonly jurisdictions: readonly string[];
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly scenarios: Partial<Readonly<Record<Scenario, ScenarioRules>>>;
  readonly content: Partial<Readonly<Record<NoticeKind, Rule<readonly string[]>>>>;
}

/** All that a scenario needs, resolved for one jurisdiction. */
export interface ResolvedRules {
  readonly jurisdiction: string;
  readonly scenario: Scenario;
  /** `id@version` of every layer that took part, the general first. */
  readonly rulebooks: readonly string[];
  readonly lead: Rule<Lead>;
  readonly writtenForm: Rule<readonly Channel[]>;
  readonly servedWhen: Readonly<Record<Channel, Rule<ServedWhen>>>;
  readonly content: Partial<Readonly<Record<NoticeKind, Rule<readonly string[]>>>>;
}
