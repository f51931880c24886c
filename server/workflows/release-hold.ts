import { judgeRelease } from '../domain/debt/acts.js';
import { accept } from '../domain/outcome.js';
import type { ActInCase, CaseCommand, HoldChanged } from './ports/act-in-case.js';

/** Ends a hold before its time; what was approved before must be approved anew. */
export const releaseHold =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (command: CaseCommand & { readonly hold: string; readonly note: string }) =>
    actInCase<HoldChanged>('release', command, ({ state, now }, id) => {
      const found = judgeRelease(state, command.hold, now);
      if (!found.ok) return found;
      const { id: hold, reason } = found.value;
      return accept({
        events: [{ type: 'released', id, at: now, hold, by: command.by }] as const,
        note: command.note,
        details: { hold, reason },
        value: { hold, reason, until: null },
      });
    });
