import type { RevisionKind } from './outage.js';
import { isApproved } from './approval.js';

type ApprovalKind = 'size' | 'late';

/** Where a campaign stands, as one word; see the contract for what each says. */
export type Stage = 'draft' | 'rehearsed' | 'waiting' | 'approved' | 'sending' | 'paused' | 'missed' | 'done';

interface Rehearsed {
  readonly by: string;
  readonly fingerprint: string;
  readonly summary: { readonly accounts: number; readonly late: number };
}
export interface Prepared {
  readonly kind: RevisionKind;
  readonly createdBy: string;
  readonly rehearsal: Rehearsed | null;
  readonly approvals: readonly {
    readonly kind: ApprovalKind;
    readonly by: string;
    readonly fingerprint: string;
  }[];
}

/**
 * What a second person has to answer for before this goes: its size, except in an emergency, and that it is late. What
 * was answered for already is left out. Nothing before it was rehearsed.
 */
export const approvalsNeeded = (
  revision: Prepared,
  given: { readonly emergency: boolean; readonly unlawful: boolean; readonly above: number },
): readonly ApprovalKind[] => {
  const { rehearsal } = revision;
  if (rehearsal === null) return [];
  const { accounts, late } = rehearsal.summary;
  const kinds: readonly (readonly [ApprovalKind, boolean])[] = [
    ['size', !given.emergency && accounts > given.above],
    ['late', given.unlawful || late > 0],
  ];
  return kinds.flatMap(([kind, needed]) => (needed && !isApproved(revision, kind) ? [kind] : []));
};

/** Of a revision that has not been launched. */
export const stageBefore = (revision: Prepared, needed: readonly ApprovalKind[]): Stage => {
  if (revision.rehearsal === null) return 'draft';
  if (needed.length > 0) return 'waiting';
  return revision.approvals.some(({ kind }) => isApproved(revision, kind)) ? 'approved' : 'rehearsed';
};

/** Of one that has: green only if everybody was served. */
export const stageAfter = (sent: {
  readonly paused: boolean;
  readonly expanded: boolean;
  readonly underWay: number;
  readonly notReached: number;
}): Stage => {
  if (sent.paused) return 'paused';
  if (!sent.expanded || sent.underWay > 0) return 'sending';
  return sent.notReached > 0 ? 'missed' : 'done';
};
