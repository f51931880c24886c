import { type AffectedGroup, CUSTOMER_CLASSES, type CustomerGroup } from '../account.js';
import { answer, resolveAsked } from '../rules/answer.js';
import type { Asked } from '../rules/asked.js';
import { combine, type Judgement, type Verdict } from '../rules/assess.js';
import { factsAsked } from '../rules/facts-asked.js';
import { versionsFor, type Resolution } from '../rules/resolve.js';
import type { Rulebook } from '../rules/rulebook.js';
import { civilDateIn, type Instant, type Zone } from '../time.js';
import { compensated } from './owed.js';
import { isExtension, startOf, type Outage, type Revision } from './outage.js';
import { scenarioOf, type PinnedRules } from './plan-notices.js';

export interface Judged {
  readonly verdict: Verdict;
  /** Where the rules are known; a campaign keeps them for good. */
  readonly pinned: readonly PinnedRules[];
}

/** Every group that law may tell apart: somebody may come to belong to another while a campaign is being planned. */
const GROUPS: readonly CustomerGroup[] = CUSTOMER_CLASSES.flatMap(customerClass =>
  [false, true].map(lifeSupport => ({ customerClass, lifeSupport })),
);
/** Whoever there is at a place: for questions that name nobody. */
export const everyGroupAt = (place: Pick<AffectedGroup, 'jurisdiction' | 'zone'>): readonly AffectedGroup[] =>
  GROUPS.map(group => ({ ...place, ...group }));

const sameGroup = (a: CustomerGroup, b: CustomerGroup): boolean =>
  a.customerClass === b.customerClass && a.lifeSupport === b.lifeSupport;

/** The law of one place for the groups that it does not tell apart. */
interface GroupLaw {
  readonly asked: Asked;
  readonly resolution: Resolution;
  readonly groups: CustomerGroup[];
}

/** What a law depends on: the layers that apply to a group, and those of its facts that a rule asks for. */
const lawKey = (resolution: Resolution): string => {
  if (!resolution.known) return resolution.missing.message;
  const { rules } = resolution;
  const asked = factsAsked([rules.rules, rules.calendar.rule]);
  return JSON.stringify([rules.rulebooks, Object.entries(rules.facts).filter(([fact]) => asked.has(fact))]);
};

const lawsOf = (
  asking: Omit<Asked, 'customerClass' | 'facts'>,
  rulebooks: readonly Rulebook[],
): readonly GroupLaw[] => {
  const laws = new Map<string, GroupLaw>();
  for (const group of GROUPS) {
    const asked: Asked = { ...asking, customerClass: group.customerClass, facts: { ...group } };
    const resolution = resolveAsked(asked, rulebooks);
    const key = lawKey(resolution);
    const known = laws.get(key);
    if (known === undefined) laws.set(key, { asked, resolution, groups: [group] });
    else known.groups.push(group);
  }
  return [...laws.values()];
};

const groupName = ({ customerClass, lifeSupport }: CustomerGroup): string =>
  lifeSupport ? `${customerClass}.lifeSupport` : customerClass;

/**
 * The law that counts is that of the day of the interruption, not of the day it is announced. An interruption that has
 * begun lasts: if nothing was in force yet on its first day, it falls under what is in force on it today.
 */
const daysOfLaw = (zone: Zone, start: Instant | null, now: Instant): Asked['days'] => {
  const today = civilDateIn(zone, now);
  if (start === null) return [today];
  const first = civilDateIn(zone, start);
  return start < now && first !== today ? [first, today] : [first];
};

const placesOf = (groups: readonly AffectedGroup[]): readonly (readonly AffectedGroup[])[] => {
  const places = new Map<string, AffectedGroup[]>();
  for (const group of groups) {
    const key = `${group.jurisdiction}/${group.zone}`;
    places.set(key, [...(places.get(key) ?? []), group]);
  }
  return [...places.values()];
};

/**
 * What the law says of a revision, asked once in every jurisdiction and zone for all customers whom it does not tell
 * apart there. Only those who are affected count for the verdict; the others' law is pinned for whoever joins them.
 */
export const judgeRevision = (
  outage: Pick<Outage, 'kind'>,
  revision: Revision,
  former: Revision | null,
  affected: readonly (AffectedGroup & { readonly servicePoints?: number })[],
  rulebooks: readonly Rulebook[],
  now: Instant,
): Judged => {
  const newDate =
    (revision.kind === 'announce' || revision.kind === 'change') && !isExtension(revision, former, now);
  const start = startOf(outage, revision, former, now);
  const homes = affected.every(({ servicePoints }) => servicePoints !== undefined)
    ? affected.reduce((sum, { servicePoints = 0 }) => sum + servicePoints, 0)
    : null;
  const pinned: PinnedRules[] = [];
  const judgements: Judgement[] = [];
  for (const place of placesOf(affected)) {
    const [first] = place;
    if (first === undefined) continue;
    const { jurisdiction, zone } = first;
    const laws = lawsOf(
      {
        ...{ jurisdiction, zone, scenario: scenarioOf(outage), start, newDate, now },
        days: daysOfLaw(zone, start, now),
        versions: versionsFor(rulebooks, jurisdiction),
      },
      rulebooks,
    );
    for (const { asked, resolution, groups } of laws) {
      const whom = groups.filter(group => place.some(each => sameGroup(each, group)));
      const judgement = { ...answer(asked, resolution), whom };
      if (whom.length > 0) judgements.push(judgement);
      const lawGroup = laws.length === 1 ? '' : groups.map(groupName).join('+');
      if (!resolution.known) continue;
      const { rules } = resolution;
      pinned.push({
        ...{ rules, judgement, groups, lawGroup },
        compensation: compensated(rules, zone, revision, homes),
      });
    }
  }
  return { verdict: combine(judgements), pinned };
};

/** The last revision that was launched before the `n`th: what people know. */
export const lastLaunched = <R extends { readonly n: number; readonly launchedAt: Instant | null }>(
  revisions: readonly R[],
  n: number,
): R | null => revisions.filter(revision => revision.n < n && revision.launchedAt !== null).at(-1) ?? null;

/** The law of a group at a place, as it was pinned; null: it is not known. */
export const pinnedFor =
  (pinned: readonly PinnedRules[]) =>
  (group: AffectedGroup): PinnedRules | null =>
    pinned.find(
      ({ judgement, groups }) =>
        judgement.jurisdiction === group.jurisdiction &&
        judgement.zone === group.zone &&
        groups.some(each => sameGroup(each, group)),
    ) ?? null;

/** The law that a notice was planned under. */
export const pinnedBy = (
  pinned: readonly PinnedRules[],
  notice: { readonly jurisdiction: string; readonly zone: Zone; readonly lawGroup: string },
): PinnedRules | null =>
  pinned.find(
    ({ judgement, lawGroup }) =>
      judgement.jurisdiction === notice.jurisdiction &&
      judgement.zone === notice.zone &&
      lawGroup === notice.lawGroup,
  ) ?? null;
