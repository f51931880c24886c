import type { Instant } from '../../domain/time.js';
import type { AskedTask, MootTasks } from './case-acts.js';
import type { CaseLook } from './look-at-cases.js';
import type { Tx } from './store.js';

/** Asks people to do something in cases: a ticket for each reason, renewed where there is something new to say. */
export type AskPeople = (tx: Tx, tasks: readonly AskedTask[], at: Instant) => Promise<number>;

/** Ends what people were asked and need not do any more: its ticket is done. */
export type SparePeople = (tx: Tx, moot: readonly MootTasks[], at: Instant) => Promise<number>;

/**
 * Writes down what the network is to be told by this look, to be handed over afterwards: the order of a warrant, its
 * recall, or the return of supply.
 */
export type OrderNetwork = (tx: Tx, look: CaseLook) => Promise<void>;
