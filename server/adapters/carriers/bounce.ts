import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { DeliveryId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { ReceiptOutcome } from '../../domain/notice/service.js';
import type { Receipt } from '../../workflows/ports.js';
import type { Ignored } from './carrier-basics.js';
import { parseDeliveryStatus, untyped, type DeliveryStatus, type StatusFields } from './delivery-status.js';
import { enhancedStatus, reasonOfStatus } from './email-status.js';
import { deliveryOfMessageId, readVerp, verifySignedDelivery } from './verp.js';

export interface BounceSettings {
  readonly bounceSecret: string;
  readonly bounceDomain: string;
  readonly mailDomain: string;
}

/** A message that came to the bounce domain. */
export interface InboundMail {
  readonly raw: Uint8Array;
  /** The envelope recipient, where the mail server passes it on. */
  readonly recipient: string | null;
  readonly at: Instant;
}

/** A report quotes our headers at most; anything larger is no report. */
const MAX_BYTES = 1024 * 1024;

const header = (mail: Email, name: string): string =>
  mail.headers
    .filter(field => field.key === name)
    .map(field => field.value)
    .join(', ');

const textOf = (part: Attachment | undefined): string =>
  part === undefined
    ? ''
    : typeof part.content === 'string'
      ? part.content
      : Buffer.from(part.content as Uint8Array).toString('utf8');

const partOf = (mail: Email, ...types: readonly string[]): Attachment | undefined =>
  mail.attachments.find(part => types.includes(part.mimeType.toLowerCase()));

interface Report {
  readonly mail: Email;
  readonly status: DeliveryStatus | null;
  /** Headers of our own mail, as the report quotes them. */
  readonly quoted: StatusFields;
}

const open = async (raw: Uint8Array): Promise<Report> => {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const part = partOf(mail, 'message/delivery-status', 'message/global-delivery-status');
  const original = textOf(
    partOf(mail, 'message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'),
  );
  const head = original.replace(/\r\n?/g, '\n').trimStart().split('\n\n', 1)[0] ?? '';
  return {
    mail,
    status: part === undefined ? null : parseDeliveryStatus(textOf(part)),
    quoted: parseDeliveryStatus(head).message,
  };
};

/**
 * Which delivery it is about. Only marks with a valid mac count, and a forged return address ends the search: who
 * forges one mark would forge the others.
 */
const deliveryOf = (
  report: Report,
  recipient: string | null,
  settings: BounceSettings,
): DeliveryId | Ignored => {
  const { mail, status, quoted } = report;
  const to = [recipient ?? '', ...['delivered-to', 'x-original-to', 'to'].map(name => header(mail, name))];
  for (const text of to) {
    const verp = readVerp(text, settings.bounceSecret, settings.bounceDomain);
    if (verp.found === 'forged') return { ignored: 'forged' };
    if (verp.found === 'delivery') return verp.delivery;
  }
  const envelopeId = untyped(status?.message.get('original-envelope-id'));
  return (
    verifySignedDelivery(envelopeId, settings.bounceSecret) ??
    deliveryOfMessageId(quoted.get('message-id') ?? '', settings.bounceSecret, settings.mailDomain) ?? {
      ignored: 'notOurs',
    }
  );
};

interface Verdict {
  readonly outcome: ReceiptOutcome;
  readonly reason: string | null;
  readonly raw: string;
}

const ofRecipient = (fields: StatusFields): Verdict | Ignored => {
  const action = (fields.get('action') ?? '').toLowerCase();
  const told = enhancedStatus(fields.get('status') ?? '') ?? '';
  const diagnosed = enhancedStatus(untyped(fields.get('diagnostic-code'))) ?? '';
  // 5.0.0 says "something"; the answer that the other server gave may say more.
  const status = told === '' || (told === '5.0.0' && diagnosed.startsWith('5.')) ? diagnosed : told;
  const raw = [action, status].filter(text => /^[a-z]{1,12}$|^[\d.]+$/.test(text)).join(' ');
  if (action === 'delivered') return { outcome: 'delivered', reason: null, raw };
  if (action === 'relayed' || action === 'expanded') return { outcome: 'sent', reason: null, raw };
  if (action === 'failed' || (action === '' && status.startsWith('5.')))
    return { outcome: 'failed', reason: status === '' ? 'email.rejected' : reasonOfStatus(status), raw };
  return { ignored: action === 'delayed' || status.startsWith('4.') ? 'delayed' : 'notUnderstood' };
};

/** One recipient a mail is our rule; should a server list more, a failure is what we must not miss. */
const ofReport = (status: DeliveryStatus): Verdict | Ignored => {
  const verdicts = status.recipients.map(ofRecipient);
  return (
    verdicts.find(verdict => 'outcome' in verdict && verdict.outcome === 'failed') ??
    verdicts[0] ?? { ignored: 'notUnderstood' }
  );
};

const isAutomatic = (mail: Email): boolean =>
  !['', 'no'].includes(header(mail, 'auto-submitted').toLowerCase()) ||
  /^(bulk|junk|auto_reply|list)$/i.test(header(mail, 'precedence')) ||
  header(mail, 'x-autoreply') !== '' ||
  header(mail, 'x-autorespond') !== '';

/** Servers that send no report in form quote the SMTP answer somewhere in their text. */
const ofText = (mail: Email): Verdict | Ignored => {
  const fromServer = /mailer-daemon|postmaster/i.test(header(mail, 'from'));
  if (!fromServer) return { ignored: isAutomatic(mail) ? 'autoReply' : 'notAReport' };
  const status = enhancedStatus(mail.text ?? '') ?? '';
  if (status.startsWith('5.'))
    return { outcome: 'failed', reason: reasonOfStatus(status), raw: `failed ${status}` };
  return { ignored: status.startsWith('4.') ? 'delayed' : 'notUnderstood' };
};

/** What came back to an envelope sender of ours, as a receipt; or why it says nothing about a delivery. */
export const bounceReceipt = async (
  carrier: string,
  settings: BounceSettings,
  { raw, recipient, at }: InboundMail,
): Promise<Receipt | Ignored> => {
  if (raw.byteLength > MAX_BYTES) return { ignored: 'tooLarge' };
  const report = await open(raw);
  if (partOf(report.mail, 'message/feedback-report') !== undefined) return { ignored: 'feedbackReport' };
  const verdict = report.status === null ? ofText(report.mail) : ofReport(report.status);
  if ('ignored' in verdict) return verdict;
  const delivery = deliveryOf(report, recipient, settings);
  if (typeof delivery !== 'string') return delivery;
  return { carrier, delivery, reference: null, ...verdict, at };
};
