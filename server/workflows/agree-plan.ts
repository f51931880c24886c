import { judgePlan } from '../domain/debt/acts.js';
import type { Part } from '../domain/debt/hold.js';
import { accept } from '../domain/outcome.js';
import type { ActInCase, CaseCommand, HoldChanged } from './ports/act-in-case.js';
import type { TellNews } from './ports/tell-news.js';

interface Needs {
  readonly actInCase: ActInCase;
  readonly tellNews: TellNews;
}

/**
 * Agrees that a debt is paid in parts: the case is held until the last of them, and the customer gets the plan in writing.
 * A part that does not come in time breaks the plan.
 */
export const agreePlan =
  ({ actInCase, tellNews }: Needs) =>
  (command: CaseCommand & { readonly parts: readonly Part[]; readonly note: string | null }) =>
    actInCase<HoldChanged>('plan', command, async (look, id, tx) => {
      const { state, now } = look;
      const { by, note } = command;
      const judged = judgePlan(state, command.parts, now);
      if (!judged.ok) return judged;
      const { parts, until } = judged.value;
      const hold = { id, reason: 'plan', by, until, effect: 'stopsClock', parts } as const;
      const after = { ...state, holds: [...state.holds, { ...hold, from: now, endedAt: null }] };
      await tellNews(tx, { ...look, state: after }, { kind: 'plan_confirmed', parts });
      return accept({
        events: [{ type: 'held', id, at: now, hold }] as const,
        note,
        details: { hold: id, parts },
        value: { hold: id, reason: 'plan', until },
      });
    });
