import type {
  Addressee,
  AffectedAccount,
  AffectedGroup,
  CustomerGroup,
  ServicePoint,
  Told,
} from '../account.js';
import type { LetterCalendar, Policy } from '../policy.js';
import type { CampaignId, DeliveryKey, NoticeKey, PartyId, PortalId } from '../ids.js';
import { chooseDeliveries, type Chosen, type TimesOf } from '../notice/choose-deliveries.js';
import type { NoticeDraft, OutageNoticeFacts, OutageNoticeKind } from '../notice/notice.js';
import { citations, type Judgement } from '../rules/assess.js';
import type { ResolvedRules, Scenario } from '../rules/rulebook.js';
import type { Instant } from '../time.js';
import type { Compensated } from './owed.js';
import { isExtension, isOffAlready, type Outage, type Revision } from './outage.js';

/** What was pinned when the campaign was launched, for customers of one jurisdiction and zone. */
export interface PinnedRules {
  readonly rules: ResolvedRules;
  readonly judgement: Judgement;
  /** Those it applies to, whether the outage touches any of them or not. */
  readonly groups: readonly CustomerGroup[];
  /** Their name, where the law of the place tells groups apart; empty where all are treated alike. */
  readonly lawGroup: string;
  /** What is owed to each of them, of a restoration. */
  readonly compensation?: Compensated | null;
}

export interface PlanInput {
  readonly portal: PortalId;
  readonly outage: Outage;
  readonly campaign: CampaignId;
  readonly revision: Revision;
  /** The last revision that was launched before this one. */
  readonly former: Revision | null;
  /** Other accounts hit, for the text; null when it is not told. */
  readonly affectedAccounts: number | null;
  readonly policy: Policy;
  readonly letters: LetterCalendar;
  readonly languageFor: (preferred: string | null) => string;
  readonly pinned: (group: AffectedGroup) => PinnedRules | null;
  readonly now: Instant;
  /** Shared by all who are planned together (`timesOnce`). */
  readonly times?: TimesOf;
}

/** A notice for each addressee, beside those who share every contact point with an earlier one. */
export type Planned = NoticeDraft & {
  /** Further addressees of the account whom this notice reaches on the same number or address. */
  readonly alsoFor: readonly PartyId[];
  /** No delivery can be served by `serveBy`. */
  readonly late: boolean;
};

export const scenarioOf = (outage: Pick<Outage, 'kind'>): Scenario =>
  outage.kind === 'emergency' ? 'emergency' : 'plannedInterruption';

/** What this person is told by this revision; null: nothing, because they were never told what it takes back or ends. */
export const kindFor = (
  outage: Pick<Outage, 'kind'>,
  revision: Revision,
  former: Revision | null,
  told: boolean,
  now: Instant,
): OutageNoticeKind | null => {
  switch (revision.kind) {
    case 'cancel':
      return told ? 'cancelled' : null;
    case 'restore':
      return told ? 'restored' : null;
    case 'etr':
      return told ? 'etr_update' : 'emergency';
    case 'announce':
      return isOffAlready(outage, revision) ? 'emergency' : 'planned';
    case 'change':
      if (!told) return isOffAlready(outage, revision) ? 'emergency' : 'planned';
      return isOffAlready(outage, revision) || isExtension(revision, former, now) ? 'etr_update' : 'moved';
  }
};

/** Service points by the law they stand under. */
const byLaw = (
  points: readonly ServicePoint[],
  { pinned }: PlanInput,
): ReadonlyMap<PinnedRules, readonly ServicePoint[]> => {
  const groups = new Map<PinnedRules, ServicePoint[]>();
  for (const point of points) {
    const law = pinned(point);
    if (law !== null) groups.set(law, [...(groups.get(law) ?? []), point]);
  }
  return groups;
};

/**
 * The notices of one account: one for each addressee, jurisdiction, zone, law and thing to say. Who was told before is told
 * again on the channels that reached them; a person with nothing but contact points of an earlier addressee of the
 * account is not told the same twice on the same telephone.
 */
export const planNotices = (account: AffectedAccount, input: PlanInput): readonly Planned[] =>
  [...byLaw(account.servicePoints, input)].flatMap(([law, points]) => planGroup(account, points, law, input));

/** A notice so far, and the numbers and addresses it goes to. */
interface Made {
  plan: Planned;
  readonly values: ReadonlySet<string>;
}

const planGroup = (
  account: AffectedAccount,
  group: readonly ServicePoint[],
  pinned: PinnedRules,
  input: PlanInput,
): readonly Planned[] => {
  const made: Made[] = [];
  for (const addressee of account.addressees) {
    const told = account.told.find(t => t.addressee === addressee.party);
    for (const [kind, points] of thingsToSay(addressee, group, told, input)) {
      const chosen = chooseFor(addressee, points, told, kind, pinned, input);
      // Only a notice that says the same of the same places tells these people too.
      const same = made.filter(
        ({ plan }) => plan.kind === kind && points.every(point => plan.servicePoints.includes(point.id)),
      );
      const sharers = chosen.deliveries.map(({ value }) => same.find(({ values }) => values.has(value)));
      const fresh = chosen.deliveries.filter((_, index) => sharers[index] === undefined);
      const [sharer] = sharers;
      if (sharer !== undefined && fresh.length === 0) {
        sharer.plan = { ...sharer.plan, alsoFor: [...sharer.plan.alsoFor, addressee.party] };
        continue;
      }
      made.push({
        plan: draft(account, addressee, points, kind, pinned, { ...chosen, deliveries: fresh }, input),
        values: new Set(fresh.map(({ value }) => value)),
      });
    }
  }
  return made.map(({ plan }) => plan);
};

/** What one person is told of which places: a place that joins is news, one that drops out is a cancellation. */
const thingsToSay = (
  addressee: Addressee,
  group: readonly ServicePoint[],
  told: Told | undefined,
  input: PlanInput,
): ReadonlyMap<OutageNoticeKind, readonly ServicePoint[]> => {
  const things = new Map<OutageNoticeKind, ServicePoint[]>();
  for (const point of pointsFor(addressee, group, told, input)) {
    const kind = noLongerTouched(point, input)
      ? 'cancelled'
      : kindFor(input.outage, input.revision, input.former, wasToldOf(told, point), input.now);
    if (kind !== null) things.set(kind, [...(things.get(kind) ?? []), point]);
  }
  return things;
};

const wasToldOf = (told: Told | undefined, point: ServicePoint): boolean =>
  told?.servicePoints.includes(point.id) === true;

/** The change took its feeder out: for this place it is a cancellation. */
const noLongerTouched = (point: ServicePoint, { revision }: PlanInput): boolean =>
  revision.kind === 'change' && !revision.feeders.includes(point.feeder);

/** A cancellation or restoration speaks of what the person was told of; everything else of what is touched now. */
const pointsFor = (
  addressee: Addressee,
  group: readonly ServicePoint[],
  told: Told | undefined,
  { revision }: PlanInput,
): readonly ServicePoint[] => {
  const closes = revision.kind === 'cancel' || revision.kind === 'restore';
  return group.filter(
    point =>
      addressee.servicePoints.includes(point.id) &&
      (wasToldOf(told, point) || (!closes && revision.feeders.includes(point.feeder))),
  );
};

const chooseFor = (
  addressee: Addressee,
  points: readonly ServicePoint[],
  told: Told | undefined,
  kind: OutageNoticeKind,
  pinned: PinnedRules,
  { policy, letters, outage, now, times }: PlanInput,
): Chosen =>
  chooseDeliveries({
    addressee,
    reached: points.some(point => wasToldOf(told, point)) ? (told?.reached ?? []) : [],
    plan: policy.channels[scenarioOf(outage)],
    policy,
    letters,
    rules: pinned.rules,
    // Only a new date needs its full time again; to take back or to end an outage has no period of its own.
    serveBy: kind === 'planned' || kind === 'moved' ? pinned.judgement.serveBy : null,
    zone: pinned.judgement.zone,
    lifeSupport: points.some(point => point.lifeSupport),
    urgent: outage.kind === 'emergency' || kind === 'emergency' || kind === 'etr_update',
    now,
    times,
  });

const draft = (
  account: AffectedAccount,
  addressee: Addressee,
  points: readonly ServicePoint[],
  kind: OutageNoticeKind,
  { rules, judgement, lawGroup, compensation }: PinnedRules,
  chosen: Chosen,
  input: PlanInput,
): Planned => {
  const { portal, outage, revision } = input;
  const key = [
    portal,
    `outage:${outage.id}`,
    revision.n,
    kind,
    account.id,
    addressee.party,
    judgement.jurisdiction,
    judgement.zone,
    ...(lawGroup === '' ? [] : [lawGroup]),
  ].join('/') as NoticeKey;
  return {
    key,
    outage: outage.id,
    campaign: input.campaign,
    revision: revision.n,
    kind,
    account: account.id,
    addressee: addressee.party,
    role: addressee.role,
    servicePoints: points.map(point => point.id),
    jurisdiction: judgement.jurisdiction,
    zone: judgement.zone,
    lawGroup,
    language: input.languageFor(addressee.language),
    facts: {
      ...factsOf(account, addressee, points, kind, input),
      ...(kind === 'restored' && (compensation?.owed.length ?? 0) > 0
        ? { compensation: compensation?.owed ?? [] }
        : {}),
    },
    lifeSupport: points.some(point => point.lifeSupport),
    serveBy: chosen.serveBy,
    because: citations(rules),
    deliveries: chosen.deliveries.map(({ value: _, ...choice }) => ({
      ...choice,
      key: `${key}/${choice.channel}/${choice.contactPoint}/1` as DeliveryKey,
    })),
    unreachable: chosen.deliveries.length === 0 ? chosen.unreachable : [],
    alsoFor: [],
    late: chosen.late,
  };
};

const factsOf = (
  account: AffectedAccount,
  addressee: Addressee,
  points: readonly ServicePoint[],
  kind: OutageNoticeKind,
  input: PlanInput,
): OutageNoticeFacts => {
  const { outage, revision, former, affectedAccounts } = input;
  const extension = isExtension(revision, former, input.now);
  const [current] = revision.windows;
  const newEnd = current?.to;
  const oldEnd = former?.windows.find(window => window.from === current?.from)?.to;
  return {
    kind,
    ref: outage.ref,
    addresseeName: addressee.name,
    role: addressee.role,
    customerClass: points.every(point => point.customerClass === 'business') ? 'business' : 'residential',
    accountNumber: account.number,
    premises: points.map(point => point.address),
    windows: kind === 'cancelled' ? (former?.windows ?? revision.windows) : revision.windows,
    formerWindows: kind === 'moved' ? (former?.windows ?? []) : [],
    since: revision.since ?? (outage.kind === 'planned' ? (revision.windows[0]?.from ?? null) : null),
    restoredAt: revision.restoredAt,
    etr: extension && newEnd !== undefined ? { at: newEnd, quality: 'crew' } : revision.etr,
    formerEtr: extension && oldEnd !== undefined ? { at: oldEnd, quality: 'crew' } : (former?.etr ?? null),
    nextUpdateBy: revision.nextUpdateBy,
    reason: revision.reason,
    alsoAffected: revision.alsoAffected,
    othersAffected: affectedAccounts === null ? null : Math.max(0, affectedAccounts - 1),
    lifeSupport: points.some(point => point.lifeSupport),
    inArrears: account.inArrears,
    hasNewDate: revision.hasNewDate,
    ...(former === null || former.reason === revision.reason ? {} : { formerReason: former.reason }),
    ...(revision.reopens === undefined ? {} : { again: true }),
  };
};
