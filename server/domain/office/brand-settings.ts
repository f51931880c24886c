import type { BrandChoices, Policy } from '../policy.js';
import { isColour, LEAST_CONTRAST } from './colour.js';
import { personOf } from './person.js';
import { hasJust, isTableOf, isWords, setting, type Setting } from './setting.js';

type Contact = NonNullable<BrandChoices['contact']>;
type Names = NonNullable<BrandChoices['names']>;
type Sender = NonNullable<BrandChoices['sender']>;

const isPhone = (value: unknown): boolean => typeof value === 'string' && /^\+[1-9][\d ]{6,18}$/.test(value);
/** Null, here and below: as config/brand.yaml has it. */
const isContact = (value: unknown): value is Contact | null =>
  value === null ||
  (hasJust(value, ['customerPhone', 'emergencyPhone', 'email']) &&
    isPhone(value['customerPhone']) &&
    isPhone(value['emergencyPhone']) &&
    typeof value['email'] === 'string' &&
    personOf(value['email']) !== null);

const LONGEST_NAME = 60;
/** It stands before the text of every SMS, and each character costs room. */
const LONGEST_SHORT_NAME = 20;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const isNames = (value: unknown): value is Names | null =>
  value === null ||
  (hasJust(value, ['name', 'shortName']) &&
    isTableOf(LANGUAGE, name => isWords(name, LONGEST_NAME))(value['name']) &&
    isTableOf(LANGUAGE, name => isWords(name, LONGEST_SHORT_NAME))(value['shortName']));

const isSender = (value: unknown): value is Sender | null =>
  value === null ||
  (hasJust(value, ['line1', 'postcode', 'city', 'country']) &&
    isWords(value['line1'], 60) &&
    isWords(value['postcode'], 12) &&
    isWords(value['city'], 40) &&
    typeof value['country'] === 'string' &&
    /^[A-Z]{2}$/.test(value['country']));

/** What is left undefined goes back to the file. */
const withBrand = (
  { brand, ...policy }: Policy,
  change: { readonly [K in keyof BrandChoices]: BrandChoices[K] | undefined },
): Policy => {
  const chosen = Object.fromEntries(
    Object.entries({ ...brand, ...change }).filter(([, value]) => value !== undefined),
  );
  return Object.keys(chosen).length === 0 ? policy : { ...policy, brand: chosen };
};

/** How the utility shows itself. */
export const BRAND_SETTINGS: readonly Setting[] = [
  setting({
    name: 'contact',
    about: 'The telephone numbers and the e-mail address that every notice and letter names.',
    unit: 'international numbers, an e-mail address',
    lawful: 'customerPhone and emergencyPhone: numbers such as "+44 20 7946 0100"; email: an e-mail address.',
    isLawful: isContact,
    valueIn: policy => policy.brand?.contact ?? null,
    put: (policy, contact) => withBrand(policy, { contact: contact ?? undefined }),
  }),
  setting({
    name: 'letterColour',
    about: 'The colour of the letterhead and of the head of e-mails. White text stands on it.',
    unit: 'a colour',
    lawful: `A colour such as "#0B4F6C", of a contrast of ${LEAST_CONTRAST}:1 or more with white.`,
    isLawful: (value): value is string | null => value === null || isColour(value),
    valueIn: policy => policy.brand?.letterColour ?? null,
    put: (policy, letterColour) => withBrand(policy, { letterColour: letterColour ?? undefined }),
  }),
  setting({
    name: 'names',
    about:
      'The name of the utility in notices and letters, and the short one that begins every text message.',
    unit: 'words by language',
    lawful: `name: up to ${LONGEST_NAME} characters a language; shortName: up to ${LONGEST_SHORT_NAME}.`,
    isLawful: isNames,
    valueIn: policy => policy.brand?.names ?? null,
    put: (policy, names) => withBrand(policy, { names: names ?? undefined }),
  }),
  setting({
    name: 'sender',
    about: 'The address that letters come from and go back to.',
    unit: 'an address',
    lawful: 'line1, postcode and city in words; country: an ISO 3166-1 code such as GB.',
    isLawful: isSender,
    valueIn: policy => policy.brand?.sender ?? null,
    put: (policy, sender) => withBrand(policy, { sender: sender ?? undefined }),
  }),
];
