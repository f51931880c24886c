import type { Addressee } from '../account.js';
import { CHANNELS, type Channel } from '../contact-point.js';
import type { DeliveryKey, NoticeKey } from '../ids.js';
import { postedIfGivenAt } from '../calendar.js';
import type { LetterCalendar, Policy } from '../policy.js';
import { formsOf } from '../rules/forms.js';
import type { ResolvedRules } from '../rules/rulebook.js';
import { addHours, addMinutes, earliest, latest, type Instant, type Zone } from '../time.js';
import { sendMoment, servedIfSentAt, usable } from './choose-deliveries.js';
import type { Delivery, DeliveryDraft, PersonReason } from './notice.js';
import { progressOf, serviceOf, unservedForms, type Service, type ToldByPerson } from './service.js';

export type NextMove =
  /** Nothing to do; look again at `checkAt`, null: never. */
  | { readonly kind: 'wait'; readonly checkAt: Instant | null }
  | { readonly kind: 'fallBack'; readonly deliveries: readonly DeliveryDraft[]; readonly checkAt: Instant }
  | { readonly kind: 'askPerson'; readonly reason: PersonReason; readonly checkAt: Instant | null };

export interface OpenNotice {
  readonly key: NoticeKey;
  readonly createdAt: Instant;
  readonly serveBy: Instant | null;
  /** After this a message says nothing useful any more: the start of a planned interruption; null: no end. */
  readonly usefulUntil: Instant | null;
  readonly zone: Zone;
  readonly lifeSupport: boolean;
  readonly emergency: boolean;
  readonly deliveries: readonly (Delivery & { readonly value: string })[];
  readonly addressee: Addressee;
  /** A person has been asked already. */
  readonly asked: boolean;
  /** By whom and how the addressee was told by word of mouth. */
  readonly told: readonly ToldByPerson[];
}

type Timed = Pick<OpenNotice, 'createdAt' | 'serveBy' | 'lifeSupport' | 'emergency'>;

/** By when an emergency, or a life-support customer, should be known to be reached. */
const confirmBy = ({ createdAt, emergency }: Timed, { confirmLifeSupportWithin: within }: Policy): Instant =>
  emergency ? addMinutes(createdAt, within.emergencyMinutes) : addHours(createdAt, within.plannedHours);

/** When a notice is looked at for the first time after it was planned: always while the deadline can still be met. */
export const firstCheck = (notice: Timed, policy: Policy): Instant => {
  const confirm = confirmBy(notice, policy);
  if (notice.emergency || notice.serveBy === null) return confirm;
  const inTime = latest(notice.createdAt, addHours(notice.serveBy, -policy.personBeforeDeadlineHours));
  return notice.lifeSupport ? earliest(confirm, inTime) : inTime;
};

/**
 * What happens next to a notice that may not have reached its addressee: the next channel while it can still serve in
 * time, then a person. Life support is not content with the rule's service: without proof a person asks.
 */
export const nextMove = (
  notice: OpenNotice,
  rules: ResolvedRules,
  policy: Policy,
  letters: LetterCalendar,
  now: Instant,
): NextMove => {
  const service = serviceOf(progressOf(notice.deliveries, notice.told), rules, notice.zone);
  const due = firstCheck(notice, policy);
  if (service.state === 'served') return whenServed(notice, service, confirmBy(notice, policy), now);
  if (notice.asked) return { kind: 'wait', checkAt: null };
  const fallBacks =
    service.state === 'failed' || now >= due ? untried(notice, rules, policy, letters, now) : [];
  if (fallBacks.length > 0)
    return { kind: 'fallBack', deliveries: fallBacks, checkAt: latest(addHours(now, 1), due) };
  if (service.state === 'failed') return { kind: 'askPerson', reason: 'unserved', checkAt: null };
  const unknown = notice.deliveries.every(
    delivery => delivery.state === 'unknown' || !UNDER_WAY.has(delivery.state),
  );
  const expected = letterExpected(notice, letters);
  const patience =
    expected !== null && (notice.serveBy === null || expected <= notice.serveBy)
      ? latest(due, expected)
      : due;
  if (now < patience) return { kind: 'wait', checkAt: patience };
  return { kind: 'askPerson', reason: unknown ? 'outcomeUnknown' : 'unserved', checkAt: null };
};

/** When a letter under way should be in the post, with room for the printer's word to reach us; null: none is. */
const letterExpected = (notice: OpenNotice, letters: LetterCalendar): Instant | null => {
  if (letters === null) return null;
  const moments = notice.deliveries
    .filter(delivery => delivery.channel === 'letter' && UNDER_WAY.has(delivery.state))
    .map(delivery => addHours(postedIfGivenAt(letters, delivery.acceptedAt ?? delivery.sendAt), 2));
  const [first, ...rest] = moments;
  return first === undefined ? null : earliest(first, ...rest);
};

const UNDER_WAY: ReadonlySet<string> = new Set(['planned', 'sending', 'unknown', 'accepted', 'posted']);

const whenServed = (
  notice: OpenNotice,
  service: Service & { state: 'served' },
  due: Instant,
  now: Instant,
): NextMove => {
  const known = service.how === 'proof' || notice.told.length > 0;
  if (!notice.lifeSupport || known || notice.asked) return { kind: 'wait', checkAt: null };
  return now >= due
    ? { kind: 'askPerson', reason: 'lifeSupportUnconfirmed', checkAt: null }
    : { kind: 'wait', checkAt: due };
};

/** The contact points not used yet, on channels that can still serve in time; a letter goes late rather than never. */
const untried = (
  notice: OpenNotice,
  rules: ResolvedRules,
  policy: Policy,
  letters: LetterCalendar,
  now: Instant,
): readonly DeliveryDraft[] => {
  const plan = policy.channels[notice.emergency ? 'emergency' : 'plannedInterruption'];
  const used = new Set(notice.deliveries.map(delivery => delivery.value));
  const planned: readonly Channel[] = [...plan.together, ...plan.thenOneOf, ...plan.alsoForLifeSupport];
  const lacking = unservedForms(notice.deliveries, rules, notice.zone);
  // Where the law wants several forms, only one that is lacking helps.
  const channels =
    formsOf(rules).length === 1
      ? planned
      : [...planned, ...CHANNELS].filter(channel => lacking.some(form => form.includes(channel)));
  for (const channel of new Set(channels)) {
    const points = usable({ addressee: notice.addressee, letters }, channel).filter(
      point => !used.has(point.value),
    );
    const drafts = points.map((point): DeliveryDraft => ({
      key: `${notice.key}/${channel}/${point.id}/1` as DeliveryKey,
      channel,
      contactPoint: point.id,
      sendAt: sendMoment(
        { policy, urgent: notice.emergency, serveBy: notice.serveBy, zone: notice.zone, now },
        channel,
      ),
      priority: notice.lifeSupport ? 0 : 1,
    }));
    const useful = drafts.filter(
      ({ sendAt }) =>
        notice.usefulUntil === null ||
        servedIfSentAt(rules, letters, channel, sendAt, notice.zone) < notice.usefulUntil,
    );
    if (useful.length > 0) return useful;
  }
  return [];
};

/** When to try the same carrier again after a passing fault; null: give this channel up. */
export const retryAt = (
  policy: Policy,
  attempts: number,
  now: Instant,
  retryAfterSeconds: number | undefined,
): Instant | null => {
  const delay = policy.retry.delaysMinutes[attempts - 1];
  if (delay === undefined) return null;
  return latest(addMinutes(now, delay), addMinutes(now, (retryAfterSeconds ?? 0) / 60));
};
