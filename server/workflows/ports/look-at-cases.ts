import type { CasePlace } from '../../domain/debt/case-facts.js';
import type { Decision } from '../../domain/debt/decision.js';
import type { CaseEvent } from '../../domain/debt/event.js';
import type { DebtPolicy } from '../../domain/debt/policy.js';
import type { CaseFacts } from '../../domain/debt/question.js';
import type { DebtCase } from '../../domain/debt/replay.js';
import type { DebtCaseId } from '../../domain/ids.js';
import type { Policy } from '../../domain/policy.js';
import type { Law } from '../../domain/rules/rulebook.js';
import type { Instant } from '../../domain/time.js';
import type { CaseDelivery, CaseRow, DebtCases } from './debt.js';
import type { Tx } from './store.js';

/** A case as it stands now, with all that its next step rests on. */
export interface CaseLook {
  readonly row: CaseRow;
  readonly place: CasePlace;
  readonly state: DebtCase;
  /** What the deliveries and the directory say has happened, and the ledger does not have yet. */
  readonly fresh: readonly CaseEvent[];
  readonly facts: CaseFacts;
  /** Null: no rulebook says what it is. */
  readonly law: Law | null;
  readonly policy: DebtPolicy;
  readonly quietHours: Policy['quietHours'];
  readonly decision: Decision;
  readonly deliveries: readonly CaseDelivery[];
  readonly now: Instant;
}
/** What a look reads: a transaction, which locks, or a card's reads, which do not. */
export interface LookedAt {
  readonly debtCases: Pick<DebtCases, 'lock' | 'events' | 'places' | 'deliveries'>;
  readonly settings: Pick<Tx['settings'], 'current'>;
  readonly weather: Pick<Tx['weather'], 'about'>;
}
/** Locks these cases, in a transaction, and looks at them; one that is not there is left out. */
export type LookAtCases = (tx: LookedAt, ids: readonly DebtCaseId[]) => Promise<readonly CaseLook[]>;
