import { isSamePerson } from '../office/person.js';
import type { Refusal } from '../outcome.js';

/** Who had a hand in a revision: whoever wrote it down last, and whoever rehearsed it last. */
export interface Prepared {
  readonly createdBy: string;
  readonly rehearsal: { readonly by: string; readonly fingerprint: string } | null;
}
interface Given {
  readonly kind: 'size' | 'late';
  readonly by: string;
  readonly fingerprint: string;
}

/** Two people answer for it, so nobody approves what is their own, under whatever spelling of their address. */
export const isOwnWork = ({ createdBy, rehearsal }: Prepared, person: string): boolean =>
  isSamePerson(createdBy, person) || (rehearsal !== null && isSamePerson(rehearsal.by, person));

/** An approval is of what was rehearsed: a rehearsal that comes out differently leaves it void. */
export const isApproved = (
  revision: Prepared & { readonly approvals: readonly Given[] },
  kind: Given['kind'],
): boolean =>
  revision.approvals.some(
    approval =>
      approval.kind === kind &&
      approval.fingerprint === revision.rehearsal?.fingerprint &&
      !isOwnWork(revision, approval.by),
  );

export const SECOND_PERSON: Refusal = {
  code: 'approval.secondPerson',
  message: 'Someone else must approve: you prepared this campaign yourself.',
  lawful: 'Ask an approver.',
  because: [],
};
