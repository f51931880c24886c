import { judgeHold } from '../domain/debt/acts.js';
import type { HoldEffect, HoldEnd, HoldReason } from '../domain/debt/hold.js';
import { accept } from '../domain/outcome.js';
import type { ActInCase, CaseCommand, HoldChanged } from './ports/act-in-case.js';

/** Holds a case until a day or until something happens; from now on no step is taken in it. */
export const placeHold =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (
    command: CaseCommand & {
      readonly reason: HoldReason;
      readonly until: HoldEnd;
      readonly effect: HoldEffect;
      readonly note: string;
    },
  ) =>
    actInCase<HoldChanged>('hold', command, ({ state, now }, id) => {
      const { reason, effect, by } = command;
      const until = judgeHold(state, command.until, now);
      if (!until.ok) return until;
      return accept({
        events: [
          { type: 'held', id, at: now, hold: { id, reason, by, until: until.value, effect } },
        ] as const,
        note: command.note,
        details: { hold: id, reason, effect, until: until.value },
        value: { hold: id, reason, until: until.value },
      });
    });
