import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { ContactPointId } from './ids.js';
import { accept, refuse, type Outcome } from './outcome.js';

/** What carries a notice. */
export type Channel = 'email' | 'sms' | 'letter';
export const CHANNELS: readonly Channel[] = ['email', 'sms', 'letter'];

/** What a contact point is; a landline reaches a person only by a call, which no carrier here makes yet. */
export type ContactPointKind = 'email' | 'mobile' | 'landline' | 'address';

/** Opt-outs are kept per class of message: leaving the newsletter does not silence a statutory notice. */
export type MessageClass = 'outage' | 'debt' | 'information';

/** One address or number of a party. */
export interface ContactPoint {
  readonly id: ContactPointId;
  readonly kind: ContactPointKind;
  /** Normalised: an e-mail address with its domain in lower case, E.164, or a PostalAddress as JSON. */
  readonly value: string;
  readonly optedOut: readonly MessageClass[];
  /** Why it cannot be used, e.g. `email.malformed` or, learnt from a carrier, `sms.landline`. */
  readonly problem: string | null;
}

/** Failures that say something of the address itself, for next time too; all others say something of the day. */
const ABOUT_THE_ADDRESS: ReadonlySet<string> = new Set([
  'email.mailboxUnknown',
  'email.domainUnknown',
  'sms.numberUnknown',
  'sms.landline',
  'letter.addressUnknown',
  'letter.moved',
  'letter.deceased',
  'email.moved',
  'email.mailboxDisabled',
  'email.malformed',
  'sms.optedOut',
]);
export const isAboutTheAddress = (reason: string): boolean => ABOUT_THE_ADDRESS.has(reason);

export const channelOf = (kind: ContactPointKind): Channel | null =>
  (({ email: 'email', mobile: 'sms', landline: null, address: 'letter' }) as const)[kind];

/** HTML's own definition of a valid address, and a dot in the domain: stricter than RFC 5322, as mail in the wild is. */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

export const parseEmail = (text: string): Outcome<string> => {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (!EMAIL.test(trimmed) || trimmed.includes('..') || trimmed.length > 254)
    return refuse({
      code: 'email.malformed',
      message: 'This is not an e-mail address.',
      lawful: 'Write it as anna@mail.example.',
      because: [],
    });
  return accept(trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase());
};

export interface Phone {
  readonly kind: 'mobile' | 'landline';
  /** E.164 */
  readonly number: string;
}

/** Numbers that belong to a business line: a text to one goes nowhere, and a call may cost or reach a queue. */
const SERVICE_NUMBERS: ReadonlySet<string> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'TOLL_FREE',
  'UAN',
  'VOICEMAIL',
]);

const WITH_COUNTRY_CODE = 'Write it with the country code, as +49 170 1234567.';

/**
 * Where a numbering plan cannot tell a mobile from a fixed line (North America), `field` decides: the CRM's mobile
 * field means a mobile. A number that is valid nowhere is refused, never dialled on a guess.
 */
export const parsePhone = (text: string, country: string, field: 'mobilephone' | 'phone'): Outcome<Phone> => {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  if (parsed === undefined || !parsed.isValid())
    return refuse({
      code: 'phone.malformed',
      message: 'This is not a valid phone number.',
      lawful: WITH_COUNTRY_CODE,
      because: [],
    });
  const type = parsed.getType();
  if (type !== undefined && SERVICE_NUMBERS.has(type))
    return refuse({
      code: 'phone.notPersonal',
      message: 'This is a service number, not a person’s.',
      lawful: WITH_COUNTRY_CODE,
      because: [],
    });
  const mobile = type === 'MOBILE' || (type !== 'FIXED_LINE' && type !== 'VOIP' && field === 'mobilephone');
  return accept({ kind: mobile ? 'mobile' : 'landline', number: parsed.number });
};

export interface PostalAddress {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly postcode: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

export const parsePostalAddress = (address: PostalAddress): Outcome<PostalAddress> => {
  const missing = (['line1', 'city', 'postcode', 'country'] as const).filter(
    part => address[part].trim() === '',
  );
  if (missing.length > 0)
    return refuse({
      code: 'address.incomplete',
      message: `The postal address lacks: ${missing.join(', ')}.`,
      lawful: 'Fill in street, postcode, city and country.',
      because: [],
      details: { missing },
    });
  return accept(address);
};
