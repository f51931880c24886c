import { FAMILY_RU, NO_REASON_RU, OTHER_RU, REASON_WORDS_RU } from './reasons-ru.js';

/**
 * Why somebody was not reached, in the words of every screen, ticket and timeline; a carrier's own code never reaches
 * one. test/structure holds that no code is without words.
 */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  noContactPoint: 'no address or number is known',
  landlineOnly: 'only a landline: needs a call',
  noInternet: 'has no Internet',
  notTried: 'not tried',
  stillTrying: 'nothing has arrived yet; it is still being tried',
  'tooSlow.letter': 'only a postal address: a letter would come too late',
  'optedOut.email': 'the customer stopped e-mails about outages',
  'optedOut.sms': 'the customer stopped texts about outages',
  'optedOut.letter': 'the customer stopped letters',

  'email.malformed': 'the e-mail address is not valid',
  'email.mailboxUnknown': 'the mailbox does not exist',
  'email.mailboxDisabled': 'the mailbox is closed',
  'email.mailboxFull': 'the mailbox is full',
  'email.mailboxUnavailable': 'the mailbox took no mail',
  'email.domainUnknown': 'the mail domain does not exist',
  'email.ambiguous': 'the e-mail address fits several mailboxes',
  'email.moved': 'the mailbox has moved',
  'email.blocked': 'refused by the mail provider',
  'email.rejected': 'refused by the mail provider, without a reason',
  'email.content': 'the mail provider refused the text',
  'email.tooLarge': 'the mail provider refused the mail as too large',
  'email.protocol': 'the mail servers did not understand each other',
  'email.expired': 'the mail provider was not reached for days',
  'email.noRoute': 'the mail provider was not reached',
  'email.throttled': 'the mail provider took no more mails for now',
  'email.carrierBusy': 'the mail server was busy',
  'email.carrierDown': 'our mail server was not reached',
  'email.answerLost': 'the mail server’s answer was lost',
  'email.account': 'the mail server refused our login: an operator must look',
  'email.senderRefused': 'the mail server refused us as a sender: an operator must look',
  'email.senderNotAuthenticated': 'our mail domain is not set up: an operator must look',

  'phone.malformed': 'the number is not valid',
  'phone.notPersonal': 'a service number, not a person’s',
  'sms.landline': 'a landline: cannot get texts',
  'sms.numberUnknown': 'the number is not in use',
  'sms.unreachable': 'phone off or out of reach',
  'sms.undelivered': 'the text did not arrive, without a reason',
  'sms.expired': 'phone off or out of reach for too long',
  'sms.optedOut': 'the customer stopped texts with the carrier',
  'sms.blocked': 'blocked by the phone provider',
  'sms.filtered': 'taken for spam by the phone provider',
  'sms.noRoute': 'the phone provider was not reached',
  'sms.tooLong': 'the text was too long for the carrier',
  'sms.throttled': 'the carrier took no more texts for now',
  'sms.dailyLimit': 'the carrier’s limit for the day was reached',
  'sms.carrierDown': 'the carrier of texts was not reached',
  'sms.answerLost': 'the carrier’s answer was lost',
  'sms.account': 'the carrier of texts refused our account: an operator must look',
  'sms.senderRefused': 'the carrier refused our sender name: an operator must look',
  'sms.senderNotRegistered': 'our sender name is not registered: an operator must look',
  'sms.priceLimit': 'the price limit at the carrier was reached: an operator must look',
  'sms.regionNotEnabled': 'texts to this country are switched off at the carrier: an operator must look',

  'address.incomplete': 'the postal address is incomplete',
  'address.missing': 'there is no postal address to write to',
  'letter.addressUnknown': 'the postal address is not known',
  'letter.addressTooLong': 'the postal address does not fit the envelope’s window',
  'letter.moved': 'moved away',
  'letter.deceased': 'the addressee has died',
  'letter.refused': 'the letter was refused at the door',
  'letter.unclaimed': 'the letter was not collected',
  'letter.damaged': 'the letter was damaged in the post',
  'letter.returned': 'the letter came back, without a reason',
  'letter.rejected': 'the print house refused the letter, without a reason',
  'letter.unreadable': 'the print house could not read the file',
  'letter.glyphs': 'the letter font lacks a character of the name or address',
  'letter.spoolDown': 'the print house’s folder was not reached',

  'debt.paid': 'what it claims has been paid',
  'debt.held': 'its case is on hold',
  'debt.changed': 'the sum owed has changed',
  'debt.ended': 'the customer has moved out',

  'contactPoint.gone': 'taken out of the CRM before it was sent',
  'party.merged': 'the customer’s record was merged with another one',
  'party.erased': 'the customer’s data was erased at their wish',
  'outcome.unknown': 'the carrier never answered: a person must ask',
  'text.failed': 'the text could not be set',
  'carrier.none': 'no carrier is set up for this channel',
  'carrier.off': 'the carrier of this channel is switched off',
};

/** For a code that somebody invents tomorrow. */
const FAMILY: Readonly<Record<string, string>> = {
  email: 'the mail carrier could not deliver it',
  sms: 'the text carrier could not deliver it',
  letter: 'the letter could not be delivered',
  phone: 'the phone number cannot be used',
  address: 'the postal address cannot be used',
  optedOut: 'the customer stopped messages of this kind',
  debt: 'what it claims was no longer due',
};

/** Languages of the people at the cards. */
export type CardLanguage = 'en' | 'ru';

const WORDS = {
  en: {
    reasons: REASON_WORDS,
    families: FAMILY,
    none: 'the carrier gave no reason',
    other: 'the carrier could not deliver it',
  },
  ru: { reasons: REASON_WORDS_RU, families: FAMILY_RU, none: NO_REASON_RU, other: OTHER_RU },
} as const satisfies Readonly<Record<CardLanguage, object>>;

/** Words for a reason code; null: no reason was given. */
export const reasonWords = (code: string | null, language: CardLanguage = 'en'): string => {
  const { reasons, families, none, other } = WORDS[language];
  if (code === null) return none;
  return reasons[code] ?? families[code.split('.')[0] ?? ''] ?? other;
};
