import { judgePromise } from '../domain/debt/acts.js';
import { rungOf } from '../domain/debt/question.js';
import { accept } from '../domain/outcome.js';
import type { CivilDate } from '../domain/time.js';
import type { ActInCase, CaseCommand, HoldChanged } from './ports/act-in-case.js';

/**
 * Takes a customer's word to pay so much by a day: the case is held until then. Without a sum it is all that is overdue.
 * Whether it was kept is seen when billing speaks after that day.
 */
export const takePromise =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (
    command: CaseCommand & {
      readonly minor: number | null;
      readonly on: CivilDate;
      readonly note: string | null;
    },
  ) =>
    actInCase<HoldChanged>('promise', command, ({ state, now }, id) => {
      const { by, on, note } = command;
      const minor = command.minor ?? rungOf(state, now).position.overdue.minor;
      const parts = judgePromise(state, { on, minor }, now);
      if (!parts.ok) return parts;
      const until = { day: on };
      return accept({
        events: [
          {
            type: 'held',
            id,
            at: now,
            hold: { id, reason: 'promise', by, until, effect: 'stopsClock', parts: parts.value },
          },
        ] as const,
        note,
        details: { hold: id, minor, on },
        value: { hold: id, reason: 'promise', until },
      });
    });
