/** Carrier codes never reach a screen: what the ledger calls a cause, in words a person would use. */
const WORDS: Readonly<Record<string, string>> = {
  noContactPoint: 'no address or number is known',
  landlineOnly: 'only a landline: needs a call',
  noInternet: 'has no Internet',
  notTried: 'not tried',
  'tooSlow.letter': 'only a postal address: a letter would come too late',
  'optedOut.email': 'the customer stopped e-mails about outages',
  'optedOut.sms': 'the customer stopped texts about outages',
  'optedOut.letter': 'the customer stopped letters',
  'email.malformed': 'the e-mail address is not valid',
  'email.mailboxUnknown': 'the mailbox does not exist',
  'email.mailboxFull': 'the mailbox is full',
  'email.domainUnknown': 'the mail domain does not exist',
  'email.blocked': 'refused by the mail provider',
  'phone.malformed': 'the number is not valid',
  'phone.notPersonal': 'a service number, not a person’s',
  'sms.landline': 'a landline: cannot get texts',
  'sms.numberUnknown': 'the number is not in use',
  'sms.unreachable': 'phone off or out of reach',
  'sms.optedOut': 'the customer stopped texts with the carrier',
  'sms.blocked': 'blocked by the phone provider',
  'address.incomplete': 'the postal address is incomplete',
  'letter.addressUnknown': 'the postal address is not known',
  'letter.moved': 'moved away',
  'letter.glyphs': 'the letter font lacks a character of the name or address',
  'outcome.unknown': 'the carrier never answered: a person must ask',
  'text.failed': 'the text could not be set',
  'carrier.none': 'no carrier is set up for this channel',
};

/** Words for a reason code; an unknown one is told as such, with the code for the operator. */
export const inPlainWords = (code: string): string => WORDS[code] ?? `not reached (${code})`;
