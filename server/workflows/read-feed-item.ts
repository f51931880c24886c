import type { Decision } from '../domain/feed/decision.js';
import { followFeed, type Followed } from '../domain/feed/follow-feed.js';
import type { FeederMemory } from '../domain/feed/memory.js';
import type { OutageId } from '../domain/ids.js';
import { checkRevision, type Revision } from '../domain/outage/outage.js';
import { lastLaunched } from '../domain/outage/judge.js';
import { LONG_REF, refOf } from '../domain/outage/ref.js';
import type { Refusal } from '../domain/outcome.js';
import type { Instant, Zone } from '../domain/time.js';
import type { Feed, FeedItem, FeedReading, SnapshotRecord } from './ports/feeds.js';
import type { StoredOutage, StoredRevision } from './ports/outages.js';
import type { Tx } from './ports/store.js';
import type { Deps, Launch, LaunchTogether, SurveyTogether } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'log'> & {
  readonly survey: SurveyTogether;
  readonly launches: LaunchTogether;
};
type Readable = Extract<FeedReading, { ok: true }>;

/** A decision with all that carrying it out needs, or with what stands against it. */
interface Prepared {
  readonly decision: Decision;
  readonly launch: Launch | null;
  readonly refusals: readonly Refusal[];
}

const UTC = 'UTC' as Zone;
const NOTHING = { refused: {}, odd: {}, unknownCauses: {}, held: {}, acts: {} };

/**
 * Reads one snapshot of a feed and does what it means: announces, updates, ends outages, all in one transaction with
 * what is remembered of the feed. A crash at any point leaves the snapshot unread, and it is read again; its outages
 * have the same ids then.
 */
export const readFeedItem =
  (deps: Needs) =>
  async (feed: Feed, item: FeedItem): Promise<SnapshotRecord> => {
    const reading = await item.read();
    if (!reading.ok) {
      const record = unreadable(deps, item, reading.why);
      await deps.store.transact(tx => tx.feeds.record(feed.name, record));
      report(deps, feed, record);
      await item.settle('rejected');
      return record;
    }
    for (;;) {
      const record = await decideAndDo(deps, feed, item, reading);
      // Somebody else read a snapshot of this feed meanwhile: decide anew on what is remembered now.
      if (record === 'overtaken') continue;
      report(deps, feed, record);
      await item.settle('done');
      return record;
    }
  };

const unreadable = (
  { clock }: Needs,
  item: FeedItem,
  why: NonNullable<SnapshotRecord['unreadable']>,
): SnapshotRecord => ({
  at: clock.now(),
  item: item.name,
  readAt: clock.now(),
  size: 0,
  complete: false,
  unreadable: why,
  alarms: ['unreadable'],
  ...NOTHING,
});

const decideAndDo = async (
  deps: Needs,
  feed: Feed,
  item: FeedItem,
  reading: Readable,
): Promise<SnapshotRecord | 'overtaken'> => {
  const { store, clock } = deps;
  const now = clock.now();
  const { memory, served } = await store.transact(async tx => ({
    memory: await tx.feeds.memory(feed.name),
    served: new Set((await tx.directory.feeders()).map(({ feeder }) => feeder)),
  }));
  const followed = followFeed(memory, reading.snapshot, { rules: feed.rules, served, now });
  const prepared = await prepare(deps, followed.decisions, now, `feed:${feed.name}`);
  const record = recordOf(item, reading, followed, prepared, now);
  return store.transact(async tx => {
    const head = await tx.feeds.lock(feed.name);
    if (head.at !== memory.head.at || head.sha256 !== memory.head.sha256) return 'overtaken';
    if (followed.repeated) return record;
    await carryOut(deps, tx, prepared, `feed:${feed.name}`, now);
    await tx.feeds.save(feed.name, followed.head, memories(followed, prepared));
    await tx.feeds.record(feed.name, record);
    return record;
  });
};

/** What is refused is remembered as not done: an opening as given to a person, anything else to be tried again. */
const memories = (followed: Followed, prepared: readonly Prepared[]): readonly FeederMemory[] => {
  const undone = new Map(
    prepared
      .filter(({ refusals }) => refusals.length > 0)
      .map(({ decision }) => [
        decision.after,
        decision.before.told === null ? { ...decision.before, refused: true } : decision.before,
      ]),
  );
  return followed.changed.map(memory => undone.get(memory) ?? memory);
};

/** The outage of a natural key; the last part of the key is when it was first told. */
const outageIdOf = ({ ids, store }: Needs, key: string): OutageId =>
  ids.ofKey(key.slice(key.lastIndexOf('/') + 1) as Instant, `${store.portal}/feed/${key}`) as OutageId;

const prepare = async (
  deps: Needs,
  decisions: readonly Decision[],
  now: Instant,
  by: string,
): Promise<readonly Prepared[]> => {
  if (decisions.length === 0) return [];
  const { known, refs } = await deps.store.transact(async tx => ({
    known: new Map(
      (await tx.outages.some(decisions.flatMap(idsOf(deps)))).map(outage => [outage.id as string, outage]),
    ),
    refs: await refsFor(deps, tx, decisions),
  }));
  const drafts = decisions.map(decision => draftOf(deps, decision, known, refs, now, by));
  const sensible = drafts.filter(({ refusals }) => refusals.length === 0);
  const results = await deps.survey(sensible);
  const surveyed = new Map(sensible.map((draft, index) => [draft, results[index]]));
  return drafts.map(draft => {
    const result = surveyed.get(draft);
    const { decision, isNew, outage } = draft;
    if (result === undefined) return { decision, launch: null, refusals: draft.refusals };
    const rehearsal = { at: now, by, fingerprint: result.fingerprint, summary: result.summary };
    const launch: Launch = { outage, isNew, result, revision: { ...draft.revision, rehearsal } };
    return { decision, launch, refusals: deps.launches.obstacles(result) };
  });
};

/** A reference for each outage to be opened: the short one, or where that is somebody's already a long one. */
const refsFor = async (
  deps: Needs,
  tx: Tx,
  decisions: readonly Decision[],
): Promise<ReadonlyMap<string, string>> => {
  const opened = decisions
    .filter(({ act }) => act === 'open' || act === 'reopen')
    .map(({ key }) => ({ key, hash: deps.ids.sha256(outageIdOf(deps, key)) }));
  const taken = new Set(await tx.outages.refsTaken(opened.map(({ hash }) => refOf(hash))));
  return new Map(
    opened.map(({ key, hash }) => {
      const ref = taken.has(refOf(hash)) ? refOf(hash, LONG_REF) : refOf(hash);
      taken.add(ref);
      return [key, ref];
    }),
  );
};

const idsOf =
  (deps: Needs) =>
  ({ key, saying }: Decision): readonly OutageId[] =>
    [key, ...(saying.reopens === null ? [] : [saying.reopens])].map(each => outageIdOf(deps, each));

interface DraftedNews {
  readonly decision: Decision;
  readonly outage: StoredOutage;
  readonly revision: StoredRevision;
  readonly isNew: boolean;
  readonly refusals: readonly Refusal[];
}

const draftOf = (
  deps: Needs,
  decision: Decision,
  known: ReadonlyMap<string, StoredOutage>,
  refs: ReadonlyMap<string, string>,
  now: Instant,
  by: string,
): DraftedNews => {
  const id = outageIdOf(deps, decision.key);
  const stored = known.get(id);
  const outage: StoredOutage = stored ?? {
    id,
    ref: refs.get(decision.key) ?? '',
    kind: decision.before.kind,
    status: 'draft',
    createdAt: now,
    createdBy: by,
    revisions: [],
  };
  const former = stored === undefined ? null : lastLaunched(stored.revisions, Infinity);
  const said: Revision = {
    ...revisionOf(decision, former, now),
    n: (stored?.revisions.at(-1)?.n ?? 0) + 1,
  };
  const before =
    decision.saying.reopens === null ? undefined : known.get(outageIdOf(deps, decision.saying.reopens));
  const body: Revision = before === undefined ? said : { ...said, reopens: before.ref };
  const checked = checkRevision(outage, body, former, now, UTC);
  return {
    decision,
    outage,
    isNew: stored === undefined,
    refusals: checked.ok ? [] : checked.refusals,
    revision: {
      ...body,
      createdAt: now,
      createdBy: by,
      rehearsal: null,
      approvals: [],
      verdict: null,
      launchedAt: null,
      launchedBy: null,
    },
  };
};

const revisionOf = (
  { saying, before }: Decision,
  former: Revision | null,
  now: Instant,
): Omit<Revision, 'n'> => ({
  kind: saying.kind,
  feeders: [before.feeder],
  windows: saying.windows,
  since: saying.since,
  detectedAt: former === null ? (saying.since === null ? null : now) : former.detectedAt,
  restoredAt: saying.restoredAt,
  etr: saying.etr,
  nextUpdateBy: saying.nextUpdateBy,
  reason: saying.reason,
  alsoAffected: [],
  hasNewDate: false,
});

const carryOut = async (
  deps: Needs,
  tx: Tx,
  prepared: readonly Prepared[],
  by: string,
  now: Instant,
): Promise<void> => {
  const launched = prepared.flatMap(({ launch, refusals }) =>
    launch === null || refusals.length > 0 ? [] : [launch],
  );
  await deps.launches.launch(tx, launched, by);
  const refused = prepared.filter(({ refusals }) => refusals.length > 0);
  // A draft that could not be launched stays where people look for outages, with the reasons in the audit.
  const drafts = refused.flatMap(({ launch }) => (launch?.isNew === true ? [launch] : []));
  await tx.outages.addAll(drafts.map(({ outage }) => outage));
  await tx.outages.addRevisions(drafts.map(({ outage, revision }) => ({ outage: outage.id, revision })));
  await tx.office.auditAll(
    refused.map(({ decision, refusals }) => ({
      at: now,
      by,
      act: 'refused',
      subject: `outage/${outageIdOf(deps, decision.key)}`,
      details: { wanted: decision.act, refusals: refusals.map(({ code }) => code) },
    })),
  );
};

const recordOf = (
  item: FeedItem,
  { snapshot, refused, odd, unknownCauses }: Readable,
  followed: Followed,
  prepared: readonly Prepared[],
  now: Instant,
): SnapshotRecord => ({
  at: snapshot.at,
  item: item.name,
  readAt: now,
  size: snapshot.size,
  complete: followed.complete,
  unreadable: null,
  alarms: followed.alarms,
  refused,
  odd,
  unknownCauses,
  held: followed.held,
  acts: tally([
    ...prepared.flatMap(({ decision, refusals }) => (refusals.length === 0 ? [decision.act] : [])),
    ...prepared.flatMap(({ refusals }) => refusals.slice(0, 1).map(({ code }) => `refused ${code}`)),
  ]),
});

const tally = (keys: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const report = ({ log }: Needs, { name }: Feed, record: SnapshotRecord): void => {
  const { alarms, at, size, acts, held, unreadable: why, refused, unknownCauses } = record;
  log.info('feed read', { feed: name, at, rows: size, acts, held });
  for (const alarm of alarms) log.error(`feed ${alarm}`, { feed: name, at, rows: size, why });
  if (Object.keys(refused).length > 0) log.warn('feed rows not read', { feed: name, at, refused });
  const unknown = Object.values(unknownCauses).reduce((sum, count) => sum + count, 0);
  if (unknown > 0) log.warn('feed causes not known', { feed: name, at, rows: unknown });
};
