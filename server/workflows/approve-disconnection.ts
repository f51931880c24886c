import { checkCase, judgeApproval, type Approval } from '../domain/debt/check.js';
import { rungOf } from '../domain/debt/question.js';
import { accept, refuse } from '../domain/outcome.js';
import type { ActInCase, CaseCommand } from './ports/act-in-case.js';

/**
 * One person's approval of the next act, of the case as it stands now; a second person's where somebody there depends on
 * supply. Refused with every obstacle where anything else is in the way: an approval overrides nothing.
 */
export const approveDisconnection =
  ({ actInCase }: { readonly actInCase: ActInCase }) =>
  (command: CaseCommand & { readonly reason: string }) =>
    actInCase<Approval>('approve', command, (look, id) => {
      const { state, law, decision, now } = look;
      const { by, reason } = command;
      if (law === null)
        return refuse({
          code: 'law.unknown',
          message: 'The law of this place is not known.',
          lawful: 'Correct the jurisdiction of the service point, or add its rulebook.',
          because: [],
        });
      const judged = judgeApproval(decision, checkCase({ ...look, law, ...rungOf(state, now) }), by);
      if (!judged.ok) return judged;
      return accept({
        events: [{ type: 'approved', id, at: now, by }] as const,
        because: decision.because,
        note: reason,
        details: { act: judged.value.act, on: judged.value.on, n: judged.value.given.length },
        value: judged.value,
      });
    });
