import type { AskPeople } from './ports/case-steps.js';
import { caseTaskSubject } from './ports/outbox.js';

/** See `AskPeople`. */
export const askPeople = (): AskPeople => async (tx, tasks, at) => {
  const told = await tx.caseActs.ask(tasks, at);
  await tx.outbox.put(
    told.map(({ case: id, reason }) => ({ kind: 'ticket', subject: caseTaskSubject(id, reason), dueAt: at })),
  );
  return told.length;
};
