import { z } from 'zod';
import { Fault } from '../../workflows/fault.js';
import type { Page } from '../../workflows/ports/crm.js';
import type { ContactList, Lists } from '../../workflows/ports/lists.js';
import type { Api } from './api.js';
import { chunksOf, listMembersPath, listsPath } from './paths.js';

const CONTACTS = '0-1';
const PAGE = 250;
const FOUND = 50;
/** No cap on one call is documented; this is far below any that was met. */
const AT_ONCE = 5000;

const id = z.union([z.string(), z.number()]).transform(String);
const row = z.object({
  listId: id,
  name: z.string(),
  objectTypeId: z.string().nullish(),
  size: z.number().nullish(),
  additionalProperties: z.record(z.string(), z.string().nullish()).nullish(),
});
const found = z.object({ lists: z.array(row) });
const one = z.object({ list: row });
const memberPage = z.object({
  results: z.array(z.object({ recordId: id })),
  paging: z.object({ next: z.object({ after: id }).nullish() }).nullish(),
});
const changed = z.looseObject({});

const listOf = (given: z.output<typeof row>): ContactList => ({
  id: given.listId,
  name: given.name,
  size: given.size ?? Number(given.additionalProperties?.['hs_list_size'] ?? 0),
});

/** Lists by HubSpot's own calls; the name of a list is unique among those of contacts, which makes it the key. */
export const makeLists = (api: Api): Lists => {
  const search = async (query: string): Promise<readonly ContactList[]> => {
    const { lists } = await api.call({
      kind: 'lists.search',
      method: 'POST',
      path: `${listsPath}/search`,
      body: { query, objectTypeId: CONTACTS, count: FOUND, offset: 0 },
      answer: found,
      repeatable: true,
    });
    return lists.map(listOf);
  };
  const named = async (name: string): Promise<ContactList | null> => {
    try {
      const { list } = await api.call({
        kind: 'lists.byName',
        method: 'GET',
        path: `${listsPath}/object-type-id/${CONTACTS}/name/${encodeURIComponent(name)}`,
        answer: one,
        repeatable: true,
      });
      return listOf(list);
    } catch (error) {
      if (error instanceof Fault && error.kind === 'rejected') return null;
      throw error;
    }
  };
  const create = async (name: string): Promise<ContactList> => {
    try {
      const { list } = await api.call({
        kind: 'lists.create',
        method: 'POST',
        path: listsPath,
        body: { name, objectTypeId: CONTACTS, processingType: 'MANUAL' },
        answer: one,
        repeatable: false,
      });
      return listOf(list);
    } catch (error) {
      // It may be there after all, by us a moment ago or by another process.
      const known = error instanceof Fault && error.kind !== 'unauthorised' ? await named(name) : null;
      if (known === null) throw error;
      return known;
    }
  };
  const members = async (list: string, after: string | null): Promise<Page<string>> => {
    const page = await api.call({
      kind: 'lists.members',
      method: 'GET',
      path: `${listMembersPath(list)}?limit=${PAGE}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
      answer: memberPage,
      repeatable: true,
    });
    return { items: page.results.map(({ recordId }) => recordId), next: page.paging?.next?.after ?? null };
  };
  const allMembers = async (list: string): Promise<readonly string[]> => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const page: Page<string> = await members(list, after);
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  };
  const change = (list: string, recordIdsToAdd: readonly string[], recordIdsToRemove: readonly string[]) =>
    api.call({
      kind: 'lists.change',
      method: 'PUT',
      path: `${listMembersPath(list)}/add-and-remove`,
      body: { recordIdsToAdd, recordIdsToRemove },
      answer: changed,
      repeatable: true,
    });
  return {
    search,
    find: async list => {
      const { lists } = await api.call({
        kind: 'lists.read',
        method: 'GET',
        path: `${listsPath}?listIds=${encodeURIComponent(list)}`,
        answer: found,
        repeatable: true,
      });
      const [known] = lists.filter(({ objectTypeId }) => (objectTypeId ?? CONTACTS) === CONTACTS);
      return known === undefined ? null : listOf(known);
    },
    members,
    keep: async (name, contacts) => {
      const list = (await named(name)) ?? (await create(name));
      const wanted = new Set(contacts);
      const there = new Set(await allMembers(list.id));
      for (const ids of chunksOf(
        [...wanted].filter(contact => !there.has(contact)),
        AT_ONCE,
      ))
        await change(list.id, ids, []);
      for (const ids of chunksOf(
        [...there].filter(contact => !wanted.has(contact)),
        AT_ONCE,
      ))
        await change(list.id, [], ids);
      return { ...list, size: wanted.size };
    },
  };
};
