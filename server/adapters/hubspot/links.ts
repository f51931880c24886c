import { Fault } from '../../workflows/fault.js';
import { associationBatch, type ErrorRow } from './answers.js';
import type { Api } from './api.js';
import { associationsPath, chunksOf, MOST_ASSOCIATION_READS } from './paths.js';
import { problemOf } from './problem.js';

export interface LinkKind {
  readonly typeId: number;
  readonly label: string | null;
}
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly LinkKind[];
}
interface Ask {
  readonly id: string;
  readonly after?: string;
}

/** HubSpot answers "none associated" as an error row; any other error row hides people, who would then not be told. */
const hidesLinks = (row: ErrorRow): boolean => {
  const { words } = problemOf(row);
  return !words.some(word => word.endsWith('NO_ASSOCIATIONS_FOUND') || word === 'OBJECT_NOT_FOUND');
};

const MOST_ROUNDS = 3;

/** Everything associated with those records, pages followed, failed rows asked again. */
export const readLinks = async (
  api: Api,
  from: string,
  to: string,
  names: string,
  ids: readonly string[],
): Promise<readonly Link[]> => {
  const read = async (asks: readonly Ask[], round: number): Promise<readonly Link[]> => {
    const batch = await api.call({
      kind: `${names}.read`,
      method: 'POST',
      path: associationsPath(from, to, 'batch/read'),
      body: { inputs: asks },
      answer: associationBatch,
      repeatable: true,
    });
    const links = batch.results.flatMap(row =>
      row.to.map(({ toObjectId, associationTypes }) => ({
        from: row.from.id,
        to: toObjectId,
        kinds: associationTypes.map(({ typeId, label }) => ({ typeId, label: label ?? null })),
      })),
    );
    const more = batch.results.flatMap(({ from: { id }, paging }) =>
      paging?.next ? [{ id, after: paging.next.after }] : [],
    );
    const next = more.length === 0 ? [] : await read(more, 1);
    if (!batch.errors.some(hidesLinks)) return [...links, ...next];
    if (round >= MOST_ROUNDS)
      throw new Fault('retry', 'hubspot.incomplete', `HubSpot left out rows of ${names}.read`);
    const answered = new Set(batch.results.map(row => row.from.id));
    return [
      ...links,
      ...next,
      ...(await read(
        asks.filter(({ id }) => !answered.has(id)),
        round + 1,
      )),
    ];
  };
  const links: Link[] = [];
  for (const chunk of chunksOf([...new Set(ids)], MOST_ASSOCIATION_READS))
    links.push(
      ...(await read(
        chunk.map(id => ({ id })),
        1,
      )),
    );
  return links;
};
