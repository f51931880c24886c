import type { RecordKind } from '../../domain/directory.js';
import { toEpochMs, type Instant } from '../../domain/time.js';
import type { Page } from '../../workflows/ports/crm.js';
import { recordPage } from './answers.js';
import type { Api } from './api.js';
import { MOST_SEARCH_RESULTS, searchPath } from './paths.js';

const MODIFIED: Readonly<Record<RecordKind, string>> = {
  contact: 'lastmodifieddate',
  company: 'hs_lastmodifieddate',
  servicePoint: 'hs_lastmodifieddate',
};

/**
 * Pages by id, each a query of its own: a query ends at 10,000 results, and many records of one import share their
 * moment, so that windows of time could not pass them. What it finds is read again by id, for the search is behind.
 */
export const readChangedIds =
  (api: Api, typeOf: (kind: RecordKind) => Promise<string>) =>
  async (kind: RecordKind, since: Instant, after: string | null): Promise<Page<string>> => {
    const filters = [
      { propertyName: MODIFIED[kind], operator: 'GTE', value: String(toEpochMs(since)) },
      ...(after === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: after }]),
    ];
    const { results } = await api.call({
      kind: `${kind}.search`,
      method: 'POST',
      path: searchPath(await typeOf(kind)),
      body: {
        filterGroups: [{ filters }],
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        properties: ['hs_object_id'],
        limit: MOST_SEARCH_RESULTS,
      },
      answer: recordPage,
      repeatable: true,
      lane: 'search',
    });
    const items = results.map(({ id }) => id);
    return { items, next: items.length < MOST_SEARCH_RESULTS ? null : (items.at(-1) ?? null) };
  };
