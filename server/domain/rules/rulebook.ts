import type { Citation } from '../outcome.js';
import type { NoticeKind } from '../notice/notice.js';
import type { CivilDate } from '../time.js';
import type { CalendarYear } from './holidays.js';
import type { Period, Season } from './period.js';

export interface Rule<T> {
  readonly value: T;
  readonly because: Citation;
}

/** The scenarios of an outage, which the flow of an outage asks for. */
export type Scenario = 'plannedInterruption' | 'emergency';
export type LawScenario = Scenario | 'debtDisconnection';
export const LAW_SCENARIOS: readonly LawScenario[] = [
  'plannedInterruption',
  'emergency',
  'debtDisconnection',
];

/**
 * Every way in which a law lets a notice be given; what our own carriers carry is `Channel`, a part of it. A certified
 * e-mail proves its sending, receipt and content (the Italian PEC, the Spanish burofax online); an ordinary one does not.
 */
export const LEGAL_CHANNELS = [
  'email',
  'certifiedEmail',
  'sms',
  'letter',
  'registeredLetter',
  'handDelivery',
  'inPerson',
  'phoneCall',
  'portal',
  'billInsert',
  'poster',
  'press',
  'web',
  'radio',
] as const;
export type LegalChannel = (typeof LEGAL_CHANNELS)[number];
type PerChannel<T> = Partial<Readonly<Record<LegalChannel, T>>>;

/** The event by which a channel counts as served without further proof; `delivered` asks for proof. */
export type ServedWhen = 'accepted' | 'posted' | 'delivered';
export const PROOFS = ['delivered', 'receivedSigned', 'acknowledged', 'refused', 'published'] as const;
export type Proof = (typeof PROOFS)[number];

/** When a notice on one channel counts as served. */
export interface ServiceRule {
  readonly event: ServedWhen;
  /** Deemed so long after the event, the day of the event not counted. */
  readonly plus?: Period | undefined;
  /** Minutes after local midnight: later than this, or on a day off, counts as the next working day. */
  readonly cutOff?: number | undefined;
  /** The proofs that `delivered` takes; without it any. */
  readonly proofs?: readonly Proof[] | undefined;
  /** Deemed served by the last of so many failed attempts, each at least so far from the one before. */
  readonly afterFailedAttempts?: { readonly attempts: number; readonly apart: Period } | undefined;
}

export type FactValue = boolean | number | string | readonly string[];
export type Operand =
  number | string | boolean | { readonly fact: string; readonly times?: number | undefined };

/** A condition is data: a rulebook holds no code. A fact that is not given leaves it open. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly fact: string;
      readonly is?: Operand | undefined;
      readonly atLeast?: Operand | undefined;
      readonly over?: Operand | undefined;
      readonly atMost?: Operand | undefined;
      readonly below?: Operand | undefined;
      readonly oneOf?: readonly (string | number)[] | undefined;
    }
  /** The event came, and not later than so long after the other. */
  | { readonly event: string; readonly within: Period; readonly after: string }
  /** The day of the event, which may be the act asked about, lies in the season. */
  | { readonly event: string; readonly in: Season };

interface Conditional {
  /** Only where this holds. */
  readonly when?: Condition | undefined;
  /** Whom the rule is there for: `lifeSupport`, `winterHouseholds`; a label for people. */
  readonly protects?: string | undefined;
}

export interface NoticeRule extends Conditional {
  readonly to: 'customer' | 'occupants' | 'thirdParty' | 'authority' | 'socialServices' | 'public';
  /** Its place among the notices; a lower one goes first. */
  readonly order: number;
  /** No length is set: it goes as soon as this event is known. */
  readonly asSoonAs?: string | undefined;
  /** The acts it must precede; without it every act of the scenario. */
  readonly for?: readonly string[] | undefined;
  /** It does not count without proof of service. */
  readonly proof?: boolean | undefined;
  /** It offers to pay in parts, and threatens nothing. */
  readonly says?: 'offer' | undefined;
}

export interface FormGroup {
  readonly oneOf: readonly LegalChannel[];
  /** The reason when none of them was used. */
  readonly reason: string;
  readonly when?: Condition | undefined;
}

export interface ContentRule extends Rule<readonly string[]> {
  readonly precision?: Readonly<Record<string, 'date' | 'minute' | 'money'>> | undefined;
  /** Elements that must stand out. */
  readonly prominent?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
}

/** What the law says of one notice of a scenario. */
export interface NoticeRules {
  readonly given?: Rule<NoticeRule> | undefined;
  /** Every group must be used; without it, any channel that counts as served. */
  readonly form?: Rule<{ readonly groups: readonly FormGroup[] }> | undefined;
  readonly servedWhen?: PerChannel<Rule<ServiceRule>> | undefined;
  readonly content?: ContentRule | undefined;
  readonly updates?:
    Rule<{ readonly onChange: boolean; readonly everyHours?: number | undefined }> | undefined;
}

/**
 * The time between two events. An event is a notice (`final`: its service, `final.sent`: its sending), the act itself
 * (`disconnection`), or a fact of the case (`billMailed`).
 */
export interface Wait extends Conditional {
  readonly from: string;
  readonly to: string;
  /** Periods that run one after the other; too early before they have. */
  readonly atLeast?: readonly Period[] | undefined;
  /** Too late, or too old, after they have. */
  readonly atMost?: readonly Period[] | undefined;
  /** The law sets no number ("in good time"), or none was read: a narrower layer must, or nothing can be said. */
  readonly inGoodTime?: boolean | undefined;
  /** `toTheDay`: the act may fall on the last day. `clear`: the days must have passed whole. */
  readonly counting: 'toTheDay' | 'clear';
  /** `atLeast` for notices on these channels. */
  readonly byChannel?: PerChannel<readonly Period[]> | undefined;
  /** The later event may fall on working days alone. */
  readonly onlyOn?: 'workingDay' | undefined;
  /** Events each of which, if it comes after `from`, starts the count again; one that is not listed has not come. */
  readonly restartedBy?: readonly string[] | undefined;
}

export type BarredTime =
  | { readonly kind: 'always' }
  | { readonly kind: 'weekday'; readonly days: readonly number[] }
  /** Minutes after local midnight; `after` begins strictly after it, `from` with it, `before` ends before it. */
  | {
      readonly kind: 'timeOfDay';
      readonly before?: number | undefined;
      readonly from?: number | undefined;
      readonly after?: number | undefined;
    }
  | ({ readonly kind: 'season' } & Season)
  | { readonly kind: 'holiday' }
  | { readonly kind: 'nonWorkingDay' }
  | { readonly kind: 'noServiceDay' }
  | {
      readonly kind: 'eveOf';
      readonly of: readonly ('holiday' | 'weekend' | 'noServiceDay')[];
      readonly after?: number | undefined;
    }
  /** The day so many days before it is listed in the fact, for example days of a heat advisory. */
  | { readonly kind: 'listedDays'; readonly fact: string; readonly daysBefore: readonly number[] }
  /** Facts of that very day, such as its weather; other days are open. */
  | { readonly kind: 'weather'; readonly holds: Condition }
  | { readonly kind: 'stay'; readonly since: string; readonly within: Period };

/** Times at which something must not happen, however early it was announced. */
export type Bar = Conditional & BarredTime & { readonly bans: readonly string[] };

export interface Threshold extends Conditional {
  readonly needs: Condition;
}

/** A number of the law, or one that comes with the case. */
export type Amount = number | { readonly fact: string; readonly times?: number | undefined };

export interface Compensation extends Conditional {
  /** Nothing is owed for these; left out, the first sum is owed however long it lasted. */
  readonly freeHours?: Amount | undefined;
  readonly first: number;
  /** For each further `everyHours`; 0: the first sum is all. */
  readonly per: number;
  readonly everyHours?: number | undefined;
  readonly partial?: 'ignored' | 'roundedUp' | 'prorated' | undefined;
  readonly capPeriods?: number | undefined;
  readonly cap?: Amount | undefined;
  /** The facts that every further period is multiplied by. */
  readonly multiplyBy?: readonly { readonly fact: string }[] | undefined;
  /** ISO 4217; sums are in its major unit. */
  readonly currency: string;
  readonly automatic?: boolean | undefined;
  readonly claimWithin?: Period | undefined;
}

export interface Deadline extends Conditional {
  readonly since: string;
  readonly within?: readonly Period[] | undefined;
  /** The law sets no number ("without delay"): a narrower layer must, or nothing can be said. */
  readonly withoutDelay?: boolean | undefined;
}

export interface QuietRule {
  readonly from: number;
  readonly to: number;
  readonly clock: 'recipient' | 'premises';
}

/** What one layer of law says of a scenario. A field it does not set is left to the layer below. */
export interface ScenarioRules {
  readonly notices?: Readonly<Record<string, NoticeRules>> | undefined;
  readonly waits?: Readonly<Record<string, Rule<Wait>>> | undefined;
  /** The channels that are the written form the law asks for. */
  readonly writtenForm?: Rule<readonly LegalChannel[]> | undefined;
  readonly servedWhen?: PerChannel<Rule<ServiceRule>> | undefined;
  readonly bars?: Readonly<Record<string, Rule<Bar>>> | undefined;
  readonly thresholds?: Readonly<Record<string, Rule<Threshold>>> | undefined;
  readonly compensation?: Readonly<Record<string, Rule<Compensation>>> | undefined;
  readonly deadlines?: Readonly<Record<string, Rule<Deadline>>> | undefined;
  readonly quietHours?: Rule<QuietRule> | undefined;
  readonly retention?: Rule<Period> | undefined;
  /** Rules of wider layers that do not hold here, by their path: `bars.friday`. */
  readonly lifted?: Readonly<Record<string, Rule<{ readonly path: string }>>> | undefined;
}

/** Which days are worked, where that is not simply the calendar of the place. */
export interface CalendarRule {
  readonly weekend?: readonly number[] | undefined;
  /** Holidays are ordinary working days while this holds. */
  readonly holidaysWorkWhen?: Condition | undefined;
}

export type Layer = 'country' | 'region' | 'municipality' | 'supplier' | 'contract';

/** To whom a rulebook applies beside its place; an empty list or null: to all. */
export interface AppliesTo {
  readonly utilities: readonly string[];
  readonly customerClasses: readonly string[];
  readonly supplier: string | null;
  readonly contract: string | null;
}

/** One layer of law as data: a country, region, municipality, supplier or contract. */
export interface Rulebook {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** ISO 3166-2 keys, with an optional locality; `XA` covers `XA-N` and `XA-N:town` too. */
  readonly jurisdictions: readonly string[];
  /** Chosen for these very jurisdictions besides, and not for those, whatever the file says: house rules alone. */
  readonly alsoIn?: readonly string[];
  readonly notIn?: readonly string[];
  readonly appliesTo: AppliesTo;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly calendar?: Rule<CalendarRule> | undefined;
  /** Every calendar that was read; a place picks its own. */
  readonly calendars: readonly CalendarYear[];
  readonly scenarios: Partial<Readonly<Record<LawScenario, ScenarioRules>>>;
  readonly content: Partial<Readonly<Record<NoticeKind, ContentRule>>>;
}

/** `baseline@2`, as decisions and the ledger name it. */
export const rulebookVersion = ({ id, version }: Pick<Rulebook, 'id' | 'version'>): string =>
  `${id}@${version}`;

/** The law of one scenario at one place, all layers laid over each other. */
export interface Law {
  readonly jurisdiction: string;
  readonly scenario: LawScenario;
  /** The day it is in force on: that of the act where it is known. */
  readonly on: CivilDate;
  /** `id@version` of every layer that took part, the general first. */
  readonly rulebooks: readonly string[];
  readonly layers: readonly { readonly rulebook: string; readonly layer: Layer }[];
  readonly rules: ScenarioRules;
  readonly content: Partial<Readonly<Record<NoticeKind, ContentRule>>>;
  readonly calendar: { readonly rule: Rule<CalendarRule> | null; readonly years: readonly CalendarYear[] };
}

/** All that the flow of an outage needs, resolved for customers of one jurisdiction. */
export interface ResolvedRules extends Law {
  readonly scenario: Scenario;
  readonly writtenForm: Rule<readonly LegalChannel[]>;
  readonly servedWhen: PerChannel<Rule<ServiceRule>>;
  /** What is known of those it was resolved for; a condition on anything else stays open. */
  readonly facts: Readonly<Record<string, FactValue>>;
}
