import type { LetterCalendar, Policy } from '../policy.js';
import { channelOf, type ContactPoint } from '../contact-point.js';
import type { ContactPointId, DeliveryKey, NoticeId } from '../ids.js';
import { obstacle, sendMoment } from '../notice/choose-deliveries.js';
import type { OpenNotice } from '../notice/next-move.js';
import type { Delivery, DeliveryDraft } from '../notice/notice.js';
import { reasonWords } from '../notice/reasons.js';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import type { Instant } from '../time.js';

export interface SendAgain {
  readonly notice: OpenNotice;
  /** Newer news of the same outage has been launched: the notice that brought it to them; null: there is none for them. */
  readonly newer: { readonly notice: NoticeId | null } | null;
  /** The address or number of the addressee that is to carry it now. */
  readonly to: ContactPointId;
  /** Why it goes again though it has gone; empty: no reason was given. */
  readonly reason: string;
  readonly policy: Policy;
  readonly letters: LetterCalendar;
  readonly now: Instant;
}

const no = (code: string, message: string, lawful: string, details?: Refusal['details']): Outcome<never> =>
  refuse({ code, message, lawful, because: [], ...(details === undefined ? {} : { details }) });

/** With the carrier, or arrived: a second copy says nothing new, so somebody must say why. */
const HAS_GONE: readonly Delivery['state'][] = ['accepted', 'posted', 'delivered'];
const ABOUT_TO_GO: readonly Delivery['state'][] = ['planned', 'sending'];

/** Whether these words may still be said to this person at all. */
const stale = ({ notice, newer, now }: SendAgain): Outcome<null> => {
  if (newer !== null)
    return no(
      'notice.superseded',
      'This notice is out of date: newer news of the same outage has been sent since.',
      newer.notice === null
        ? 'Tell the customer what holds now; the sentence on the card says it.'
        : 'Send the newest notice again instead.',
      { newest: newer.notice },
    );
  if (notice.usefulUntil !== null && notice.usefulUntil <= now)
    return no(
      'notice.past',
      'The interruption this notice announces has begun: a late announcement would mislead.',
      'Tell the customer what holds now; the sentence on the card says it.',
    );
  return accept(null);
};

/** Whether this address or number can carry it. */
const usablePoint = ({ notice, to, letters }: SendAgain): Outcome<ContactPoint> => {
  const point = notice.addressee.contactPoints.find(({ id }) => id === to);
  if (point === undefined)
    return no(
      'contactPoint.unknown',
      'This address or number is not, or no longer, one of this customer’s.',
      'Look at the card again and choose one of those it shows.',
    );
  const problem = obstacle(point, notice.addressee);
  if (problem !== null)
    return no(
      'contactPoint.unusable',
      `It cannot go there: ${reasonWords(problem)}.`,
      problem.startsWith('optedOut.')
        ? 'Use another channel, or ask the customer and take the opt-out off the contact.'
        : 'Correct the address or number, or use another channel.',
      { problem, why: { en: reasonWords(problem), ru: reasonWords(problem, 'ru') } },
    );
  if (channelOf(point.kind) === 'letter' && letters === null)
    return no('carrier.none', 'No print house is set up, so no letter can go.', 'Use another channel.');
  return accept(point);
};

/** Whether the same words have gone there, or are about to. */
const repeated = ({ notice, to, reason }: SendAgain): Outcome<null> => {
  const there = notice.deliveries.filter(({ contactPoint }) => contactPoint === to);
  if (there.some(({ state }) => ABOUT_TO_GO.includes(state)))
    return no(
      'notice.underWay',
      'This notice is just being sent there.',
      'Wait until the card says what came of it.',
    );
  if (there.some(({ state, reason: why }) => state === 'unknown' && why !== 'outcome.unknown'))
    return no(
      'notice.outcomeUnknown',
      'It may have arrived: the carrier’s answer was lost and is being asked for.',
      'Use another channel, or wait for the answer.',
    );
  if (reason.trim() === '' && there.some(({ state }) => HAS_GONE.includes(state)))
    return no(
      'notice.sentAlready',
      'This notice has gone to this address already.',
      'Give a reason to send a second copy.',
    );
  return accept(null);
};

/** Why a notice that no campaign sends does not go again at a press, and who gives it instead. */
export const notByHand = (ofDebt: boolean, notDue: string | null): Outcome<never> => {
  if (!ofDebt)
    return no(
      'notice.ofComplaint',
      'The answer to a complaint goes once.',
      'Tell the customer the number of the complaint; the card has it.',
    );
  return notDue === null
    ? no(
        'notice.ofDebt',
        'A notice of a debt is given again by its case alone: its days count anew from then.',
        'Correct the address, or enter the proof in the debt case; what comes back or grows too old, the case gives again by itself.',
      )
    : no(
        'notice.notDue',
        `It must not go again: ${reasonWords(notDue)}.`,
        'Tell the customer how the bill stands now; the card says it.',
        { why: { en: reasonWords(notDue), ru: reasonWords(notDue, 'ru') } },
      );
};

/**
 * Every way by which a notice that reached nobody goes once more without a person choosing: what can be read at once, else
 * a letter. An address that it has gone to, or that is known not to work, is left alone.
 */
export const sendAgainToAll = (
  question: Omit<SendAgain, 'newer' | 'to' | 'reason'>,
): readonly DeliveryDraft[] => {
  const drafts = question.notice.addressee.contactPoints.flatMap(({ id }) => {
    const draft = sendAgain({ ...question, newer: null, to: id, reason: '' });
    return draft.ok ? [draft.value] : [];
  });
  const quick = drafts.filter(({ channel }) => channel !== 'letter');
  return quick.length > 0 ? quick : drafts;
};

/**
 * The delivery by which a notice goes once more: to an address it has not tried, or again to one it has. `n` of its key
 * counts what went there before. Refused where it would mislead, double or miss.
 */
export const sendAgain = (question: SendAgain): Outcome<DeliveryDraft> => {
  const fresh = stale(question);
  if (!fresh.ok) return fresh;
  const point = usablePoint(question);
  if (!point.ok) return point;
  const once = repeated(question);
  if (!once.ok) return once;
  const { notice, to, policy, now } = question;
  const channel = channelOf(point.value.kind);
  if (channel === null) throw new Error('A usable contact point has a channel.');
  const n = notice.deliveries.filter(({ contactPoint }) => contactPoint === to).length + 1;
  return accept({
    key: `${notice.key}/${channel}/${to}/${n}` as DeliveryKey,
    channel,
    contactPoint: to,
    sendAt: sendMoment(
      { policy, urgent: notice.emergency, serveBy: notice.serveBy, zone: notice.zone, now },
      channel,
    ),
    priority: notice.lifeSupport ? 0 : 1,
  });
};
