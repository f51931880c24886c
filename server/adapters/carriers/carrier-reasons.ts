import { EMAIL_REASONS } from './email-status.js';
import { LETTER_REASONS } from './printer-events.js';
import { SMS_REASONS } from './sms-codes.js';

/** Faults that tell of a hand-over, not of an address. */
const HAND_OVER = [
  'email.carrierDown',
  'email.answerLost',
  'sms.carrierDown',
  'sms.answerLost',
  'letter.spoolDown',
];

/** Every code a Fault or a Receipt of this folder can carry; config/templates must have words for each. */
export const CARRIER_REASONS: readonly string[] = [
  ...new Set([...EMAIL_REASONS, ...SMS_REASONS, ...LETTER_REASONS, ...HAND_OVER]),
].sort();
