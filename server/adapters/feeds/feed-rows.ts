import type { FeedRow } from '../../domain/feed/snapshot.js';
import type { Etr, EtrQuality } from '../../domain/notice/notice.js';
import type { FeedFile } from './feed-file.js';
import type { ReadTime } from './feed-times.js';

/** What could not be read of a row, or was odd in it; codes for the log and the counts. */
export type Refused = 'notAnObject' | 'noId' | 'noFeeder' | 'noStart';

export interface RowsRead {
  readonly rows: readonly FeedRow[];
  readonly refused: Readonly<Record<string, number>>;
  readonly unreadIds: readonly string[];
  readonly nameless: number;
  readonly odd: Readonly<Record<string, number>>;
  /** Causes no mapping knows, as the feed writes them. */
  readonly unknownCauses: Readonly<Record<string, number>>;
}

type Row = Readonly<Record<string, unknown>>;

/** Numbers and texts name a thing alike; anything else does not. */
const nameOf = (value: unknown): string | null => {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' && text.length <= 100 ? text.trim() : null;
};
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

const tallies = () => {
  // Maps, for a cause may be called anything.
  const counts = {
    refused: new Map<string, number>(),
    odd: new Map<string, number>(),
    unknownCauses: new Map<string, number>(),
  };
  return {
    counts,
    add: (family: 'refused' | 'odd' | 'unknownCauses', key: string): void => {
      counts[family].set(key, (counts[family].get(key) ?? 0) + 1);
    },
  };
};
type Add = ReturnType<typeof tallies>['add'];

/** Makes rows of ours of the feed's. Never throws: what cannot be read is counted with its reason. */
export const readRows = (raw: readonly unknown[], file: FeedFile, time: ReadTime): RowsRead => {
  const { counts, add } = tallies();
  const rows: FeedRow[] = [];
  const unreadIds: string[] = [];
  const ids = new Set<string>();
  let nameless = 0;
  for (const value of raw) {
    const row = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null;
    const id = row === null ? null : nameOf(row[file.fields.id]);
    if (row === null || id === null) {
      nameless += 1;
      add('refused', row === null ? 'notAnObject' : 'noId');
      continue;
    }
    if (ids.has(id)) add('odd', 'duplicateId');
    ids.add(id);
    const read = readRow(row, id, file, time, add);
    if (typeof read === 'string') {
      add('refused', read);
      unreadIds.push(id);
    } else rows.push(read);
  }
  return {
    rows,
    refused: Object.fromEntries(counts.refused),
    unreadIds,
    nameless,
    odd: Object.fromEntries(counts.odd),
    unknownCauses: Object.fromEntries(counts.unknownCauses),
  };
};

const readRow = (row: Row, id: string, file: FeedFile, time: ReadTime, add: Add): FeedRow | Refused => {
  const { fields, bounds } = file;
  const feeder = nameOf(row[fields.feeder]);
  if (feeder === null) return 'noFeeder';
  const start = time(row[fields.start], 'first');
  if (start === null) return 'noStart';
  const latitude = numberOf(row[fields.latitude]);
  const longitude = numberOf(row[fields.longitude]);
  // Its feeder says whom it concerns: a wrong point on the map keeps nobody from being told.
  if (
    latitude === null ||
    longitude === null ||
    latitude < bounds.south ||
    latitude > bounds.north ||
    longitude < bounds.west ||
    longitude > bounds.east
  )
    add('odd', 'offTheMap');
  const customers = numberOf(row[fields.customers]);
  if (customers === 0) add('odd', 'noCustomers');
  return {
    id,
    feeder,
    ...meaningOf(row, file, add),
    start,
    etr: estimateOf(row, file, time, add),
    customers,
  };
};

const meaningOf = (
  row: Row,
  { fields, causes, planned, notOutage, noCause, unknownCause }: FeedFile,
  add: Add,
): Pick<FeedRow, 'meaning' | 'reason'> => {
  const cause = nameOf(row[fields.cause]);
  if (cause === null) return { meaning: 'emergency', reason: noCause };
  if (notOutage.includes(cause)) return { meaning: 'notOutage', reason: unknownCause };
  const reason = Object.hasOwn(causes, cause) ? causes[cause] : undefined;
  if (reason === undefined) {
    add('odd', 'unknownCause');
    add('unknownCauses', cause.slice(0, 40));
  }
  return { meaning: planned.includes(cause) ? 'planned' : 'emergency', reason: reason ?? unknownCause };
};

/** An estimate that a model made is worth less than the feed's own, and one with a crew on site more. */
const estimateOf = (
  row: Row,
  { estimate, fields, statuses }: FeedFile,
  time: ReadTime,
  add: Add,
): Etr | null => {
  const model = estimate.modelField === undefined ? null : time(row[estimate.modelField], 'second');
  const given = row[estimate.field];
  const at = given === null || given === undefined ? model : time(given, 'second');
  if (at === null && given !== null && given !== undefined) add('odd', 'estimateUnread');
  const status = nameOf(row[fields.status]);
  const crew = status !== null && Object.hasOwn(statuses, status) ? statuses[status] : undefined;
  if (status !== null && crew === undefined) add('odd', 'unknownStatus');
  if (at === null) return null;
  const quality: EtrQuality = at === model ? 'model' : crew === 'onSite' ? 'crew' : 'area';
  return { at, quality };
};
