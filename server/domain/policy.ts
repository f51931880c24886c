import type { HandOver, QuietHours } from './calendar.js';
import type { Channel } from './contact-point.js';
import type { DebtPolicy } from './debt/policy.js';
import type { WeatherPolicy } from './debt/weather.js';
import type { Scenario } from './rules/rulebook.js';
import type { Zone } from './time.js';

export interface ChannelPlan {
  /** Tried together, as far as each reaches the person. */
  readonly together: readonly Channel[];
  /** The first that works, for those whom none of `together` reaches. */
  readonly thenOneOf: readonly Channel[];
  /** Sent besides to premises on life support. */
  readonly alsoForLifeSupport: readonly Channel[];
}

/** How the utility shows itself to its customers, as far as an administrator changes it; the rest is config/brand.yaml. */
export interface BrandChoices {
  readonly contact?: {
    readonly customerPhone: string;
    readonly emergencyPhone: string;
    readonly email: string;
  };
  /** Of letters and e-mails: `#0B4F6C`. */
  readonly letterColour?: string;
  /** By language; a language left out is as the file has it. */
  readonly names?: {
    readonly name: Readonly<Record<string, string>>;
    /** Begins every text message. */
    readonly shortName: Readonly<Record<string, string>>;
  };
  /** Where letters come from, and where they go back to. */
  readonly sender?: {
    readonly line1: string;
    readonly postcode: string;
    readonly city: string;
    /** ISO 3166-1 */
    readonly country: string;
  };
}

/** What a carrier shows as the sender, by the carrier's name; one left out is as the server's environment has it. */
export interface Senders {
  readonly email: Readonly<Record<string, string>>;
  /** A number, or a word of up to eleven characters. */
  readonly sms: Readonly<Record<string, string>>;
}
/** Which house rulebooks apply at a jurisdiction, by its key; one left out is as the files say. */
export type HouseChoices = Readonly<Record<string, readonly string[]>>;

/** The utility's own choices inside the law (config/policy.yaml). */
export interface Policy {
  readonly channels: Readonly<Record<Scenario, ChannelPlan>>;
  readonly quietHours: QuietHours & { readonly channels: readonly Channel[] };
  readonly personBeforeDeadlineHours: number;
  readonly confirmLifeSupportWithin: { readonly plannedHours: number; readonly emergencyMinutes: number };
  readonly retry: { readonly delaysMinutes: readonly number[] };
  readonly approvalAbove: number;
  readonly nextUpdateMinutes: number;
  readonly mirrorAfterMinutes: number;
  /** Carriers by name that are given nothing for now. */
  readonly carriersOff?: readonly string[];
  readonly brand?: BrandChoices;
  readonly senders?: Senders;
  readonly houseRules?: HouseChoices;
  /** When the whole directory is compared with the CRM, each night. */
  readonly reconcile: { readonly zone: Zone; readonly at: number };
  readonly erasure: {
    /** `hashes`: of what was sent only the proof stays; `texts`: the words and letters stay too, where a law asks for it. */
    readonly keep: 'hashes' | 'texts';
    /** Nobody is erased before the last notice to them is so old. */
    readonly holdDays: number;
  };
  readonly debt: DebtPolicy & { readonly weather: WeatherPolicy };
}

/** How the letter carrier works, from config/carriers.yaml; null where no letter carrier is set up. */
export type LetterCalendar = HandOver | null;
