import type { CaseTask } from '../../domain/debt/task.js';
import type { DebtCaseId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { CaseLook } from './look-at-cases.js';
import type { Tx } from './store.js';

/** Asks people to do something in a case: a ticket for each reason, renewed where there is something new to say. */
export type AskPeople = (tx: Tx, id: DebtCaseId, tasks: readonly CaseTask[], at: Instant) => Promise<number>;

/**
 * Writes down what the network is to be told by this look, to be handed over afterwards: the order of a warrant, its
 * recall, or the return of supply.
 */
export type OrderNetwork = (tx: Tx, look: CaseLook) => Promise<void>;
