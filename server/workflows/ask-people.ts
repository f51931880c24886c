import type { AskPeople } from './ports/case-steps.js';
import { caseTaskSubject } from './ports/outbox.js';

/** See `AskPeople`. */
export const askPeople = (): AskPeople => async (tx, id, tasks, at) => {
  const told: string[] = [];
  for (const { reason, details } of tasks)
    if (await tx.caseActs.ask(id, reason, details, at)) told.push(caseTaskSubject(id, reason));
  if (told.length > 0) await tx.outbox.put(told.map(subject => ({ kind: 'ticket', subject, dueAt: at })));
  return told.length;
};
