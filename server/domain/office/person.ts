/** Somebody as HubSpot names them: the address of the signed request, in one spelling. */
export type Person = string & { readonly person: true };

/** As HubSpot compares users: without regard to case. A different mailbox of the same human is a different user there, and here. */
const spelling = (email: string): string => email.normalize('NFC').trim().toLowerCase();

const LONGEST = 254;

/** Null for what is no e-mail address. */
export const personOf = (email: string): Person | null => {
  const spelled = spelling(email);
  return spelled.length <= LONGEST && /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(spelled)
    ? (spelled as Person)
    : null;
};

/** Rows of older versions hold an address as it came, so both sides are spelled anew. */
export const isSamePerson = (a: string, b: string): boolean => spelling(a) === spelling(b);
