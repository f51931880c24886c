import type { DebtCaseId, DeliveryId } from '../ids.js';
import type { NoticeFacts } from '../notice/notice.js';
import { civilDateIn, type Instant, type Zone } from '../time.js';
import type { CaseEvent } from './event.js';
import { isOfDebt, type DebtNoticeFacts } from './notice.js';
import { holdsInForce, replay, type DebtCase } from './replay.js';
import { positionOn } from './statement.js';

/** Why a notice that was planned must not leave any more. */
export const WITHDRAWALS = ['debt.ended', 'debt.paid', 'debt.held', 'debt.changed'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

const CLAIMING: readonly string[] = ['initial_notice', 'final_notice', 'disconnection_letter', 'plan_offer'];

/**
 * Asked just before a notice leaves: whether what it claims is still owed, to the cent, and nothing holds the case. Null:
 * it may leave. News of a payment, a plan or the return of supply claims nothing.
 */
export const whyWithdraw = (
  state: DebtCase,
  { kind, owed }: Pick<DebtNoticeFacts, 'kind' | 'owed'>,
  now: Instant,
): Withdrawal | null => {
  if (!CLAIMING.includes(kind)) return null;
  if (state.ended?.why === 'moved') return 'debt.ended';
  const { overdue } = positionOn(state.entries, state.currency, civilDateIn(state.zone, now));
  if (overdue.minor === 0) return 'debt.paid';
  if (holdsInForce(state, now).length > 0) return 'debt.held';
  return overdue.minor === owed.minor && overdue.currency === owed.currency ? null : 'debt.changed';
};

/** A delivery about to leave; of an outage it is never withdrawn here. */
export interface AboutToLeave<Id = DeliveryId> {
  readonly id: Id;
  readonly debtCase: DebtCaseId | null;
  readonly zone: Zone;
  readonly facts: NoticeFacts;
}

/** Those of a batch that must not leave, by what has happened in their cases until now. */
export const withdrawals = <Id>(
  deliveries: readonly AboutToLeave<Id>[],
  events: ReadonlyMap<DebtCaseId, readonly CaseEvent[]>,
  now: Instant,
): readonly { readonly id: Id; readonly reason: Withdrawal; readonly debtCase: DebtCaseId }[] =>
  deliveries.flatMap(({ id, debtCase, zone, facts }) => {
    if (debtCase === null || !isOfDebt(facts)) return [];
    const reason = whyWithdraw(replay(events.get(debtCase) ?? [], zone, facts.owed.currency), facts, now);
    return reason === null ? [] : [{ id, reason, debtCase }];
  });
