import type { PostalAddress } from '../../domain/contact-point.js';

type Order = (street: readonly string[], city: string, postcode: string) => readonly string[];

const postcodeFirst: Order = (street, city, postcode) => [...street, `${postcode} ${city}`];

/** Where each country's post looks for the town and the postcode. */
const ORDERS: Readonly<Record<string, Order>> = {
  DE: postcodeFirst,
  ES: postcodeFirst,
  GB: (street, city, postcode) => [...street, city.toUpperCase(), postcode.toUpperCase()],
  RU: (street, city, postcode) => [...street, city, postcode],
  US: (street, city, postcode) => [
    ...street,
    /^[A-Z]{2} /.test(postcode) ? `${city}, ${postcode}` : `${city} ${postcode}`,
  ],
};

const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** Below the name, as the post of that country reads it; the country itself only when the letter goes abroad. */
export const postalLines = (address: PostalAddress, senderCountry: string): readonly string[] => {
  const street = [address.line1, address.line2 ?? ''].map(clean).filter(line => line !== '');
  const order = ORDERS[address.country] ?? postcodeFirst;
  const lines = order(street, clean(address.city), clean(address.postcode)).map(line => line.trim());
  const abroad =
    address.country === senderCountry
      ? []
      : [(countryNames.of(address.country) ?? address.country).toUpperCase()];
  return [...lines, ...abroad].filter(line => line !== '');
};
