import { addMinutes, type Instant } from '../time.js';
import type { OutageKind } from '../outage/outage.js';
import type { FeederMemory, KnownRow } from './memory.js';
import type { FeedRow, FeedRules, Snapshot } from './snapshot.js';

type Known = Pick<KnownRow, 'id' | 'start'>;

const near = (a: Instant, b: Instant, minutes: number): boolean =>
  a <= addMinutes(b, minutes) && b <= addMinutes(a, minutes);

/**
 * Whether a row is the one we know. While it has never been away its start may be set back, as crews find out, and
 * that of planned work may be moved; after an absence, or with a start set forward, the number is being used again for
 * another outage.
 */
export const isSameRow = (known: KnownRow, row: FeedRow, { sameStartMinutes }: FeedRules): boolean =>
  known.id === row.id &&
  (near(known.start, row.start, sameStartMinutes) ||
    (known.missed === 0 && (row.start < known.start || row.meaning === 'planned')));

export const wasFormer = (rows: readonly Known[], row: Known, { sameStartMinutes }: FeedRules): boolean =>
  rows.some(former => former.id === row.id && near(former.start, row.start, sameStartMinutes));

/**
 * Which memory a row belongs to: the one that has it already, before one from which it might have been moved, so that a
 * number used for two outages of a feeder ends neither of them. A cause that changes makes no emergency planned work.
 */
export const kindOfRow = (
  row: FeedRow,
  memories: readonly FeederMemory[],
  rules: FeedRules,
): OutageKind | null =>
  memories.find(memory => wasFormer(memory.rows, row, rules))?.kind ??
  memories.find(memory => memory.rows.some(known => isSameRow(known, row, rules)))?.kind ??
  (row.meaning === 'notOutage' ? null : row.meaning);

const earlier = (a: Instant, b: Instant): Instant => (b < a ? b : a);

const seen = (row: FeedRow, known: KnownRow | null, kind: OutageKind, at: Instant): KnownRow => ({
  id: row.id,
  // Nothing has failed before it fails: a clock that runs ahead does not make it so.
  start: kind === 'planned' ? row.start : earlier(earlier(known?.start ?? at, row.start), at),
  reason: row.reason,
  etr: row.etr,
  customers: row.customers,
  missed: 0,
  missedAt: null,
});

/** What is gone for good is not counted on. */
const absent = (
  known: KnownRow,
  counts: boolean,
  at: Instant,
  { restoreAfterMisses }: FeedRules,
): KnownRow =>
  counts && known.missed < restoreAfterMisses
    ? { ...known, missed: known.missed + 1, missedAt: known.missedAt ?? at }
    : known;

/** The rows of one feeder after a snapshot. `counts`: what is not in it is missing from it. */
export const nextRows = (
  known: readonly KnownRow[],
  rows: readonly FeedRow[],
  snapshot: Pick<Snapshot, 'at'> & { readonly unread: ReadonlySet<string> },
  counts: boolean,
  kind: OutageKind,
  rules: FeedRules,
): readonly KnownRow[] => {
  const taken = new Set<FeedRow>();
  const kept = known.map(former => {
    const row = rows.find(candidate => !taken.has(candidate) && isSameRow(former, candidate, rules));
    if (row === undefined)
      return snapshot.unread.has(former.id)
        ? { ...former, missed: 0, missedAt: null }
        : absent(former, counts, snapshot.at, rules);
    taken.add(row);
    return row.meaning === 'notOutage'
      ? absent({ ...former, reason: 'no_fault_found' }, counts, snapshot.at, rules)
      : seen(row, former, kind, snapshot.at);
  });
  const fresh = rows
    .filter(row => !taken.has(row) && row.meaning !== 'notOutage')
    .map(row => seen(row, null, kind, snapshot.at));
  return [...kept, ...fresh];
};
