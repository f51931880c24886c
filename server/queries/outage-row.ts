import type { OutageRow } from '../../ui-extensions/contract/operations.js';
import { approvalsNeeded, stageAfter, stageBefore } from '../domain/outage/stage.js';
import type { Policy } from '../domain/policy.js';
import type { Texts } from '../workflows/ports.js';
import type { StandingRow } from '../workflows/ports/operations-reads.js';
import type { StoredOutage } from '../workflows/ports/outages.js';

/** An outage as a line of a table; the standing is of its newest campaign. */
export const outageRow = (
  texts: Texts,
  { approvalAbove }: Policy,
  { id, ref, kind, status, revisions }: StoredOutage,
  standing: StandingRow | undefined,
): OutageRow => {
  const newest = revisions.at(-1);
  const needed =
    newest === undefined
      ? []
      : approvalsNeeded(newest, { emergency: kind === 'emergency', unlawful: false, above: approvalAbove });
  const isSent = newest?.launchedAt !== null && standing !== undefined;
  return {
    id,
    ref,
    kind,
    status,
    stage: isSent ? stageAfter(standing) : newest === undefined ? 'draft' : stageBefore(newest, needed),
    feeders: [...(newest?.feeders ?? [])],
    reason: {
      en: newest === undefined ? '' : texts.reason(newest.reason, 'en'),
      ru: newest === undefined ? '' : texts.reason(newest.reason, 'ru'),
    },
    from: newest?.since ?? newest?.windows[0]?.from ?? null,
    to: newest?.etr?.at ?? newest?.windows.at(-1)?.to ?? null,
    customers: standing?.customers ?? newest?.rehearsal?.summary.accounts ?? 0,
    reached: standing?.reached ?? 0,
    underWay: standing?.underWay ?? 0,
    notReached: standing?.notReached ?? 0,
    deadline: standing?.deadline ?? null,
  };
};
