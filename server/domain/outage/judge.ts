import {
  assess,
  combine,
  informAtOnce,
  undetermined,
  type Judgement,
  type Verdict,
} from '../rules/assess.js';
import { resolveRules } from '../rules/resolve.js';
import type { Rulebook } from '../rules/rulebook.js';
import { civilDateIn, type Instant, type Zone } from '../time.js';
import { isExtension, startOf, type Outage, type Revision } from './outage.js';
import { scenarioOf, type PinnedRules } from './plan-notices.js';

export interface Judged {
  readonly verdict: Verdict;
  /** Where the rules are known; a campaign keeps them for good. */
  readonly pinned: readonly PinnedRules[];
}

/** What the law says of a revision in every jurisdiction and zone it touches. */
export const judgeRevision = (
  outage: Pick<Outage, 'kind'>,
  revision: Revision,
  former: Revision | null,
  places: readonly { readonly jurisdiction: string; readonly zone: Zone }[],
  rulebooks: readonly Rulebook[],
  now: Instant,
): Judged => {
  const newDate =
    (revision.kind === 'announce' || revision.kind === 'change') && !isExtension(revision, former, now);
  const start = startOf(outage, revision, former, now);
  const pinned: PinnedRules[] = [];
  const judgements = places.map(({ jurisdiction, zone }): Judgement => {
    const resolved = resolveRules(
      rulebooks,
      jurisdiction,
      scenarioOf(outage),
      // The law that counts is that of the day of the interruption, not of the day it is announced.
      civilDateIn(zone, start ?? now),
    );
    if (!resolved.known) return undetermined(jurisdiction, zone, resolved.missing);
    const { rules } = resolved;
    const judgement =
      newDate && start !== null ? assess({ rules, zone, start, now }) : informAtOnce(rules, zone);
    pinned.push({ rules, judgement });
    return judgement;
  });
  return { verdict: combine(judgements), pinned };
};

/** The last revision that was launched before the `n`th: what people know. */
export const lastLaunched = <R extends { readonly n: number; readonly launchedAt: Instant | null }>(
  revisions: readonly R[],
  n: number,
): R | null => revisions.filter(revision => revision.n < n && revision.launchedAt !== null).at(-1) ?? null;

export const pinnedFor =
  (pinned: readonly PinnedRules[]) =>
  (jurisdiction: string, zone: Zone): PinnedRules | null =>
    pinned.find(({ judgement }) => judgement.jurisdiction === jurisdiction && judgement.zone === zone) ??
    null;
