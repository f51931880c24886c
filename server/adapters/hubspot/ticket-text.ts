import type { PostalAddress } from '../../domain/contact-point.js';
import type { NoticeKind } from '../../domain/notice/notice.js';
import type { Zone } from '../../domain/time.js';
import type { AnyTicketFacts, ComplaintFacts, TicketFacts } from '../../workflows/ports/outbox.js';
import { isUrgentTask, taskContent, taskSubject } from './case-task-text.js';
import { inZone } from './moment-words.js';
import { triedWords } from './tried-words.js';

interface ReasonText {
  readonly subject: string;
  readonly why: string;
  readonly act: string;
}
const REASONS: Readonly<Record<string, ReasonText>> = {
  unreachable: {
    subject: 'Cannot be reached',
    why: 'No address or number on file reaches this customer.',
    act: 'Tell the customer in person or by phone, then put a working address or number on the contact.',
  },
  unserved: {
    subject: 'Not served with notice',
    why: 'Every channel was tried and none of them served the notice.',
    act: 'Tell the customer by phone or in person and note here when and how.',
  },
  lifeSupportUnconfirmed: {
    subject: 'Not confirmed',
    why: 'Somebody at these premises depends on life support, and nothing shows that the notice arrived.',
    act: 'Call now. If nobody answers, send somebody.',
  },
  newsOverdue: {
    subject: 'News is overdue',
    why: 'The next news was promised for this time, nothing was sent, and people are waiting for it.',
    act: 'Send an update now. If there is nothing new, say so, and promise the next one.',
  },
  outcomeUnknown: {
    subject: 'May not have been told',
    why: 'A message was handed over and the carrier’s answer was lost, so it may or may not have gone out.',
    act: 'Ask the carrier or the customer whether it arrived, before anything is sent again.',
  },
};
const OTHER: ReasonText = {
  subject: 'Needs a person',
  why: 'A notice to this customer cannot go on by itself.',
  act: 'Look at the notice and tell the customer if need be.',
};

const SUBJECT_OF_NOTICE: Readonly<Record<NoticeKind, string>> = {
  planned: 'a planned interruption',
  moved: 'the new date of a planned interruption',
  cancelled: 'the cancellation of a planned interruption',
  emergency: 'an emergency outage',
  etr_update: 'a new estimated time of restoration',
  restored: 'the return of supply',
  initial_notice: 'a first notice of a debt',
  final_notice: 'a final notice of a debt',
  disconnection_letter: 'a disconnection letter',
  plan_offer: 'an offer to pay in parts',
  plan_confirmed: 'the confirmation of a payment plan',
  payment_received: 'the receipt of a payment',
  reconnection: 'the reconnection after a payment',
  complaint_received: 'the receipt of a complaint',
  complaint_followup: 'a complaint after the return of supply',
};

const reasonOf = ({ reason }: TicketFacts): ReasonText => REASONS[reason] ?? OTHER;

const COMPLAINT_WORDS: Readonly<Record<ComplaintFacts['about'], string>> = {
  noPower: 'No power',
  notTold: 'Was not told',
  stillDark: 'Still dark after "restored"',
  damage: 'Damage',
  bill: 'Bill',
  other: 'Something else',
};

export const ticketSubject = (facts: AnyTicketFacts): string => {
  if ('task' in facts) return taskSubject(facts);
  if ('complaint' in facts)
    return `${urgent(facts)}Complaint ${facts.complaint}: ${COMPLAINT_WORDS[facts.about]} – ${facts.addresseeName || 'name not on file'}`;
  return facts.notice === null
    ? `${reasonOf(facts).subject}: outage ${facts.ref}`
    : `${urgent(facts)}${reasonOf(facts).subject}: ${facts.addresseeName || 'name not on file'} (outage ${facts.ref})`;
};

const urgent = ({ lifeSupport }: { readonly lifeSupport: boolean }): string =>
  lifeSupport ? 'LIFE SUPPORT – ' : '';

const addressLine = ({ line1, line2, postcode, city, country }: PostalAddress): string =>
  [line1, line2, `${postcode} ${city}`.trim(), country]
    .filter(part => part !== undefined && part.trim() !== '')
    .join(', ');

const listed = (items: readonly string[], none: string): string =>
  items.length === 0 ? ` ${none}` : `\n${items.map(item => `- ${item}`).join('\n')}`;

const WAY = { phoneCall: 'by phone', inPerson: 'in person' } as const;
const tryLine =
  (zone: Zone) =>
  ({ act, way, by, at }: TicketFacts['tries'][number]): string =>
    `${act === 'reached' ? 'Told' : 'Not reached'} ${WAY[way]}, ${inZone(at, zone)}, ${by}`;

const complaintContent = (facts: ComplaintFacts): string =>
  [
    `What to do: Answer the customer under ${facts.complaint} and note here what was done.`,
    `Who: ${facts.addresseeName || 'name not on file'}${facts.lifeSupport ? ' – life support at the premises' : ''}`,
    `Where:${listed(facts.premises.map(addressLine), 'no premises on file')}`,
    `About: ${COMPLAINT_WORDS[facts.about]}${facts.ref === null ? '' : `, outage ${facts.ref}`}`,
    `Taken: ${inZone(facts.at, facts.zone)}, by ${facts.by}`,
    ...(facts.askedAt === null ? [] : [`Asked whether all is well: ${inZone(facts.askedAt, facts.zone)}`]),
    ...(facts.closedAt === null
      ? []
      : [`Closed: ${inZone(facts.closedAt, facts.zone)}, ${facts.closedBy ?? 'with its outage'}`]),
    `The customer says:\n${facts.said}`,
  ].join('\n');

/** Who, where, why, until when and what was tried: enough to act on without opening anything else. */
export const ticketContent = (facts: AnyTicketFacts): string => {
  if ('task' in facts)
    return taskContent(facts, listed(facts.premises.map(addressLine), 'no premises on file'));
  if ('complaint' in facts) return complaintContent(facts);
  const { why, act } = reasonOf(facts);
  const until = facts.serveBy === null ? 'as soon as possible' : inZone(facts.serveBy, facts.zone);
  if (facts.notice === null)
    return [`What to do: ${act}`, `Why: ${why}`, `About: outage ${facts.ref}`, `Until: ${until}`].join('\n');
  return [
    `What to do: ${act}`,
    `Who: ${facts.addresseeName || 'name not on file'}${facts.lifeSupport ? ' – life support at the premises' : ''}`,
    `Where:${listed(facts.premises.map(addressLine), 'no premises on file')}`,
    `Why: ${why}`,
    `About: ${SUBJECT_OF_NOTICE[facts.kind]}, outage ${facts.ref}`,
    `Until: ${until}`,
    `Tried:${listed(facts.tried.map(triedWords), 'nothing, as there was nothing to try')}`,
    ...(facts.tries.length === 0
      ? []
      : [`By word of mouth:${listed(facts.tries.map(tryLine(facts.zone)), '')}`]),
    `Notice ${facts.notice}`,
  ].join('\n');
};

/** Somebody sits in the dark and we do not know why. */
const DARK: readonly ComplaintFacts['about'][] = ['noPower', 'stillDark'];

export const ticketPriority = (facts: AnyTicketFacts): 'URGENT' | 'HIGH' | 'MEDIUM' => {
  if ('task' in facts) return isUrgentTask(facts) ? 'URGENT' : 'HIGH';
  if (facts.lifeSupport) return 'URGENT';
  if ('complaint' in facts) return DARK.includes(facts.about) ? 'HIGH' : 'MEDIUM';
  return facts.reason === 'outcomeUnknown' ? 'MEDIUM' : 'HIGH';
};
