import { addMinutes, type Instant } from '../time.js';
import type { Decision, HoldReason } from './decision.js';
import { stepFeeder } from './feeder-step.js';
import type { Look } from './look.js';
import { memoryKey, type FeedHead, type FeederMemory, type FeedMemory } from './memory.js';
import { kindOfRow } from './rows.js';
import type { FeedAlarm, FeedRow, FeedRules, Snapshot } from './snapshot.js';

export interface Followed {
  readonly head: FeedHead;
  readonly decisions: readonly Decision[];
  /** Memories that differ from before; those with nothing left in them too. */
  readonly changed: readonly FeederMemory[];
  readonly held: Readonly<Partial<Record<HoldReason, number>>>;
  readonly alarms: readonly FeedAlarm[];
  readonly complete: boolean;
  /** It was read before: nothing is new in it. */
  readonly repeated: boolean;
}

export interface FollowInput {
  readonly rules: FeedRules;
  /** Feeders with a service point of ours; the others cost nothing. */
  readonly served: ReadonlySet<string>;
  readonly now: Instant;
}

/** Why a snapshot does not show what is missing; each is an alarm. */
const faultsOf = (head: FeedHead, snapshot: Snapshot, { rules, now }: FollowInput): readonly FeedAlarm[] => {
  const { rowCap, staleAfterMinutes, silentAfterMinutes, shrink } = rules;
  const { size, at } = snapshot;
  const shrunk = head.size !== null && head.size >= shrink.ofAtLeast && size < head.size * shrink.below;
  return [
    ...(rowCap !== null && size >= rowCap ? ['capped' as const] : []),
    ...(snapshot.nameless > 0 ? ['partial' as const] : []),
    ...(addMinutes(at, staleAfterMinutes) < now ? ['stale' as const] : []),
    ...(shrunk ? ['shrunk' as const] : []),
    ...(head.at !== null && addMinutes(head.at, silentAfterMinutes) < at ? ['silent' as const] : []),
  ];
};

const unchanged = (memory: FeedMemory, alarms: readonly FeedAlarm[], repeated: boolean): Followed => ({
  head: memory.head,
  decisions: [],
  changed: [],
  held: {},
  alarms,
  complete: false,
  repeated,
});

/**
 * What a snapshot means after all that was read before. Pure: the same memory and snapshot give the same decisions, and
 * the order of rows is of no account. A snapshot no newer than the last is not read.
 */
export const followFeed = (memory: FeedMemory, snapshot: Snapshot, input: FollowInput): Followed => {
  const { head } = memory;
  if (head.at !== null && snapshot.at <= head.at) {
    const repeated = snapshot.at === head.at && snapshot.sha256 === head.sha256;
    return unchanged(memory, repeated ? [] : ['goingBack'], repeated);
  }
  const alarms = faultsOf(head, snapshot, input);
  const complete = alarms.every(alarm => alarm === 'silent');
  const look: Look = {
    feed: memory.feed,
    at: snapshot.at,
    unread: new Set(snapshot.unreadIds),
    complete,
    stale: alarms.includes('stale'),
    rules: input.rules,
  };
  const steps = groupsOf(memory, snapshot, input).map(({ before, rows }) => ({
    before,
    step: stepFeeder(before, rows, look),
  }));
  return {
    head: { at: snapshot.at, sha256: snapshot.sha256, size: snapshot.size },
    decisions: steps.flatMap(({ step }) => (step.decision === null ? [] : [step.decision])),
    changed: steps.flatMap(({ before, step }) => (isSame(before, step.after) ? [] : [step.after])),
    held: count(steps.flatMap(({ step }) => (step.hold === null ? [] : [step.hold]))),
    alarms,
    complete,
    repeated: false,
  };
};

const isSame = (a: FeederMemory, b: FeederMemory): boolean => JSON.stringify(a) === JSON.stringify(b);

const count = <K extends string>(keys: readonly K[]): Partial<Record<K, number>> => {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** In an order that does not depend on the file's; of two rows with one number on one feeder the first. */
const canonical = (rows: readonly FeedRow[]): readonly FeedRow[] => {
  const sorted = rows
    .map(row => ({
      row,
      name: `${row.feeder}\n${row.id}`,
      text: [row.id, row.start, JSON.stringify(row)].join(),
    }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return [...new Map([...sorted].reverse().map(entry => [entry.name, entry])).values()]
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
};

interface Group {
  readonly before: FeederMemory;
  readonly rows: readonly FeedRow[];
}

/** The rows by whose households they concern; feeders we remember are looked at though no row names them. */
const groupsOf = (
  memory: FeedMemory,
  snapshot: Snapshot,
  { served, rules }: FollowInput,
): readonly Group[] => {
  const groups = new Map<string, { before: FeederMemory; rows: FeedRow[] }>(
    memory.feeders.map(before => [memoryKey(before), { before, rows: [] }]),
  );
  const knownOn = new Map<string, FeederMemory[]>();
  for (const before of memory.feeders)
    knownOn.set(before.feeder, [...(knownOn.get(before.feeder) ?? []), before]);
  for (const row of canonical(snapshot.rows.filter(({ feeder }) => served.has(feeder)))) {
    const kind = kindOfRow(row, knownOn.get(row.feeder) ?? [], rules);
    if (kind === null) continue;
    const before: FeederMemory = {
      feeder: row.feeder,
      kind,
      rows: [],
      told: null,
      refused: false,
      former: null,
    };
    const group = groups.get(memoryKey(before)) ?? { before, rows: [] };
    group.rows.push(row);
    groups.set(memoryKey(before), group);
  }
  return [...groups.values()].sort((a, b) => (memoryKey(a.before) < memoryKey(b.before) ? -1 : 1));
};
