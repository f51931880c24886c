import type { OutageView } from '../../ui-extensions/contract/outage.js';
import type { OutageId } from '../domain/ids.js';
import { holdersOf } from '../domain/office/roles.js';
import { isOwnWork } from '../domain/outage/approval.js';
import { judgeRevision, lastLaunched } from '../domain/outage/judge.js';
import type { Policy } from '../domain/policy.js';
import type { Verdict } from '../domain/rules/assess.js';
import type { Clock, Texts } from '../workflows/ports.js';
import type { ProgressRow, Reads } from '../workflows/ports/reads.js';
import type { StoredOutage, StoredRevision } from '../workflows/ports/outages.js';
import type { Rulebook } from '../domain/rules/rulebook.js';

export interface OutageViewNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly texts: Texts;
  /** As it applies now. */
  readonly law: () => Promise<readonly Rulebook[]>;
  readonly policy: () => Promise<Policy>;
}

/** What all outages of an answer are seen by: the law, who may be the second person, and from what size on one is needed. */
interface Standards {
  readonly rulebooks: readonly Rulebook[];
  readonly above: number;
  readonly approvers: readonly string[];
}

const standardsNow = async ({ reads, policy, law }: OutageViewNeeds): Promise<Standards> => ({
  rulebooks: await law(),
  above: (await policy()).approvalAbove,
  approvers: holdersOf({ grants: await reads.roles(), named: [] }, 'approver'),
});

/** One outage with every revision, what the law says of the newest one now, and how far its campaigns are. */
export const outageDetail =
  (needs: OutageViewNeeds) =>
  async (id: OutageId): Promise<OutageView | null> => {
    const outage = await needs.reads.outage(id);
    if (outage === null) return null;
    return view(needs, outage, await needs.reads.progress([id]), await standardsNow(needs));
  };

export const outageList =
  (needs: OutageViewNeeds) =>
  async (limit: number): Promise<readonly OutageView[]> => {
    const outages = await needs.reads.outages(limit);
    const progress = await needs.reads.progress(outages.map(outage => outage.id));
    const approval = await standardsNow(needs);
    return Promise.all(
      outages.map(outage =>
        view(
          needs,
          outage,
          progress.filter(row => row.outage === outage.id),
          approval,
        ),
      ),
    );
  };

const view = async (
  needs: OutageViewNeeds,
  outage: StoredOutage,
  progress: readonly ProgressRow[],
  { above, approvers, rulebooks }: Standards,
): Promise<OutageView> => {
  const newest = outage.revisions.at(-1);
  const places = newest === undefined ? [] : await needs.reads.reach(newest.feeders, outage.id, newest.n);
  const live =
    newest === undefined || newest.launchedAt !== null
      ? null
      : judgeRevision(
          outage,
          newest,
          lastLaunched(outage.revisions, newest.n),
          places,
          rulebooks,
          needs.clock.now(),
        ).verdict;
  const { revisions: _, ...rest } = outage;
  return {
    ...rest,
    zone: places[0]?.zone ?? 'UTC',
    reasonText: newest === undefined ? '' : needs.texts.reason(newest.reason, 'en'),
    revisions: outage.revisions.map(revision => toRevisionView(revision, revision === newest ? live : null)),
    progress: progress.map(({ outage: __, ...row }) => ({
      ...row,
      notices: { ...row.notices },
      deliveries: [...row.deliveries],
    })),
    approval: {
      above,
      approvers: approvers.filter(person => newest === undefined || !isOwnWork(newest, person)),
    },
  };
};

type RevisionView = OutageView['revisions'][number];
const copy = <T>(value: unknown): T => structuredClone(value) as T;

const toRevisionView = (revision: StoredRevision, live: Verdict | null): RevisionView => {
  const { alsoAffected: _a, detectedAt: _d, hasNewDate: _h, ...rest } = revision;
  // Readonly data of the domain has the contract's shape; the route parses it before it leaves.
  return copy<RevisionView>({ ...rest, verdict: revision.verdict ?? live });
};
