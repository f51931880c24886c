import type { Money } from '../money.js';
import type { Law } from '../rules/rulebook.js';
import type { CivilDate } from '../time.js';
import type { Decision } from './decision.js';
import type { HoldReason } from './hold.js';
import { kindOf } from './kinds.js';
import { dateTold, type Rung } from './question.js';
import type { DebtCase } from './replay.js';

/** How far a case has come, in the order in which it goes. */
export const RUNGS = [
  'grace',
  'initial_notice',
  'final_notice',
  'disconnection_letter',
  'approval',
  'workOrder',
  'disconnected',
  'closed',
] as const;
export type RungName = (typeof RUNGS)[number];

/** What the last look at a case came to, for lists; the case itself is its events. */
export interface Standing {
  readonly rung: RungName;
  readonly overdue: Money;
  readonly next: Decision['kind'];
  /** What is waited for, given, or forbidden. */
  readonly about: string | null;
  /** The day on which it goes on by itself; null: when something happens. */
  readonly until: CivilDate | null;
  readonly holds: readonly HoldReason[];
  /** Why it stands, where something is in the way: codes of obstacles, or what nobody has said. */
  readonly obstacles: readonly string[];
  /** Given, and neither proved nor back. */
  readonly unproven: number;
  /** Came back, and was not given again. */
  readonly returned: number;
  /** The first day on which supply may end, as the customer was told. */
  readonly firstDay: CivilDate | null;
}

const rungOfCase = (state: DebtCase, decision: Decision, law: Law | null): RungName => {
  if (state.closedAt !== null || decision.kind === 'close') return 'closed';
  if (state.offSince !== null) return 'disconnected';
  if (state.order !== null || decision.kind === 'askToDisconnect') return 'workOrder';
  if (decision.kind === 'askForApproval' || state.approvals.length > 0) return 'approval';
  const last = state.deliveries.at(-1);
  if (last === undefined || law === null) return 'grace';
  const kind = kindOf(law, last.notice);
  return kind === 'initial_notice' || kind === 'disconnection_letter' ? kind : 'final_notice';
};

const aboutOf = (decision: Decision): string | null => {
  switch (decision.kind) {
    case 'wait':
      return decision.for;
    case 'give':
      return decision.notice;
    case 'askForApproval':
    case 'barred':
      return decision.act;
    case 'askToDisconnect':
      return decision.warrant.act;
    case 'reconnect':
    case 'close':
      return decision.why;
    case 'hold':
    case 'recall':
    case 'undetermined':
      return null;
  }
};

const untilOf = (decision: Decision): CivilDate | null => {
  if (decision.kind === 'wait') return decision.until;
  if (decision.kind === 'askForApproval') return decision.first;
  if (decision.kind !== 'hold') return null;
  const days = decision.holds.flatMap(({ until }) => ('day' in until ? [until.day] : []));
  return days.length < decision.holds.length ? null : (days.sort().at(-1) ?? null);
};

const obstaclesOf = (decision: Decision): readonly string[] => {
  if (decision.kind === 'undetermined') return decision.missing;
  const found =
    decision.kind === 'barred' ? decision.obstacles : decision.kind === 'recall' ? decision.why : [];
  return found.map(({ code }) => code);
};

/**
 * `law` null: no rulebook says what the law of the place is, and the decision names that. `lacking`: what the texts of a
 * notice to be given do not say, so that it was not.
 */
export const standingOf = (
  state: DebtCase,
  { position }: Rung,
  decision: Decision,
  law: Law | null,
  lacking: readonly string[] = [],
): Standing => {
  const given = new Map(
    state.deliveries.map(delivery => [`${delivery.notice} ${delivery.channel}`, delivery]),
  );
  const last = [...given.values()];
  return {
    rung: rungOfCase(state, decision, law),
    overdue: position.overdue,
    next: decision.kind,
    about: aboutOf(decision),
    until: untilOf(decision),
    holds: decision.kind === 'hold' ? [...new Set(decision.holds.map(({ reason }) => reason))] : [],
    obstacles: [...obstaclesOf(decision), ...lacking],
    unproven: last.filter(({ delivered, returnedAt }) => delivered === null && returnedAt === null).length,
    returned: last.filter(({ returnedAt }) => returnedAt !== null).length,
    firstDay: dateTold(state),
  };
};
