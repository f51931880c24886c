import { NO_CASE } from '../domain/debt/acts.js';
import { checkCase, type Finding } from '../domain/debt/check.js';
import { rungOf } from '../domain/debt/question.js';
import type { Delivery } from '../domain/debt/replay.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { CaseIdentity } from './ports/act-in-case.js';
import type { LookAtCases } from './ports/look-at-cases.js';
import type { Deps } from './ports/work.js';

export interface Checked extends CaseIdentity, Finding {
  /** Nothing but approvals is in the way, and now is the time for them. */
  readonly approvable: boolean;
  readonly deliveries: readonly Delivery[];
}

/** The warrant of the first possible day with its proofs, or every obstacle. Nothing is written. */
export const checkDisconnection =
  ({ store, look }: Pick<Deps, 'store'> & { readonly look: LookAtCases }) =>
  (named: string): Promise<Outcome<Checked>> =>
    store.transact(async tx => {
      const id = await tx.caseActs.find(named);
      const [seen] = id === null ? [] : await look(tx, [id]);
      if (seen === undefined) return refuse(NO_CASE);
      const { row, state, law, decision } = seen;
      if (law === null) {
        const missing = decision.kind === 'undetermined' ? decision.missing.join(' ') : '';
        return refuse({
          code: 'law.unknown',
          message: `The law of this place is not known. ${missing}`.trim(),
          lawful: 'Correct the jurisdiction of the service point, or add its rulebook.',
          because: [],
        });
      }
      const found = checkCase({ ...seen, law, ...rungOf(state, seen.now) });
      return accept({
        ...found,
        case: row.id,
        ref: row.ref,
        approvable: decision.kind === 'askForApproval',
        deliveries: state.deliveries,
      });
    });
