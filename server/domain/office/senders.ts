import type { Policy } from '../policy.js';

/** What a carrier shows as the sender, as far as an administrator chose it; spread into the message. */
export const mailSender = (
  { senders }: Pick<Policy, 'senders'>,
  carrier: string,
): { readonly senderName?: string } => {
  const senderName = senders?.email[carrier];
  return senderName === undefined ? {} : { senderName };
};
export const textSender = (
  { senders }: Pick<Policy, 'senders'>,
  carrier: string,
): { readonly sender?: string } => {
  const sender = senders?.sms[carrier];
  return sender === undefined ? {} : { sender };
};
