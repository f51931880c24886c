import { judgeCarriedOut } from '../domain/debt/acts.js';
import { accept } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { ActInCase, CaseCommand } from './ports/act-in-case.js';

type Done = Readonly<Record<string, never>>;

/** The network's word that something was done, entered by a person; it is a fact, whatever was ordered. */
export const noteCarriedOut =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (command: CaseCommand & { readonly act: string; readonly at: Instant }) =>
    actInCase<Done>('carriedOut', command, ({ state, now }, id) => {
      const { act, at } = command;
      const judged = judgeCarriedOut(state, act, at, now);
      return judged.ok
        ? accept({ events: [{ type: 'acted', id, at, act }] as const, details: { act, at }, value: {} })
        : judged;
    });
