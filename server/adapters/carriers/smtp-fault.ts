import type { NodemailerError } from 'nodemailer';
import { Fault } from '../../workflows/fault.js';
import { enhancedStatus, meaningOfReply } from './email-status.js';

/** A minute is what greylisting and rate limits of large mailbox providers usually ask for. */
const THROTTLED_SECONDS = 60;

const isNodemailerError = (error: unknown): error is NodemailerError =>
  typeof (error as { code?: unknown } | null)?.code === 'string';

/**
 * Turns an error of the mail client into a Fault. The error itself is left behind: it quotes the recipient and the
 * server's words.
 *
 * @param began whether a byte of the message had left us; what is lost after that may have been taken
 */
export const smtpFault = (error: unknown, began: boolean): unknown => {
  if (!isNodemailerError(error)) return began ? lost() : error;
  if (error.responseCode !== undefined) return answered(error, error.responseCode);
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM')
    return new Fault('rejected', 'email.tooLarge', 'The mail is larger than the mail server takes.');
  if (error.code === 'EENVELOPE')
    return new Fault('rejected', 'email.malformed', 'The mail client refuses the address.');
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH')
    return new Fault('unauthorised', 'email.account', 'The mail server offers no login that we can use.');
  if (began) return lost();
  return new Fault('retry', 'email.carrierDown', `No connection to the mail server: ${error.code}.`);
};

const lost = () =>
  new Fault('unknown', 'email.answerLost', 'The connection was lost before the mail server answered.');

const answered = (error: NodemailerError, replyCode: number): Fault => {
  const reply = error.response ?? '';
  const { kind, code } = meaningOfReply(replyCode, reply);
  const enhanced = enhancedStatus(reply.replace(/^\d{3}[ -]/, ''));
  const step = /^[A-Z ]{3,12}/.exec(error.command ?? '')?.[0].trim() ?? 'the session';
  const message = `The mail server answered ${[replyCode, enhanced].filter(Boolean).join(' ')} at ${step}.`;
  if (kind === 'throttled') return new Fault(kind, code, message, { retryAfterSeconds: THROTTLED_SECONDS });
  // A final no before any recipient was named is about us, not about a customer.
  if (kind === 'rejected' && step !== 'RCPT TO' && step !== 'DATA') {
    const aboutThisMail = code === 'email.tooLarge' || code === 'email.content';
    return aboutThisMail
      ? new Fault(kind, code, message)
      : new Fault('unauthorised', 'email.senderRefused', message);
  }
  return new Fault(kind, code, message);
};
