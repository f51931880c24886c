import type { Addressee, ServicePoint } from '../account.js';
import type { Channel } from '../contact-point.js';
import type {
  AccountId,
  ContactPointId,
  DeliveryKey,
  NoticeKey,
  OutageId,
  PartyId,
  ServicePointId,
} from '../ids.js';
import { sendMoment, usable } from '../notice/choose-deliveries.js';
import type {
  ComplaintAbout,
  ComplaintNoticeFacts,
  ComplaintNoticeKind,
  Delivery,
  DeliveryDraft,
} from '../notice/notice.js';
import type { Service } from '../notice/service.js';
import type { Outage, Revision } from '../outage/outage.js';
import type { LetterCalendar, Policy } from '../policy.js';
import { addHours, type Instant } from '../time.js';

/** What a customer complained of, as far as the answer needs it. */
export interface ComplaintCase {
  readonly id: string;
  readonly ref: string;
  readonly about: ComplaintAbout;
  /** How often they were asked whether all is well again. */
  readonly asked: number;
}
/** Who complained, and the place it is about or, where none was named, one of theirs. */
export interface Complainant {
  readonly addressee: Addressee;
  readonly place: ServicePoint;
  readonly account: { readonly id: AccountId; readonly number: string; readonly inArrears: boolean };
}
/** An outage as it was last told. */
export type ToldState = Pick<Outage, 'status' | 'kind'> & { readonly revision: Revision };

/** Complaints that the return of supply answers. Damage and bills are a person's to end. */
export const ENDS_WITH_OUTAGE: readonly ComplaintAbout[] = ['noPower', 'stillDark', 'notTold', 'other'];

/** So long the customer has to say that it is not over. */
const CLOSE_AFTER_HOURS = 48;
export const closesAt = (askedAt: Instant): Instant => addHours(askedAt, CLOSE_AFTER_HOURS);

/** What holds of the outage now, for the one sentence that says it. */
const stateOf = (outage: ToldState | null, now: Instant): ComplaintNoticeFacts['outageState'] => {
  if (outage === null) return 'none';
  const { status, kind, revision } = outage;
  switch (status) {
    case 'draft':
      return 'none';
    case 'cancelled':
    case 'restored':
      return status;
    case 'announced': {
      const [first] = revision.windows;
      const last = revision.windows.at(-1);
      if (kind === 'emergency') return 'off';
      if (first === undefined || last === undefined || last.to <= now) return 'none';
      return first.from <= now ? 'off' : 'planned';
    }
  }
};

const factsOf = (
  kind: ComplaintNoticeKind,
  { ref, about }: ComplaintCase,
  { addressee, place, account }: Complainant,
  outage: ToldState | null,
  now: Instant,
): ComplaintNoticeFacts => ({
  ...{ kind, ref, complaintAbout: about, outageState: stateOf(outage, now) },
  addresseeName: addressee.name,
  role: addressee.role,
  customerClass: place.customerClass,
  accountNumber: account.number,
  premises: [place.address],
  windows: outage?.revision.windows ?? [],
  since: outage?.revision.since ?? null,
  restoredAt: outage?.revision.restoredAt ?? null,
  etr: outage?.revision.etr ?? null,
  nextUpdateBy: outage?.revision.nextUpdateBy ?? null,
  reason: outage?.revision.reason ?? 'other',
  lifeSupport: place.lifeSupport,
  // Where an outage is told of, that it has nothing to do with the bill.
  inArrears: account.inArrears && outage !== null,
  ...{ formerWindows: [], formerEtr: null, alsoAffected: [], othersAffected: null, hasNewDate: false },
});

export interface ComplaintNotice {
  readonly key: NoticeKey;
  readonly complaint: string;
  readonly kind: ComplaintNoticeKind;
  readonly revision: number;
  readonly account: AccountId;
  readonly addressee: PartyId;
  readonly facts: ComplaintNoticeFacts;
  readonly place: ServicePoint;
  readonly language: string;
  readonly deliveries: readonly DeliveryDraft[];
}

export interface ReplyQuestion {
  readonly portal: string;
  readonly complaint: ComplaintCase;
  readonly who: Complainant;
  /** Null: the complaint is about none, or about one that is not told any more. */
  readonly outage: ToldState | null;
  readonly policy: Policy;
  readonly letters: LetterCalendar;
  readonly languageFor: (preferred: string | null) => string;
  readonly now: Instant;
}

/** One way is enough for an answer: what is read soonest. A letter goes to whom nothing else reaches. */
const WAYS: readonly Channel[] = ['email', 'sms', 'letter'];

/**
 * The message that confirms a complaint, or asks whether it is over. It goes by one channel that works and that the
 * customer has not stopped; null: there is none, and the person who answers the ticket tells them.
 */
export const planReply = (kind: ComplaintNoticeKind, question: ReplyQuestion): ComplaintNotice | null => {
  const { portal, complaint, who, outage, policy, letters, languageFor, now } = question;
  const { addressee, place, account } = who;
  const point = WAYS.flatMap(channel =>
    usable({ addressee, letters }, channel).map(({ id }) => ({ channel, id })),
  )[0];
  if (point === undefined) return null;
  const revision = kind === 'complaint_received' ? 1 : complaint.asked + 2;
  const of = [account.id, addressee.party, place.jurisdiction, place.zone].join('/');
  const key = `${portal}/complaint:${complaint.id}/${revision}/${kind}/${of}` as NoticeKey;
  const sendAt = sendMoment({ policy, urgent: false, serveBy: null, zone: place.zone, now }, point.channel);
  return {
    ...{ key, complaint: complaint.id, kind, revision, place },
    account: account.id,
    addressee: addressee.party,
    facts: factsOf(kind, complaint, who, outage, now),
    language: languageFor(addressee.language),
    deliveries: [draft(key, point.channel, point.id, sendAt)],
  };
};

const draft = (
  notice: NoticeKey,
  channel: Channel,
  contactPoint: ContactPointId,
  sendAt: Instant,
): DeliveryDraft => ({
  ...{ key: `${notice}/${channel}/${contactPoint}/1` as DeliveryKey, channel, contactPoint, sendAt },
  priority: 1,
});

type Way = Pick<Delivery, 'id' | 'state' | 'acceptedAt' | 'postedAt' | 'deliveredAt'>;
const UNDER_WAY: readonly Delivery['state'][] = ['planned', 'sending', 'unknown'];

/** What became of an answer. No law asks for one, so that what a carrier took is enough. */
export const standingOfReply = (
  ways: readonly Way[],
): { readonly state: 'open' | 'served' | 'unserved'; readonly service: Service } => {
  for (const { id, state, acceptedAt, postedAt, deliveredAt } of ways) {
    const at = deliveredAt ?? postedAt ?? acceptedAt;
    if (at === null || !['accepted', 'posted', 'delivered'].includes(state)) continue;
    const how = state === 'delivered' ? 'proof' : 'deemed';
    return { state: 'served', service: { state: 'served', at, how, by: id } };
  }
  return ways.some(({ state }) => UNDER_WAY.includes(state))
    ? { state: 'open', service: { state: 'pending' } }
    : { state: 'unserved', service: { state: 'failed' } };
};

/** A complaint that is looked at, with its outage. */
export interface OpenComplaint extends ComplaintCase {
  readonly party: PartyId;
  readonly outage: OutageId;
  /** Null: none was named. */
  readonly place: ServicePointId | null;
}
