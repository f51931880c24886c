import type { BrandChoices } from '../policy.js';

type ByLanguage = Readonly<Record<string, string>>;
type Sender = NonNullable<BrandChoices['sender']>;
interface Shown {
  readonly name: ByLanguage;
  /** Letters have no use for it. */
  readonly shortName?: ByLanguage;
  readonly phones: { readonly customer: string };
  readonly email: string;
  readonly sender: Sender;
  readonly letterhead: { readonly colour: string };
}

/** The brand of config/brand.yaml with what an administrator chose over it. */
export const withChoices = <B extends Shown>(
  brand: B,
  { contact, letterColour, names, sender }: BrandChoices,
): B => ({
  ...brand,
  ...(contact === undefined
    ? {}
    : {
        phones: { ...brand.phones, customer: contact.customerPhone, emergency: contact.emergencyPhone },
        email: contact.email,
      }),
  ...(letterColour === undefined ? {} : { letterhead: { ...brand.letterhead, colour: letterColour } }),
  ...(names === undefined
    ? {}
    : {
        name: { ...brand.name, ...names.name },
        ...(brand.shortName === undefined ? {} : { shortName: { ...brand.shortName, ...names.shortName } }),
      }),
  ...(sender === undefined ? {} : { sender }),
});
