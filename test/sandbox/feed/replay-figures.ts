import { hoursBetween, type Instant } from '../../../server/domain/time.js';
import type { NoticeId } from '../../../server/domain/ids.js';
import type { SnapshotRecord } from '../../../server/workflows/ports/feeds.js';
import type { StoredOutage } from '../../../server/workflows/ports/outages.js';
import type { NoticeRead } from '../../../server/workflows/ports/reads.js';
import type { World } from '../world.js';
import type { Recording } from './recording.js';

type Count = Readonly<Record<string, number>>;
interface Spread {
  readonly median: number;
  readonly max: number;
}

export interface ReplayFigures {
  readonly feed: string;
  readonly snapshots: {
    readonly read: number;
    readonly unreadable: number;
    readonly incomplete: number;
    readonly rows: number;
    readonly rowsRefused: Count;
    readonly odd: Count;
    readonly unknownCauses: Count;
  };
  readonly alarms: Count;
  readonly outages: {
    readonly opened: number;
    readonly reopened: number;
    readonly updated: number;
    readonly restored: number;
    readonly cancelled: number;
    readonly stillOn: number;
    readonly refused: Count;
  };
  readonly held: Count;
  readonly plannedLate: { readonly outages: number; readonly hoursShort: Spread };
  readonly households: {
    readonly all: number;
    readonly hit: number;
    /** Notices per household hit, each on one or two channels. */
    readonly notices: Spread;
    readonly byNotices: Count;
    readonly messages: Spread;
  };
  readonly notices: {
    readonly all: number;
    readonly byKind: Count;
    readonly byState: Count;
    readonly leftAfterASnapshot: Spread & { readonly unit: 'simulated seconds' };
  };
  readonly messages: Count;
  readonly duplicates: number;
  /** Told of a new outage while the former was not over; must be 0. */
  readonly toldTwice: number;
  /** Promises of news that nothing followed in time. */
  readonly promisesBroken: number;
  readonly tickets: number;
  readonly endedAt: Instant;
}

const EVERYTHING = 1_000_000;
const PAGE = 2000;

const sum = (counts: readonly Count[]): Count => {
  // Without a prototype: a feed may call a cause anything.
  const total = Object.create(null) as Record<string, number>;
  for (const count of counts)
    for (const [key, n] of Object.entries(count)) total[key] = (total[key] ?? 0) + n;
  return Object.fromEntries(Object.entries(total).sort(([a], [b]) => (a < b ? -1 : 1)));
};
const tally = (keys: readonly string[]): Count => sum(keys.map(key => ({ [key]: 1 })));

const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    median: round(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0),
    max: round(sorted.at(-1) ?? 0),
  };
};

export const everyNotice = async ({ server }: World): Promise<readonly NoticeRead[]> => {
  const all: NoticeRead[] = [];
  let after: NoticeId | null = null;
  for (;;) {
    const page: readonly NoticeRead[] = await server.reads.notices({
      outage: null,
      revision: null,
      state: null,
      channel: null,
      contact: null,
      after,
      limit: PAGE,
    });
    all.push(...page);
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return all.reverse();
  }
};

/** By address: one notice to a company speaks of several. */
export const byHousehold = (notices: readonly NoticeRead[]): ReadonlyMap<string, readonly NoticeRead[]> => {
  const households = new Map<string, NoticeRead[]>();
  for (const notice of notices)
    for (const { line1 } of notice.premises)
      households.set(line1, [...(households.get(line1) ?? []), notice]);
  return households;
};

const sent = ({ deliveries }: NoticeRead): number =>
  deliveries.filter(({ acceptedAt }) => acceptedAt !== null).length;

/** Hours by which the notice of planned work was late, of each outage that broke its period. */
const shortfalls = (outages: readonly StoredOutage[]): readonly number[] =>
  outages.flatMap(({ kind, revisions: [first] }) =>
    kind === 'planned' &&
    first?.verdict?.kind === 'unlawful' &&
    first.verdict.serveBy !== null &&
    first.launchedAt !== null
      ? [hoursBetween(first.verdict.serveBy, first.launchedAt)]
      : [],
  );

const brokenPromises = ({ revisions }: StoredOutage, end: Instant): number =>
  revisions.filter(({ nextUpdateBy }, index) => {
    const next = revisions[index + 1]?.launchedAt ?? null;
    return nextUpdateBy !== null && nextUpdateBy < (next ?? end);
  }).length;

/** A second "power is off" to the same person at the same place without the end of the first. */
const toldTwice = (notices: readonly NoticeRead[]): number => {
  let count = 0;
  for (const [, told] of byHousehold(notices)) {
    const open = new Map<string, string>();
    for (const { kind, outage, addressee, state } of told) {
      if (state === 'replaced' || outage === null) continue;
      if (kind === 'emergency' && (open.get(addressee) ?? outage) !== outage) count += 1;
      if (kind === 'emergency') open.set(addressee, outage);
      if (kind === 'restored' && open.get(addressee) === outage) open.delete(addressee);
    }
  }
  return count;
};

/** What a replay came to, from the ledger and the carriers' stand-ins. */
export const figuresOf = async (
  world: World,
  { feed, items }: Recording,
  records: readonly SnapshotRecord[],
): Promise<ReplayFigures> => {
  const notices = await everyNotice(world);
  const outages = await world.server.reads.outages(EVERYTHING);
  const households = [...byHousehold(notices).values()];
  const acts = sum(records.map(record => record.acts));
  const late = shortfalls(outages);
  const lastAt = items.at(-1)?.at ?? world.clock.now();
  return {
    feed: feed.name,
    snapshots: {
      read: records.filter(({ unreadable }) => unreadable === null).length,
      unreadable: records.filter(({ unreadable }) => unreadable !== null).length,
      incomplete: records.filter(({ complete, unreadable }) => !complete && unreadable === null).length,
      rows: records.reduce((total, { size }) => total + size, 0),
      rowsRefused: sum(records.map(({ refused }) => refused)),
      odd: sum(records.map(({ odd }) => odd)),
      unknownCauses: sum(records.map(({ unknownCauses }) => unknownCauses)),
    },
    alarms: tally(records.flatMap(({ alarms }) => alarms)),
    outages: {
      opened: acts['open'] ?? 0,
      reopened: acts['reopen'] ?? 0,
      updated: acts['update'] ?? 0,
      restored: acts['restore'] ?? 0,
      cancelled: acts['cancel'] ?? 0,
      stillOn: outages.filter(({ status }) => status === 'announced').length,
      refused: Object.fromEntries(Object.entries(acts).filter(([act]) => act.startsWith('refused '))),
    },
    held: sum(records.map(({ held }) => held)),
    plannedLate: { outages: late.length, hoursShort: spread(late) },
    households: {
      all: world.town.servicePoints,
      hit: households.length,
      notices: spread(households.map(told => told.length)),
      byNotices: tally(households.map(told => String(told.length))),
      messages: spread(households.map(told => told.reduce((total, notice) => total + sent(notice), 0))),
    },
    notices: {
      all: notices.length,
      byKind: tally(notices.map(({ kind }) => kind)),
      byState: tally(notices.map(({ state }) => state)),
      leftAfterASnapshot: { ...leftAfter(notices, records), unit: 'simulated seconds' },
    },
    messages: world.sinks.inbox.counts(),
    duplicates: world.sinks.inbox.duplicates(),
    toldTwice: toldTwice(notices),
    promisesBroken: outages
      .filter(({ status }) => status !== 'draft')
      .reduce((total, outage) => total + brokenPromises(outage, lastAt), 0),
    tickets: world.portal.records.count('tickets'),
    endedAt: world.clock.now(),
  };
};

/** From the snapshot that brought it to the first carrier's yes, for the first notices of outages. */
const leftAfter = (notices: readonly NoticeRead[], records: readonly SnapshotRecord[]): Spread => {
  const moments = records.map(({ at }) => at).sort();
  return spread(
    notices.flatMap(({ kind, createdAt, deliveries }) => {
      const accepted = deliveries.flatMap(d => d.acceptedAt ?? []).sort()[0];
      const snapshot = moments.filter(at => at <= createdAt).at(-1);
      return kind !== 'emergency' || accepted === undefined || snapshot === undefined
        ? []
        : [hoursBetween(snapshot, accepted) * 3600];
    }),
  );
};
