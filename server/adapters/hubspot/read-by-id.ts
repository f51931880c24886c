import { Fault } from '../../workflows/fault.js';
import type { ById } from '../../workflows/ports/crm.js';
import { recordBatch, type CrmRecord, type ErrorRow } from './answers.js';
import type { Api } from './api.js';
import { batchPath, chunksOf, MOST_OBJECTS } from './paths.js';
import { problemOf } from './problem.js';

/**
 * Records by id, a hundred a call. Gone is only what HubSpot itself calls missing: any other error row stops the read,
 * and a row left out without a word is neither found nor gone; the nightly pass decides. An id that was merged away is
 * gone here: a batch does not follow it, the survivor lists it.
 */
export const readById = async (
  api: Api,
  type: string,
  name: string,
  properties: readonly string[],
  ids: readonly string[],
): Promise<ById<CrmRecord>> => {
  const batches = await Promise.all(
    chunksOf([...new Set(ids)], MOST_OBJECTS).map(async chunk => {
      const { results, errors } = await api.call({
        kind: `${name}.read`,
        method: 'POST',
        path: batchPath(type, 'read'),
        body: { properties, propertiesWithHistory: [], inputs: chunk.map(id => ({ id })) },
        answer: recordBatch,
        repeatable: true,
      });
      const isMissing = (row: ErrorRow): boolean => problemOf(row).words.includes('OBJECT_NOT_FOUND');
      if (!errors.every(isMissing))
        throw new Fault('retry', 'hubspot.incomplete', `HubSpot left out rows of ${name}.read`);
      const said = new Set(errors.flatMap(row => Object.values(row.context ?? {}).flat()).map(String));
      const found = new Set(results.map(({ id }) => id));
      return { found: results, gone: chunk.filter(id => said.has(id) && !found.has(id)) };
    }),
  );
  return { found: batches.flatMap(batch => batch.found), gone: batches.flatMap(batch => batch.gone) };
};
