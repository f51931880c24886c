import { judgeProof, type GivenByHand } from '../domain/debt/acts.js';
import type { CaseEvent } from '../domain/debt/event.js';
import { dateTold, rungOf } from '../domain/debt/question.js';
import { accept, refuse } from '../domain/outcome.js';
import type { ActInCase, CaseCommand } from './ports/act-in-case.js';
import type { CaseLook } from './ports/look-at-cases.js';
import type { Deps } from './ports/work.js';

export interface ProofKept {
  /** The delivery it proves: one of ours, or the one a person made. */
  readonly delivery: string;
  readonly scan: string | null;
}
type Needs = Pick<Deps, 'ids' | 'blobs'> & { readonly actInCase: ActInCase };

/** A notice that a person gave claims what is overdue, and names the day that was told before. */
const sentBy = (
  { state, now }: CaseLook,
  id: string,
  { step, form, sentAt }: GivenByHand,
): Extract<CaseEvent, { type: 'sent' }> => ({
  type: 'sent',
  id,
  at: sentAt,
  notice: step,
  delivery: id,
  channel: form,
  claimed: rungOf(state, now).position.overdue,
  dateShown: dateTold(state),
});

/**
 * Writes down how a person gave a notice and how it was served, or what proof of one of ours came back on paper. A scan of
 * it is kept by its hash.
 */
export const recordProof =
  ({ actInCase, ids, blobs }: Needs) =>
  async (
    command: CaseCommand & GivenByHand & { readonly note: string; readonly scan: Uint8Array | null },
  ) => {
    const { note, scan, served } = command;
    const sha256 = scan === null ? null : ids.sha256(scan);
    if (scan !== null && sha256 !== null) await blobs.put(sha256, scan);
    return actInCase<ProofKept>('proof', command, (look, id) => {
      if (look.law === null)
        return refuse({
          code: 'law.unknown',
          message: 'The law of this place is not known, so nobody can say what it takes to serve a notice.',
          lawful: 'Correct the jurisdiction of the service point, or add its rulebook.',
          because: [],
        });
      const judged = judgeProof(look.state, look.law, command, look.now);
      if (!judged.ok) return judged;
      const ours = judged.value.delivery;
      const delivery = ours?.id ?? id;
      const events: readonly CaseEvent[] = [
        ...(ours === null ? [sentBy(look, id, command)] : []),
        ...(served === null
          ? []
          : [{ type: 'delivered', id, at: served.at, delivery, proof: served.proof } as const]),
      ];
      const { step, form } = command;
      return accept({
        events,
        note,
        scan: sha256,
        details: { delivery, step, form, proof: served?.proof ?? null, scan: sha256 },
        value: { delivery, scan: sha256 },
      });
    });
  };
