import {
  parseEmail,
  parsePhone,
  parsePostalAddress,
  type ContactPointKind,
  type PostalAddress,
} from '../contact-point.js';
import { accept, type Outcome } from '../outcome.js';

/** What a person typed to mend how a customer is reached. */
export type Correction =
  | { readonly kind: 'email'; readonly email: string }
  /** `country`: of numbers without a country code, ISO 3166-1 alpha-2. */
  | { readonly kind: 'phone'; readonly phone: string; readonly country: string }
  | { readonly kind: 'address'; readonly address: PostalAddress };

/** The fields of the contact in the CRM that it changes; what is not named stays. */
export interface CorrectedFields {
  readonly email?: string;
  readonly mobilephone?: string;
  readonly phone?: string;
  readonly address?: PostalAddress;
}
export interface Corrected {
  readonly kind: ContactPointKind;
  /** As a contact point of the directory holds it. */
  readonly value: string;
  readonly fields: CorrectedFields;
}

/** Checked before anything is saved: what is refused here would never reach anybody. */
export const checkCorrection = (correction: Correction): Outcome<Corrected> => {
  switch (correction.kind) {
    case 'email': {
      const email = parseEmail(correction.email);
      return email.ok ? accept({ kind: 'email', value: email.value, fields: { email: email.value } }) : email;
    }
    case 'phone': {
      const phone = parsePhone(correction.phone, correction.country, 'mobilephone');
      if (!phone.ok) return phone;
      const { kind, number } = phone.value;
      return accept({
        kind,
        value: number,
        fields: kind === 'mobile' ? { mobilephone: number } : { phone: number },
      });
    }
    case 'address': {
      const address = parsePostalAddress(correction.address);
      return address.ok
        ? accept({
            kind: 'address',
            value: JSON.stringify(address.value),
            fields: { address: address.value },
          })
        : address;
    }
  }
};
