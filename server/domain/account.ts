import type { ContactPoint, PostalAddress } from './contact-point.js';
import type { AccountId, ContactPointId, PartyId, ServicePointId } from './ids.js';
import type { Channel } from './contact-point.js';
import type { Zone } from './time.js';

export const CUSTOMER_CLASSES = ['residential', 'business'] as const;
export type CustomerClass = (typeof CUSTOMER_CLASSES)[number];
/** As what the addressee is told. */
export type AddresseeRole = 'holder' | 'occupant' | 'carer' | 'thirdParty';

/** What law tells customers apart by: those who share it are judged together. */
export interface CustomerGroup {
  readonly customerClass: CustomerClass;
  readonly lifeSupport: boolean;
}

/** Customers at one place, as far as law can tell them apart. */
export interface AffectedGroup extends CustomerGroup {
  readonly jurisdiction: string;
  readonly zone: Zone;
}

/** Where supply is delivered and metered. */
export interface ServicePoint extends AffectedGroup {
  readonly id: ServicePointId;
  readonly feeder: string;
  readonly address: PostalAddress;
}

export interface Addressee {
  readonly party: PartyId;
  readonly name: string;
  /** BCP 47, as the CRM has it; null when it is not known. */
  readonly language: string | null;
  readonly role: AddresseeRole;
  /** Has no Internet: e-mail is no channel, whatever address stands in the CRM. */
  readonly noInternet: boolean;
  readonly contactPoints: readonly ContactPoint[];
  /** The service points this person is told about. */
  readonly servicePoints: readonly ServicePointId[];
}

/** What earlier revisions of the same outage did for one addressee. */
export interface Told {
  readonly addressee: PartyId;
  /** Deliveries past `planned`, unknown ones included. */
  readonly reached: readonly { readonly channel: Channel; readonly contactPoint: ContactPointId }[];
  readonly servicePoints: readonly ServicePointId[];
}

/** One account with the service points an outage touches, everyone to be told, and what they were told before. */
export interface AffectedAccount {
  readonly id: AccountId;
  readonly number: string;
  readonly inArrears: boolean;
  /** Touched by this revision, and those told before that it no longer touches. */
  readonly servicePoints: readonly ServicePoint[];
  readonly addressees: readonly Addressee[];
  readonly told: readonly Told[];
}
