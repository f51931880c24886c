import { judgeReconnected } from '../domain/debt/acts.js';
import { accept } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { ActInCase, CaseCommand } from './ports/act-in-case.js';

type Done = Readonly<Record<string, never>>;

/** The network's word that supply is back, entered by a person. */
export const noteReconnected =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (command: CaseCommand & { readonly at: Instant }) =>
    actInCase<Done>('reconnected', command, ({ state, now }, id) => {
      const { at } = command;
      const judged = judgeReconnected(state, at, now);
      return judged.ok
        ? accept({ events: [{ type: 'reconnected', id, at }] as const, details: { at }, value: {} })
        : judged;
    });
