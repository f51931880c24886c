import type { FaultKind } from '../../workflows/fault.js';

/** What an answer about one mail means for us: what to do at hand-over, and the reason in our words. */
export interface StatusMeaning {
  readonly kind: Extract<FaultKind, 'rejected' | 'retry' | 'throttled' | 'unauthorised'>;
  readonly code: string;
}

type Row = readonly [status: string, kind: StatusMeaning['kind'], code: string];

/**
 * Enhanced status codes (RFC 3463 and the IANA registry). A row with a class digit stands above one with `x`, and a
 * whole subject such as `x.7.*` comes last. What no row names follows its class: 4 retry, 5 rejected.
 */
const TABLE: readonly Row[] = [
  ['x.1.0', 'rejected', 'email.mailboxUnknown'],
  ['x.1.1', 'rejected', 'email.mailboxUnknown'],
  ['x.1.2', 'rejected', 'email.domainUnknown'],
  ['x.1.3', 'rejected', 'email.malformed'],
  ['x.1.4', 'rejected', 'email.ambiguous'],
  ['x.1.6', 'rejected', 'email.moved'],
  ['x.1.7', 'unauthorised', 'email.senderRefused'],
  ['x.1.8', 'unauthorised', 'email.senderRefused'],
  ['x.1.10', 'rejected', 'email.domainUnknown'],
  ['x.2.0', 'rejected', 'email.mailboxUnavailable'],
  ['x.2.1', 'rejected', 'email.mailboxDisabled'],
  ['x.2.2', 'rejected', 'email.mailboxFull'],
  ['x.2.3', 'rejected', 'email.tooLarge'],
  ['x.2.4', 'rejected', 'email.mailboxUnavailable'],
  ['5.3.0', 'retry', 'email.carrierBusy'],
  ['x.3.4', 'rejected', 'email.tooLarge'],
  ['x.3.*', 'rejected', 'email.carrierBusy'],
  ['x.4.7', 'rejected', 'email.expired'],
  ['x.4.*', 'rejected', 'email.noRoute'],
  ['x.5.*', 'rejected', 'email.protocol'],
  ['x.6.*', 'rejected', 'email.content'],
  ['5.7.1', 'rejected', 'email.blocked'],
  // Gmail and Microsoft: the sender's domain is not authenticated. Every other mail would fare the same.
  ['x.7.26', 'unauthorised', 'email.senderNotAuthenticated'],
  ['x.7.515', 'unauthorised', 'email.senderNotAuthenticated'],
  ['x.7.8', 'unauthorised', 'email.account'],
  ['x.7.9', 'unauthorised', 'email.account'],
  ['x.7.10', 'unauthorised', 'email.account'],
  ['x.7.11', 'unauthorised', 'email.account'],
  ['x.7.12', 'unauthorised', 'email.account'],
  ['x.7.13', 'unauthorised', 'email.account'],
  ['4.7.*', 'throttled', 'email.throttled'],
  ['5.7.*', 'rejected', 'email.blocked'],
];
const MEANINGS = new Map(TABLE.map(([status, kind, code]) => [status, { kind, code }]));

/** Plain reply codes, for servers that send no enhanced one. */
const PLAIN = new Map<number, StatusMeaning>([
  [450, { kind: 'retry', code: 'email.mailboxUnavailable' }],
  [452, { kind: 'retry', code: 'email.mailboxFull' }],
  [530, { kind: 'unauthorised', code: 'email.account' }],
  [534, { kind: 'unauthorised', code: 'email.account' }],
  [535, { kind: 'unauthorised', code: 'email.account' }],
  [538, { kind: 'unauthorised', code: 'email.account' }],
  [550, { kind: 'rejected', code: 'email.mailboxUnknown' }],
  [551, { kind: 'rejected', code: 'email.moved' }],
  [552, { kind: 'rejected', code: 'email.mailboxFull' }],
  [553, { kind: 'rejected', code: 'email.malformed' }],
  [554, { kind: 'rejected', code: 'email.blocked' }],
]);

const ENHANCED = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/;

/** `5.1.1` out of a reply or a report's Status field. */
export const enhancedStatus = (text: string): string | null => ENHANCED.exec(text)?.[0] ?? null;

const listed = (status: string): StatusMeaning | undefined => {
  const [, subject = '', detail = ''] = status.split('.');
  const [digit] = status;
  const keys = [status, `x.${subject}.${detail}`, `${digit}.${subject}.*`, `x.${subject}.*`];
  return keys.map(key => MEANINGS.get(key)).find(meaning => meaning !== undefined);
};

/** Our word for a final enhanced status, whatever its class: a server that gave up after days may report 4.4.7. */
export const reasonOfStatus = (status: string): string => listed(status)?.code ?? 'email.rejected';

/** What a server's reply during hand-over means. The class of the reply rules over that of the enhanced code. */
export const meaningOfReply = (replyCode: number, reply: string): StatusMeaning => {
  const enhanced = enhancedStatus(reply.replace(/^\d{3}[ -]/, ''));
  const meaning = (enhanced === null ? undefined : listed(enhanced)) ?? PLAIN.get(replyCode);
  if (replyCode === 421) return { kind: 'throttled', code: 'email.throttled' };
  if (replyCode >= 500) return meaning ?? { kind: 'rejected', code: 'email.rejected' };
  if (meaning?.kind === 'throttled') return meaning;
  return { kind: 'retry', code: meaning?.code ?? 'email.carrierBusy' };
};

/** Every reason that a mail's answer or bounce can give, so that each can be checked to have words. */
export const EMAIL_REASONS: readonly string[] = [
  ...new Set([
    'email.rejected',
    ...TABLE.map(([, , code]) => code),
    ...[...PLAIN.values()].map(({ code }) => code),
  ]),
];
