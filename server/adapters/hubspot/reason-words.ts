/** Why a message did not arrive, in the words of the screens; a carrier's own code never reaches one. */
const WORDS: Readonly<Record<string, string>> = {
  noContactPoint: 'no address or number is on file',
  landlineOnly: 'only a landline is on file, and it cannot get texts',
  letterTooLate: 'a letter would arrive too late',
  'tooSlow.letter': 'only a postal address is on file, and a letter would arrive too late',
  notTried: 'not tried',
  'outcome.unknown': 'the carrier never said whether it took it',
  'text.failed': 'the text could not be set',
  'carrier.none': 'no carrier is set up for it',
  noInternet: 'the customer has no internet',

  'optedOut.email': 'the customer stopped e-mails of this kind',
  'optedOut.sms': 'the customer stopped texts of this kind',
  'optedOut.letter': 'the customer stopped letters of this kind',

  'email.malformed': 'the e-mail address is not valid',
  'email.mailboxUnknown': 'mailbox does not exist',
  'email.mailboxDisabled': 'mailbox is closed',
  'email.mailboxFull': 'mailbox is full',
  'email.mailboxUnavailable': 'mailbox could not be reached',
  'email.domainUnknown': 'the mail domain does not exist',
  'email.ambiguous': 'the e-mail address fits several mailboxes',
  'email.moved': 'the mailbox has moved',
  'email.blocked': 'refused by the mail provider',
  'email.content': 'refused by the mail provider',
  'email.tooLarge': 'refused as too large',
  'email.senderRefused': 'refused by the mail provider',
  'email.senderNotAuthenticated': 'refused by the mail provider',
  'email.expired': 'the mail provider could not be reached in time',
  'email.noRoute': 'the mail provider could not be reached',

  'phone.malformed': 'the phone number is not valid',
  'phone.notPersonal': 'the number is a service number',
  'sms.landline': 'landline: cannot get texts',
  'sms.numberUnknown': 'number not in use',
  'sms.unreachable': 'phone off or out of reach',
  'sms.undelivered': 'phone off or out of reach',
  'sms.expired': 'phone off or out of reach for too long',
  'sms.blocked': 'refused by the phone network',
  'sms.filtered': 'refused by the phone network',
  'sms.optedOut': 'the customer stopped texts of this kind',
  'sms.noRoute': 'the phone network could not be reached',

  'address.incomplete': 'the postal address is incomplete',
  'letter.addressUnknown': 'the postal address does not exist',
  'letter.moved': 'the customer moved away',
  'letter.deceased': 'the addressee has died',
  'letter.refused': 'the letter was not accepted at the door',
  'letter.unclaimed': 'the letter was not collected',
  'letter.damaged': 'the letter was damaged in the post',
  'letter.returned': 'the letter came back',
  'letter.glyphs': 'the letter holds characters that cannot be printed',
};

const FAMILY: Readonly<Record<string, string>> = {
  email: 'the mail carrier could not deliver it',
  sms: 'the text carrier could not deliver it',
  letter: 'the letter could not be delivered',
  phone: 'the phone number cannot be used',
  address: 'the postal address cannot be used',
  optedOut: 'the customer stopped messages of this kind',
};

export const reasonWords = (code: string | null): string => {
  if (code === null) return 'the carrier gave no reason';
  const family = code.split('.')[0] ?? '';
  return WORDS[code] ?? FAMILY[family] ?? 'the carrier could not deliver it';
};

const CHANNEL: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'Text', letter: 'Letter' };

/** A message that did not fail has its state in place of a reason. */
const STATE: Readonly<Record<string, string>> = {
  planned: 'not sent yet',
  sending: 'being sent',
  unknown: 'unknown whether the carrier took it',
  accepted: 'with the carrier, arrival not confirmed',
  posted: 'in the post',
  delivered: 'delivered',
  failed: 'not delivered',
  returned: 'returned',
  superseded: 'not sent, a newer notice took its place',
};

/** What was tried, `sms:sms.landline` or `landlineOnly`, for a person. */
export const triedWords = (tried: string): string => {
  const [channel = '', ...rest] = tried.split(':');
  const what = rest.join(':').trim();
  const name = CHANNEL[channel];
  return name === undefined || what === ''
    ? reasonWords(tried)
    : `${name}: ${STATE[what] ?? reasonWords(what)}`;
};
