import type { AccountId, CampaignId, PartyId } from '../domain/ids.js';
import type { Channel } from '../domain/contact-point.js';
import { lastHandOver } from '../domain/calendar.js';
import { timesOnce } from '../domain/notice/choose-deliveries.js';
import { forecast, makeBatches } from '../domain/outage/forecast.js';
import { judgeRevision, lastLaunched, pinnedBy, pinnedFor } from '../domain/outage/judge.js';
import { narrowTo, type NarrowedCount } from '../domain/outage/narrowing.js';
import { planNotices, type PinnedRules, type Planned } from '../domain/outage/plan-notices.js';
import { requiredContent } from '../domain/outage/required-content.js';
import { withHouse } from '../domain/rules/house.js';
import type { Policy } from '../domain/policy.js';
import type { Judgement } from '../domain/rules/assess.js';
import type { AffectedAccount } from '../domain/account.js';
import type { RehearsalSummary, StoredOutage, StoredRevision } from './ports/outages.js';
import type { OutageReach, Reach } from './ports/directory.js';
import type { Deps, Survey, Surveyed, SurveyResult, SurveyTogether } from './ports/work.js';

const PAGE = 500;

type Needs = Pick<
  Deps,
  'store' | 'clock' | 'ids' | 'texts' | 'policy' | 'letterCalendar' | 'prices' | 'paces' | 'rulebooks'
>;

/** What one survey works with: the policy as it was when it began. */
type Run = Omit<Needs, 'policy'> & { readonly policy: Policy };

/**
 * Plans every notice of a revision without storing one: the numbers a person decides on, and the fingerprint of what
 * they were. A launch makes the same survey again and goes ahead only if it comes out the same.
 */
export const surveyAudience =
  (deps: Needs): Survey =>
  async (outage, revision) => {
    const { places, policy } = await deps.store.transact(async tx => ({
      places: await tx.directory.reach(revision.feeders, outage.id, revision.n),
      policy: await deps.policy(tx),
    }));
    const count = counting({ ...deps, texts: deps.texts.as(policy.brand), policy }, outage, revision, places);
    for await (const { page, onList } of pages(deps, outage, revision)) count.add(page, onList);
    return count.result();
  };

const reachOf = ({ outage, revision }: Surveyed): OutageReach => ({
  outage: outage.id,
  before: revision.n,
  feeders: revision.feeders,
});
const accountsIn = (places: readonly Reach[]): number =>
  places.reduce((sum, place) => sum + place.accounts, 0);

/** The same survey of many outages: small ones read together, so that a storm's hundreds cost a few queries. */
export const surveyTogether =
  (deps: Needs): SurveyTogether =>
  async items => {
    const { reach, policy } = await deps.store.transact(async tx => ({
      reach: await tx.directory.reachEach(items.map(reachOf)),
      policy: await deps.policy(tx),
    }));
    const run = { ...deps, texts: deps.texts.as(policy.brand), policy };
    const placesOf = ({ outage }: Surveyed): readonly Reach[] => reach.get(outage.id) ?? [];
    const results = new Map<Surveyed, SurveyResult>();
    for (const batch of batches(items, item => accountsIn(placesOf(item)))) {
      const [first] = batch;
      if (first !== undefined && accountsIn(placesOf(first)) > PAGE) {
        results.set(first, await surveyAudience(deps)(first.outage, first.revision));
        continue;
      }
      const affected = await deps.store.transact(tx => tx.directory.affectedEach(batch.map(reachOf)));
      for (const item of batch) {
        const count = counting(run, item.outage, item.revision, placesOf(item));
        count.add(affected.get(item.outage.id) ?? [], null);
        results.set(item, count.result());
      }
    }
    return items.flatMap(item => results.get(item) ?? []);
  };

/** Together up to a page of accounts; what is larger alone. */
const batches = <T>(items: readonly T[], sizeOf: (item: T) => number): readonly (readonly T[])[] => {
  const all: T[][] = [];
  let room = 0;
  for (const item of items) {
    const size = Math.max(1, sizeOf(item));
    const last = all.at(-1);
    if (last === undefined || size > room) {
      all.push([item]);
      room = PAGE;
    } else last.push(item);
    room -= size;
  }
  return all;
};

const counting = (deps: Run, outage: StoredOutage, revision: StoredRevision, places: readonly Reach[]) => {
  const { store, clock, policy, letterCalendar, rulebooks } = deps;
  const now = clock.now();
  const former = lastLaunched(outage.revisions, revision.n);
  const judged = judgeRevision(
    outage,
    revision,
    former,
    places,
    withHouse(rulebooks, policy.houseRules),
    now,
  );
  const pinned = pinnedFor(judged.pinned);
  const tally = makeTally(deps);
  const batches = makeBatches();
  const times = timesOnce();
  const add = (accounts: readonly AffectedAccount[], onList: ReadonlySet<PartyId> | null): void => {
    for (const account of accounts) {
      const planned = planNotices(account, {
        portal: store.portal,
        outage,
        campaign: '' as CampaignId,
        revision,
        former,
        affectedAccounts: null,
        policy,
        letters: letterCalendar,
        languageFor: deps.texts.languageFor,
        pinned,
        now,
        times,
      });
      const narrowed = narrowTo(account, planned, onList);
      tally.add(narrowed.told);
      tally.narrow(narrowed);
      for (const notice of narrowed.told) {
        const law = pinnedBy(judged.pinned, notice);
        if (law !== null) batches.add(law, notice);
      }
    }
  };
  const result = (): SurveyResult => {
    const judgements = judged.verdict.judgements;
    const counted = tally.result();
    const checks = textChecks(deps, tally, judged.pinned);
    const summary: RehearsalSummary = {
      ...counted,
      ...checks,
      ...(revision.narrowedTo === undefined ? {} : { narrowing: tally.narrowed() }),
      costMinor: costOf(deps, counted.byChannel, tally.texted(), checks.smsSegments),
      actBy: actBy(judgements, deps),
    };
    const fingerprint = deps.ids.sha256(
      JSON.stringify([
        bodyOf(revision),
        tally.digest(),
        // As time passes a cut-off, more notices come too late: that is a change a person must see.
        counted.late,
        judgements.flatMap(j => j.rulebooks),
        tally.templates(),
        // Another number to call is another text.
        ...(policy.brand === undefined ? [] : [policy.brand]),
      ]),
    );
    const { paces } = deps;
    const foreseen = forecast({ batches: batches.all(), paces, policy, letters: letterCalendar, now });
    return { judged, summary, forecast: foreseen, fingerprint };
  };
  return { add, result };
};

/** What is said, without when it was written down or rehearsed. */
const bodyOf = ({
  rehearsal: _r,
  approvals: _a,
  verdict: _v,
  launchedAt: _l,
  launchedBy: _b,
  createdAt: _c,
  createdBy: _d,
  ...body
}: StoredRevision) => body;

/** Null: everybody is meant. */
type OnList = ReadonlySet<PartyId> | null;

async function* pages(
  { store }: Needs,
  outage: StoredOutage,
  revision: StoredRevision,
): AsyncGenerator<{ readonly page: readonly AffectedAccount[]; readonly onList: OnList }> {
  let after: AccountId | null = null;
  for (;;) {
    const from: AccountId | null = after;
    const read = await store.transact(async tx => {
      const page: readonly AffectedAccount[] = await tx.directory.affected(
        revision.feeders,
        outage.id,
        revision.n,
        from,
        PAGE,
      );
      const people = page.flatMap(account => account.addressees.map(({ party }) => party));
      const onList: OnList =
        revision.narrowedTo === undefined ? null : await tx.outages.onList(outage.id, revision.n, people);
      return { page, onList };
    });
    yield read;
    const { page } = read;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

const count = <K extends string>(into: Map<K, number>, key: K, by = 1): void => {
  into.set(key, (into.get(key) ?? 0) + by);
};

const makeTally = ({ ids, texts, prices }: Pick<Needs, 'ids' | 'texts' | 'prices'>) => {
  const channels = new Map<Channel, number>();
  const languages = new Map<string, number>();
  const classes = new Map<string, number>();
  const kinds = new Map<Planned['kind'], number>();
  const reasons = new Map<string, number>();
  const used = new Map<string, { readonly notice: Planned; readonly channel: Channel }>();
  const texted = new Map<string, number>();
  const totals = { accounts: 0, notices: 0, lifeSupport: 0, unreachableNotices: 0, late: 0 };
  let digest = '';
  const add = (notices: readonly Planned[]): void => {
    if (notices.length > 0) totals.accounts += 1;
    for (const notice of notices) {
      totals.notices += 1;
      totals.lifeSupport += notice.lifeSupport ? 1 : 0;
      totals.late += notice.late ? 1 : 0;
      count(languages, notice.language);
      count(classes, notice.facts.customerClass);
      count(kinds, notice.kind);
      if (notice.unreachable.length > 0) {
        totals.unreachableNotices += 1;
        count(reasons, notice.unreachable[0]?.code ?? 'unknown');
      }
      for (const { channel } of notice.deliveries) {
        count(channels, channel);
        used.set(`${notice.kind}/${channel}/${notice.language}`, { notice, channel });
        if (channel === 'sms') count(texted, `${notice.kind}/${notice.language}`);
      }
    }
    // A running digest, so that a hundred thousand keys are never held at once.
    digest = ids.sha256(
      digest + notices.map(n => [n.key, ...n.deliveries.map(d => d.key)].join('\n')).join('\n'),
    );
  };
  const narrowed = { onList: 0, toldAnyway: 0, leftOut: 0 };
  const narrow = ({ told, leftOut, listed }: ReturnType<typeof narrowTo>): void => {
    if (listed) narrowed.onList += told.length > 0 ? 1 : 0;
    else {
      narrowed.toldAnyway += told.length > 0 ? 1 : 0;
      narrowed.leftOut += leftOut.length > 0 ? 1 : 0;
    }
  };
  return {
    add,
    narrow,
    narrowed: (): NarrowedCount => narrowed,
    digest: () => digest,
    templates: () => [...kinds.keys()].sort().map(kind => texts.template(kind)),
    samples: () => [...used.values()],
    texted: () => texted,
    kinds: () => [...kinds.keys()],
    languages: () => [...languages.keys()],
    result: () => ({
      ...totals,
      byChannel: {
        email: channels.get('email') ?? 0,
        sms: channels.get('sms') ?? 0,
        letter: channels.get('letter') ?? 0,
      },
      byLanguage: Object.fromEntries(languages),
      byClass: Object.fromEntries(classes),
      byKind: Object.fromEntries(kinds),
      unreachable: [...reasons]
        .map(([reason, notices]) => ({ reason, notices }))
        .sort((a, b) => b.notices - a.notices),
      currency: prices.currency,
    }),
  };
};
type Tally = ReturnType<typeof makeTally>;

/** In minor units, rounded up; a text costs what its sample of the same kind and language takes. */
const costOf = (
  { prices }: Pick<Needs, 'prices'>,
  byChannel: RehearsalSummary['byChannel'],
  texted: ReadonlyMap<string, number>,
  samples: RehearsalSummary['smsSegments'],
): number => {
  const segments = [...texted].reduce(
    (sum, [key, messages]) =>
      sum + messages * (samples.find(s => `${s.kind}/${s.language}` === key)?.segments ?? 1),
    0,
  );
  return Math.ceil(
    byChannel.email * prices.email + segments * prices.smsSegment + byChannel.letter * prices.letterPage,
  );
};

/** The acting deadline per channel: not when the law wants it served, but when we must let go of it. */
const actBy = (
  judgements: readonly Judgement[],
  { letterCalendar }: Pick<Needs, 'letterCalendar'>,
): RehearsalSummary['actBy'] =>
  (['email', 'sms', 'letter'] as const).flatMap(channel => {
    const moments = judgements
      .map(judgement => judgement.lastLawful[channel] ?? null)
      .filter(moment => moment !== null);
    const serveBy = moments.sort()[0];
    if (serveBy === undefined) return [];
    return [
      {
        channel,
        serveBy,
        actBy:
          channel === 'letter' && letterCalendar !== null ? lastHandOver(letterCalendar, serveBy) : serveBy,
      },
    ];
  });

const textChecks = (
  { texts, clock }: Pick<Needs, 'texts' | 'clock'>,
  tally: Tally,
  pinned: readonly PinnedRules[],
) => {
  const channels: readonly Channel[] = ['email', 'sms', 'letter'];
  // The law of those who are affected; what is pinned for others asks nothing of these texts.
  const laws = pinned.filter(({ judgement }) => judgement.whom.length > 0).map(({ rules }) => rules);
  const missing = tally.kinds().flatMap(kind => {
    const { elements, languages } = requiredContent(kind, laws);
    const foreign = tally
      .languages()
      .filter(language => languages.some(({ oneOf }) => !oneOf.includes(language)));
    return [
      ...texts.missing(kind, elements, channels, tally.languages()),
      ...foreign.flatMap(language =>
        channels.map(channel => ({ kind, channel, language, element: 'language' })),
      ),
    ];
  });
  const sms = tally.samples().flatMap(({ notice, channel }) => {
    if (channel !== 'sms') return [];
    const text = texts.render({
      channel,
      language: notice.language,
      zone: notice.zone,
      on: clock.now(),
      facts: notice.facts,
    });
    return text.channel === 'sms'
      ? [
          {
            kind: notice.kind,
            language: notice.language,
            encoding: text.encoding,
            characters: text.characters,
            segments: text.segments,
          },
        ]
      : [];
  });
  return {
    missingElements: missing.map(({ kind, channel, language, element }) => ({
      kind,
      channel,
      language,
      element,
    })),
    smsSegments: sms,
  };
};
