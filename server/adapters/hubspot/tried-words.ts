import { reasonWords } from '../../domain/notice/reasons.js';

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
