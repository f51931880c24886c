import type { BrandChoices } from '../policy.js';

interface Shown {
  readonly phones: { readonly customer: string };
  readonly email: string;
  readonly letterhead: { readonly colour: string };
}

/** The brand of config/brand.yaml with what an administrator chose over it. */
export const withChoices = <B extends Shown>(brand: B, { contact, letterColour }: BrandChoices): B => ({
  ...brand,
  ...(contact === undefined
    ? {}
    : {
        phones: { ...brand.phones, customer: contact.customerPhone, emergency: contact.emergencyPhone },
        email: contact.email,
      }),
  ...(letterColour === undefined ? {} : { letterhead: { ...brand.letterhead, colour: letterColour } }),
});
