import type { DeliveryId } from '../ids.js';
import type { Delivery } from '../notice/notice.js';
import type { LegalChannel, Proof } from '../rules/rulebook.js';
import { civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';
import type { Step } from './decision.js';
import type { CaseEvent } from './event.js';
import type { DebtNoticeFacts } from './notice.js';

/** A delivery of a notice of a debt, as far as the case must know it. */
export interface DebtProgress extends Pick<
  Delivery,
  'channel' | 'state' | 'stateAt' | 'acceptedAt' | 'postedAt' | 'deliveredAt'
> {
  readonly id: DeliveryId;
  /** As the rulebook calls the notice. */
  readonly step: string;
  readonly form: LegalChannel;
  readonly proof: Proof | null;
  /** When somebody came with it and met nobody. */
  readonly attempts: readonly Instant[];
  readonly facts: Pick<DebtNoticeFacts, 'kind' | 'owed' | 'earliestCut'>;
}

/** A letter has left when the post has it, a message when its carrier has. */
const leftAt = ({ channel, acceptedAt, postedAt, deliveredAt }: DebtProgress) =>
  channel === 'letter' ? (postedAt ?? deliveredAt) : (acceptedAt ?? deliveredAt);

/**
 * What a delivery means for its case. The same delivery says the same again, under the same keys; what never left is
 * nothing that happened.
 */
export const eventsOfDelivery = (delivery: DebtProgress): readonly CaseEvent[] => {
  const { id, step, form, proof, facts, state, stateAt, deliveredAt, attempts } = delivery;
  const at = leftAt(delivery);
  if (at === null) return [];
  return [
    {
      type: 'sent',
      id,
      at,
      notice: step,
      delivery: id,
      channel: form,
      claimed: facts.owed,
      dateShown: facts.earliestCut,
    },
    ...attempts.map(
      moment => ({ type: 'attempted', id: `${id} ${moment}`, at: moment, delivery: id }) as const,
    ),
    ...(deliveredAt === null
      ? []
      : [{ type: 'delivered', id, at: deliveredAt, delivery: id, proof: proof ?? 'delivered' } as const]),
    ...(state === 'failed' || state === 'returned'
      ? [{ type: 'returned', id, at: stateAt, delivery: id } as const]
      : []),
  ];
};

/** Still on its way to having left: nothing is planned beside it. */
export const isUnderWay = (delivery: DebtProgress): boolean =>
  leftAt(delivery) === null && ['planned', 'sending', 'unknown', 'accepted'].includes(delivery.state);

/** A notice that failed this often before it had left is given by a person. */
const TRIES = 3;

/**
 * The forms of a step that are to be given now: not those that are on their way already, nor those that failed today; what
 * has failed too often is a person's to do.
 */
export const formsToGive = (
  { notice, forms }: Pick<Extract<Step, { readonly kind: 'give' }>, 'notice' | 'forms'>,
  deliveries: readonly DebtProgress[],
  today: CivilDate,
  zone: Zone,
): {
  readonly now: readonly (readonly LegalChannel[])[];
  readonly byHand: readonly (readonly LegalChannel[])[];
} => {
  const open = forms.map(oneOf => ({
    oneOf,
    own: deliveries.filter(({ step, form }) => step === notice && oneOf.includes(form)),
  }));
  const failures = (own: readonly DebtProgress[]) =>
    own.filter(each => leftAt(each) === null && each.state === 'failed');
  const isSpent = (own: readonly DebtProgress[]): boolean => failures(own).length >= TRIES;
  return {
    byHand: open.flatMap(({ oneOf, own }) => (isSpent(own) ? [oneOf] : [])),
    now: open.flatMap(({ oneOf, own }) =>
      isSpent(own) ||
      own.some(isUnderWay) ||
      failures(own).some(({ stateAt }) => civilDateIn(zone, stateAt) === today)
        ? []
        : [oneOf],
    ),
  };
};
