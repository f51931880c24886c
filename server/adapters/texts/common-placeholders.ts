import type { PostalAddress } from '../../domain/contact-point.js';
import { makersFor, plain, told, type Case, type Placeholders } from './placeholder.js';

const { text, lines, number, choice, yesNo } = makersFor<Case>();

const shorten = (street: string, limit: number): string => {
  const letters = [...street];
  // The end stays, since the house number stands there.
  return letters.length <= limit
    ? street
    : `${letters.slice(0, limit - 10).join('')}..${letters.slice(-8).join('')}`;
};
const fullAddress = ({ line1, line2, city, postcode }: PostalAddress): string =>
  [line1, line2 ?? '', city, postcode]
    .map(plain)
    .filter(part => part !== '')
    .join(', ');

/** Of the account's own affairs only those are told who answer for the account. */
export const answersForAccount = ({ facts }: Pick<Case, 'facts'>): boolean =>
  facts.role === 'holder' || facts.role === 'thirdParty';

/** What every notice may say or choose by: of the utility, of the addressee, of the place. */
export const COMMON: Placeholders<Case> = {
  brand: text(c => c.brand.shortName[c.language] ?? ''),
  utility: text(c => c.brand.name[c.language] ?? ''),
  phone: text(c => c.brand.phones.customer),
  phoneCompact: text(c => c.brand.phones.customer.replaceAll(' ', '')),
  emergencyPhone: text(c => c.brand.phones.emergency),
  email: text(c => c.brand.email),
  site: text(c => c.brand.site),
  portal: text(c => c.brand.portal),
  termsUrl: text(c => c.brand.terms),
  place: text(c => c.brand.place[c.language] ?? ''),
  signerName: text(c => c.brand.signer.name[c.language] ?? ''),
  signerTitle: text(c => c.brand.signer.title[c.language] ?? ''),
  today: text(c => c.clock.date(c.on)),

  ref: text(c => c.facts.ref),
  name: text(c => c.facts.addresseeName),
  accountEnd: text(c => c.facts.accountNumber.slice(-4)),
  street: text(c => told(c.facts.premises[0] ?? null, first => shorten(plain(first.line1), c.streetLimit))),
  addresses: lines(c => c.facts.premises.map(fullAddress).join('\n')),
  addressCount: number(c => c.facts.premises.length),

  customerClass: choice(['residential', 'business'], c => c.facts.customerClass),
  role: choice(['holder', 'occupant', 'carer', 'thirdParty'], c => c.facts.role),
  nameKnown: yesNo(c => plain(c.facts.addresseeName) !== ''),
  again: yesNo(c => c.facts.again === true),
  accountShown: yesNo(c => answersForAccount(c) && c.facts.accountNumber !== ''),
  lifeSupport: yesNo(c => c.facts.lifeSupport && c.facts.role !== 'thirdParty'),
};
