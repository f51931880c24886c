import type { AskedTask } from './ports/case-acts.js';
import type { AskPeople, SparePeople } from './ports/case-steps.js';
import { caseTaskSubject } from './ports/outbox.js';
import type { Tx } from './ports/store.js';
import type { Instant } from '../domain/time.js';

const tell = async (
  tx: Tx,
  told: readonly Pick<AskedTask, 'case' | 'reason'>[],
  at: Instant,
): Promise<number> => {
  await tx.outbox.put(
    told.map(({ case: id, reason }) => ({ kind: 'ticket', subject: caseTaskSubject(id, reason), dueAt: at })),
  );
  return told.length;
};

/** See `AskPeople`. */
export const askPeople = (): AskPeople => async (tx, tasks, at) =>
  tell(tx, await tx.caseActs.ask(tasks, at), at);

/** See `SparePeople`. */
export const sparePeople = (): SparePeople => async (tx, moot, at) =>
  tell(tx, await tx.caseActs.settle(moot, at), at);
