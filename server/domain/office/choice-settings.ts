import type { HouseChoices, Senders } from '../policy.js';
import { hasJust, isTableOf, isWords, setting, type Setting } from './setting.js';

const CARRIER = /^[a-z][a-z0-9-]{0,30}$/;
const LONGEST_MAIL_SENDER = 60;
/** What carriers of texts take: a number or short code, or up to eleven characters of which one is a letter. */
const TEXT_SENDER = /^(\+?\d{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/;
const isSenders = (value: unknown): value is Senders | null =>
  value === null ||
  (hasJust(value, ['email', 'sms']) &&
    // A quotation mark or an @ in a sender's name is how forged mail looks.
    isTableOf(CARRIER, name => isWords(name, LONGEST_MAIL_SENDER) && !/["@]/.test(name))(value['email']) &&
    isTableOf(
      CARRIER,
      name => typeof name === 'string' && TEXT_SENDER.test(name) && name.trim() === name,
    )(value['sms']));

const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[a-z0-9-]{1,40})?$/;
const RULEBOOK = /^[a-z][a-z0-9-]{0,60}$/;
const isHouseChoices = (value: unknown): value is HouseChoices | null =>
  value === null ||
  isTableOf(
    PLACE,
    ids =>
      Array.isArray(ids) &&
      ids.length <= 10 &&
      ids.every(id => typeof id === 'string' && RULEBOOK.test(id)) &&
      new Set(ids).size === ids.length,
    200,
  )(value);

/** What is chosen among that which the files or the environment offer. */
export const CHOICE_SETTINGS: readonly Setting[] = [
  setting({
    name: 'senders',
    about: 'What customers see as the sender of e-mails and texts, for each carrier.',
    unit: 'names by carrier',
    lawful: `email: up to ${LONGEST_MAIL_SENDER} characters without " and @; sms: a number, or up to 11 letters, digits and blanks.`,
    isLawful: isSenders,
    valueIn: policy => policy.senders ?? null,
    put: ({ senders: _, ...policy }, senders) => (senders === null ? policy : { ...policy, senders }),
  }),
  setting({
    name: 'houseRules',
    about:
      'Which house rulebooks apply at a place. They say what the utility chose where the law of the place is silent.',
    unit: 'ids of house rulebooks by jurisdiction',
    lawful: 'A jurisdiction such as DE or US-CA, and ids of loaded rulebooks that begin with house-.',
    isLawful: isHouseChoices,
    valueIn: policy => policy.houseRules ?? null,
    put: ({ houseRules: _, ...policy }, houseRules) =>
      houseRules === null ? policy : { ...policy, houseRules },
  }),
];
