import type { DebtNoticeFacts } from './notice.js';
import type { Decision } from './decision.js';
import { reconnectBy } from './network-order.js';
import type { DebtToSay } from './say-debt.js';
import type { Ladder } from './steps.js';
import { dateTold, type Rung } from './question.js';
import { holdsInForce, type DebtCase } from './replay.js';
import type { CivilDate, Instant } from '../time.js';

/** A claim as a delivery told it; null of `leftAt`: it has not left. */
export interface Claim {
  readonly facts: Pick<DebtNoticeFacts, 'payBy'>;
  readonly leftAt: Instant | null;
}

/** The last day to pay that the newest notice that left has told; null: none has told any. */
export const payByTold = (claims: readonly Claim[]): CivilDate | null =>
  claims
    .filter(({ leftAt }) => leftAt !== null)
    .sort((a, b) => ((a.leftAt ?? '') < (b.leftAt ?? '') ? -1 : 1))
    .at(-1)?.facts.payBy ?? null;

/** What of a case may be said to its customer. */
export const toSayOfCase = (
  {
    account,
    state,
    decision,
    ladder,
    payBy,
  }: {
    readonly account: string;
    readonly state: DebtCase;
    readonly decision: Decision;
    /** Null: no law is known. */
    readonly ladder: Ladder | null;
    readonly payBy: CivilDate | null;
  },
  { position, today }: Rung,
  now: Instant,
): DebtToSay => ({
  account,
  zone: state.zone,
  overdue: position.overdue,
  // A day that is over helps nobody.
  payBy: payBy !== null && payBy >= today ? payBy : null,
  firstDay: firstDayAhead(dateTold(state), decision, today),
  holds: holdsInForce(state, now).map(({ reason, until }) => ({
    reason,
    until: 'day' in until ? until.day : null,
  })),
  notServed: (ladder?.steps ?? []).flatMap(({ kind, state: at }) =>
    at === 'waiting' || at === 'returned' || at === 'underWay' ? [kind] : [],
  ),
  barred: decision.kind === 'barred' || decision.kind === 'undetermined' || ladder === null,
  offSince: state.offSince,
  reconnectBy: reconnectBy(decision),
});

/**
 * The day told as the first on which supply may end, as long as it is ahead. Once it has passed, the day that is to be
 * approved; null: none can be said.
 */
const firstDayAhead = (told: CivilDate | null, decision: Decision, today: CivilDate): CivilDate | null =>
  told === null || told >= today ? told : decision.kind === 'askForApproval' ? decision.first : null;
