import type { Written } from '../../workflows/ports/crm.js';
import { Fault } from '../../workflows/fault.js';
import { recordBatch, type CrmRecord, type ErrorRow, type RecordBatch } from './answers.js';
import type { Api } from './api.js';
import { chunksOf, MOST_OBJECTS } from './paths.js';
import { problemOf } from './problem.js';

export interface BatchRow {
  readonly key: string;
  /** The names an answer may know the row by, besides its key: the record's id, for an update. */
  readonly names?: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}
export interface BatchWrite {
  readonly kind: string;
  readonly path: string;
  /** Updates and upserts, not creates. */
  readonly repeatable: boolean;
  /** Names an answer's record carries in its properties. */
  readonly namesIn: (record: CrmRecord) => readonly string[];
}
interface Run {
  readonly api: Api;
  readonly write: BatchWrite;
  /** Single rows refused with nothing written in between: then it is not the rows. */
  readonly refusals: { inARow: number };
}

const HOPELESS = 8;
/** Our schema is missing: it is the same for every row, so none is to blame. */
const NOT_THE_ROWS = new Set(['hubspot.PROPERTY_DOESNT_EXIST', 'hubspot.notProvisioned']);

const stopped = (rows: readonly BatchRow[], fault: Fault): readonly Written[] =>
  rows.map(({ key }) => ({ key, fault }));

/** Writes rows in calls of 100. Never throws a Fault: each row carries its own. */
export const writeBatches = async (
  api: Api,
  write: BatchWrite,
  rows: readonly BatchRow[],
): Promise<readonly Written[]> => {
  const run = { api, write, refusals: { inARow: 0 } };
  return (await Promise.all(chunksOf(rows, MOST_OBJECTS).map(chunk => writeRows(run, chunk)))).flat();
};

const writeRows = async (run: Run, rows: readonly BatchRow[]): Promise<readonly Written[]> => {
  const { api, write } = run;
  try {
    const answer = await api.call({
      kind: write.kind,
      method: 'POST',
      path: write.path,
      body: { inputs: rows.map(({ input }) => input) },
      answer: recordBatch,
      repeatable: write.repeatable,
    });
    return await settle(run, rows, answer);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return await afterFault(run, rows, error);
  }
};

const inHalves = async (run: Run, rows: readonly BatchRow[]): Promise<readonly Written[]> => {
  const middle = Math.ceil(rows.length / 2);
  return [...(await writeRows(run, rows.slice(0, middle))), ...(await writeRows(run, rows.slice(middle)))];
};

/** One bad row may refuse the whole batch; nothing of it was written, so its halves are tried by themselves. */
const afterFault = async (run: Run, rows: readonly BatchRow[], fault: Fault): Promise<readonly Written[]> => {
  if ((fault.kind !== 'rejected' && fault.kind !== 'duplicate') || NOT_THE_ROWS.has(fault.code))
    return stopped(rows, fault);
  if (run.refusals.inARow >= HOPELESS) return stopped(rows, fault);
  if (rows.length > 1) return inHalves(run, rows);
  run.refusals.inARow += 1;
  return rows.map(({ key }) => ({ key, refused: fault.code }));
};

/** Results are matched by content: nothing promises their order. */
const settle = async (
  run: Run,
  rows: readonly BatchRow[],
  answer: RecordBatch,
): Promise<readonly Written[]> => {
  const keys = new Map(
    rows.flatMap(({ key, names = [] }) => [key, ...names].map(name => [name, key] as const)),
  );
  const keyOf = (names: readonly unknown[]): string | undefined =>
    names.map(name => (typeof name === 'string' ? keys.get(name) : undefined)).find(key => key !== undefined);
  const ends = new Map<string, Written>();
  const unnamed: ErrorRow[] = [];
  for (const row of answer.errors) {
    const key = keyOf(Object.values(row.context ?? {}).flat());
    if (key === undefined) unnamed.push(row);
    else ends.set(key, failedRow(key, row, run.write));
  }
  for (const record of answer.results) {
    const named = keyOf([record.objectWriteTraceId, record.id, ...run.write.namesIn(record)]);
    const key = named ?? (rows.length === 1 ? rows[0]?.key : undefined);
    if (key !== undefined) ends.set(key, { key, crmId: record.id });
  }
  if (answer.results.length > 0) run.refusals.inARow = 0;
  const open = rows.filter(({ key }) => !ends.has(key));
  return [...ends.values(), ...(await settleOpen(run, rows, open, unnamed))];
};

/** Rows the answer does not name. As many errors without a name as open rows: then those are theirs. */
const settleOpen = async (
  run: Run,
  rows: readonly BatchRow[],
  open: readonly BatchRow[],
  unnamed: readonly ErrorRow[],
): Promise<readonly Written[]> => {
  const { write } = run;
  const [error] = unnamed;
  if (open.length === 0) return [];
  const notWritten = error !== undefined && unnamed.length === open.length;
  if (notWritten && new Set(unnamed.map(row => problemOf(row).word)).size === 1)
    return open.map(({ key }) => failedRow(key, error, write));
  if (open.length === 1 || !(write.repeatable || notWritten)) {
    const kind = write.repeatable ? 'retry' : 'unknown';
    return stopped(
      open,
      new Fault(kind, 'hubspot.unmatched', `HubSpot’s answer to ${write.kind} leaves rows out`),
    );
  }
  return open.length < rows.length ? writeRows(run, open) : inHalves(run, open);
};

/** A row that failed for no fault of its own goes again; a created one is looked for first. */
const PASSING = /INTERNAL|TIMEOUT|RATE_LIMIT|LOCK|UNAVAILABLE|GATEWAY/i;

const failedRow = (key: string, row: ErrorRow, { repeatable, kind }: BatchWrite): Written => {
  const { word, words } = problemOf(row);
  if (!words.some(said => PASSING.test(said))) return { key, refused: `hubspot.${word}` };
  return {
    key,
    fault: new Fault(repeatable ? 'retry' : 'unknown', 'hubspot.failed', `HubSpot failed one row of ${kind}`),
  };
};

/** A fault that stopped every row is the call's own. */
export const throwIfAllStopped = (ends: readonly Written[]): readonly Written[] => {
  const faults = ends.flatMap(end => ('fault' in end ? [end.fault] : []));
  const [first] = faults;
  if (
    first !== undefined &&
    faults.length === ends.length &&
    faults.every(({ kind, code }) => kind === first.kind && code === first.code)
  )
    throw first;
  return ends;
};
