import type { DecisionId, DeliveryId } from '../ids.js';
import { NO_FACTS } from '../rules/facts.js';
import { formsOf } from '../rules/forms.js';
import { countingOf } from '../rules/law-question.js';
import { startOf } from '../rules/period.js';
import type { LegalChannel, ResolvedRules, ServedWhen, ServiceRule } from '../rules/rulebook.js';
import { deemed } from '../rules/serving.js';
import type { Instant, Zone } from '../time.js';
import type { Delivery, DeliveryState } from './notice.js';

/** Whether, when and how the law counts the notice as given. */
export type Service =
  | {
      readonly state: 'served';
      readonly at: Instant;
      readonly how: 'proof' | 'deemed';
      /** The delivery, or what a person wrote down. */
      readonly by: DeliveryId | DecisionId;
    }
  /** Something is still under way that may serve it. */
  | { readonly state: 'pending' }
  /** Nothing is under way and nothing has served it. */
  | { readonly state: 'failed' };

export type ServiceRules = ResolvedRules;
/** The part of a delivery that service depends on; of what a person told by word of mouth, the same. */
export type Progress = Pick<Delivery, 'state' | 'acceptedAt' | 'postedAt' | 'deliveredAt'> & {
  readonly id: DeliveryId | DecisionId;
  readonly channel: LegalChannel;
};
/** A person told the addressee themselves and wrote it down: proof of reach, and service where the law takes their way for one. */
export interface ToldByPerson {
  readonly id: DecisionId;
  readonly way: 'phoneCall' | 'inPerson';
  readonly at: Instant;
}
/** Everything by which the addressee may have been served. */
export const progressOf = (
  deliveries: readonly Progress[],
  told: readonly ToldByPerson[],
): readonly Progress[] => [
  ...deliveries,
  ...told.map(({ id, way, at }): Progress => ({
    id,
    channel: way,
    state: 'delivered',
    acceptedAt: at,
    postedAt: at,
    deliveredAt: at,
  })),
];

const UNDER_WAY: readonly DeliveryState[] = ['planned', 'sending', 'unknown', 'accepted', 'posted'];
/** A failure or a return un-serves what acceptance had served. */
const UNDONE: readonly DeliveryState[] = ['failed', 'returned', 'superseded'];

export const isWritten = (rules: ServiceRules, channel: LegalChannel): boolean =>
  formsOf(rules).some(form => form.includes(channel));

const moment = (delivery: Progress, when: ServedWhen): Instant | null => {
  if (UNDONE.includes(delivery.state)) return null;
  switch (when) {
    case 'accepted':
      return delivery.acceptedAt ?? delivery.postedAt ?? delivery.deliveredAt;
    case 'posted':
      return delivery.postedAt ?? delivery.deliveredAt;
    case 'delivered':
      return delivery.deliveredAt;
  }
};

/** When what happened at `event` counts as served; null: its days cannot be counted, so it is not taken as served. */
export const deemedAt = (
  rule: ServiceRule,
  event: Instant,
  law: ServiceRules,
  zone: Zone,
): Instant | null => {
  if (rule.plus === undefined && rule.cutOff === undefined) return event;
  const counting = countingOf({
    law,
    zone,
    facts: { ...NO_FACTS, values: law.facts },
    act: '',
    at: null,
    now: null,
  });
  const served = deemed(rule, { at: event }, counting);
  return served.known ? startOf(served.value.moment, counting) : null;
};

const serving = (
  delivery: Progress,
  rules: ServiceRules,
  zone: Zone,
): { at: Instant; how: 'proof' | 'deemed'; by: DeliveryId | DecisionId } | null => {
  if (!isWritten(rules, delivery.channel)) return null;
  const rule = rules.servedWhen[delivery.channel]?.value;
  const event = rule === undefined ? null : moment(delivery, rule.event);
  const at = rule === undefined || event === null ? null : deemedAt(rule, event, rules, zone);
  return at === null
    ? null
    : { at, how: delivery.state === 'delivered' ? 'proof' : 'deemed', by: delivery.id };
};

/** The forms that no delivery has served yet. */
export const unservedForms = (
  deliveries: readonly Progress[],
  rules: ServiceRules,
  zone: Zone,
): readonly (readonly LegalChannel[])[] =>
  formsOf(rules).filter(form =>
    deliveries.every(delivery => !form.includes(delivery.channel) || serving(delivery, rules, zone) === null),
  );

/**
 * In each form the earliest event that serves decides, and the last of the forms the moment; proof on any channel makes
 * it proven.
 */
export const serviceOf = (deliveries: readonly Progress[], rules: ServiceRules, zone: Zone): Service => {
  const unserved = unservedForms(deliveries, rules, zone);
  if (unserved.length > 0) {
    const mayServe = unserved.every(form =>
      deliveries.some(({ channel, state }) => form.includes(channel) && UNDER_WAY.includes(state)),
    );
    return { state: mayServe ? 'pending' : 'failed' };
  }
  const served = deliveries.flatMap(delivery => {
    const by = serving(delivery, rules, zone);
    return by === null ? [] : [{ ...by, channel: delivery.channel }];
  });
  const firsts = formsOf(rules).flatMap(form => {
    const [first, ...rest] = served.filter(({ channel }) => form.includes(channel));
    return first === undefined ? [] : [rest.reduce((a, b) => (b.at < a.at ? b : a), first)];
  });
  const [one, ...more] = firsts;
  if (one === undefined) return { state: 'failed' };
  const last = more.reduce((a, b) => (b.at > a.at ? b : a), one);
  const proof = served.find(({ how }) => how === 'proof');
  return {
    state: 'served',
    at: last.at,
    how: proof === undefined ? 'deemed' : 'proof',
    by: proof?.by ?? last.by,
  };
};

/** `attempted`: somebody came and met nobody; it is on its way as before. */
export type ReceiptOutcome = 'sent' | 'posted' | 'attempted' | 'delivered' | 'failed' | 'returned';

/** How final a state is. A receipt only ever climbs; a return alone may undo a delivery. */
const RANK: Readonly<Record<DeliveryState, number>> = {
  planned: 0,
  sending: 1,
  unknown: 2,
  accepted: 3,
  posted: 4,
  failed: 5,
  delivered: 6,
  returned: 7,
  superseded: 8,
};
const CLAIMS: Readonly<Record<ReceiptOutcome, DeliveryState>> = {
  sent: 'accepted',
  posted: 'posted',
  attempted: 'posted',
  delivered: 'delivered',
  failed: 'failed',
  returned: 'returned',
};

/** The state after a receipt, which may be late, repeated or out of order. The same state: nothing to do. */
export const climb = (state: DeliveryState, receipt: ReceiptOutcome): DeliveryState =>
  RANK[CLAIMS[receipt]] > RANK[state] ? CLAIMS[receipt] : state;

/** No receipt can still make it better: what the carrier said is final, or it was never sent. */
export const isFinal = (state: DeliveryState): boolean => RANK[state] >= RANK.failed;
