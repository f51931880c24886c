import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused, type Outcome } from '../problem.js';
import { filterBranch } from '../state/list-filters.js';
import type { Lists, RecordList } from '../state/lists.js';
import { filterChange, listSearch, newList } from './list-shapes.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';

const base = `/crm/lists/${apiVersion}`;

/** Finds the list a path names; a deleted one is not found. */
export const onList =
  (lists: Lists, handle: (list: RecordList, call: Call) => Outcome<Answer>): Route['answer'] =>
  call => {
    const { listId = '' } = call.params;
    const list = lists.get(listId);
    return list && !list.deletedAt ? handle(list, call) : refused(notFound(`List ${listId} does not exist`));
  };

export function listRoutes(handling: Handling, lists: Lists): readonly Route[] {
  const { crm } = handling;
  const view = (list: RecordList): Readonly<Record<string, unknown>> => ({
    ...list,
    processingStatus: 'COMPLETE',
    size: lists.members(list.listId).length,
  });
  const living = (): readonly RecordList[] => lists.all().filter(({ deletedAt }) => !deletedAt);
  const nameTaken = (objectTypeId: string, name: string): boolean =>
    living().some(list => list.objectTypeId === objectTypeId && list.name === name);

  const create: Route['answer'] = call => {
    const body = bodyOf(call, newList);
    if (!body.ok) return body;
    const { name, processingType, filterBranch: filter } = body.value;
    const type = typeOf(handling, body.value.objectTypeId);
    if (!type.ok) return type;
    if (nameTaken(type.value.id, name)) return refused(conflict(`A list named "${name}" already exists`));
    if (filter !== undefined && !filterBranch.safeParse(filter).success) return refused(unknownFilter);
    if (processingType === 'DYNAMIC' && filter === undefined)
      return refused(invalid('A DYNAMIC list needs a filterBranch'));
    const given = { name, processingType, objectTypeId: type.value.id };
    const list = lists.create(filter === undefined ? given : { ...given, filterBranch: filter });
    return answered(200, { list: view(list) });
  };
  const change = (list: RecordList, changes: Partial<RecordList>): RecordList => {
    const next = { ...list, ...changes, updatedAt: crm.now(), listVersion: list.listVersion + 1 };
    lists.put(next);
    return next;
  };
  const rename = onList(lists, (list, call) => {
    const name = call.query.get('listName') ?? '';
    if (name === '') return refused(invalid('listName is required'));
    if (nameTaken(list.objectTypeId, name)) return refused(conflict(`A list named "${name}" already exists`));
    return answered(200, { updatedList: view(change(list, { name })) });
  });
  const refilter = onList(lists, (list, call) => {
    const body = bodyOf(call, filterChange);
    if (!body.ok) return body;
    if (list.processingType !== 'DYNAMIC') return refused(invalid('Only a DYNAMIC list has a filter'));
    if (!filterBranch.safeParse(body.value.filterBranch).success) return refused(unknownFilter);
    return answered(200, { updatedList: view(change(list, { filterBranch: body.value.filterBranch })) });
  });
  const remove = onList(lists, list => {
    change(list, { deletedAt: crm.now() });
    return answered(204);
  });
  const restore: Route['answer'] = call => {
    const list = lists.get(call.params['listId'] ?? '');
    if (!list?.deletedAt) return refused(notFound('No deleted list of that id'));
    const { deletedAt: _, ...kept } = list;
    lists.put(kept);
    return answered(204);
  };
  const byName: Route['answer'] = call => {
    const { objectTypeId, listName } = call.params;
    const found = living().find(list => list.objectTypeId === objectTypeId && list.name === listName);
    return found ? answered(200, { list: view(found) }) : refused(notFound('List does not exist'));
  };
  return [
    { method: 'POST', path: `${base}/search`, answer: call => search(living(), view, call) },
    { method: 'POST', path: base, answer: create },
    {
      method: 'GET',
      path: base,
      answer: ({ query }) => {
        const wanted = query.getAll('listIds').flatMap(ids => ids.split(','));
        return answered(200, {
          lists: living()
            .filter(({ listId }) => wanted.includes(listId))
            .map(view),
        });
      },
    },
    { method: 'GET', path: `${base}/object-type-id/:objectTypeId/name/:listName`, answer: byName },
    {
      method: 'GET',
      path: `${base}/:listId`,
      answer: onList(lists, list => answered(200, { list: view(list) })),
    },
    { method: 'PUT', path: `${base}/:listId/update-list-name`, answer: rename },
    { method: 'PUT', path: `${base}/:listId/update-list-filters`, answer: refilter },
    { method: 'PUT', path: `${base}/:listId/restore`, answer: restore },
    { method: 'DELETE', path: `${base}/:listId`, answer: remove },
  ];
}

const unknownFilter = invalid(
  'The local portal evaluates filters of properties only: IS_EQUAL_TO, IS_NOT_EQUAL_TO, IS_ANY_OF, IS_NONE_OF, IS_KNOWN, IS_UNKNOWN',
);

function search(
  lists: readonly RecordList[],
  view: (list: RecordList) => Readonly<Record<string, unknown>>,
  call: Call,
): Outcome<Answer> {
  const body = bodyOf(call, listSearch);
  if (!body.ok) return body;
  const { query = '', listIds, processingTypes, objectTypeId, offset = 0, count = 20 } = body.value;
  const found = lists
    .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
    .filter(({ listId }) => !listIds || listIds.includes(listId))
    .filter(({ processingType }) => !processingTypes?.length || processingTypes.includes(processingType))
    .filter(list => !objectTypeId || list.objectTypeId === objectTypeId);
  const page = found.slice(offset, offset + count).map(list => {
    const { size, filterBranch: _, ...row } = view(list);
    return { ...row, additionalProperties: { hs_list_size: String(size) } };
  });
  const next = offset + page.length;
  return answered(200, { lists: page, total: found.length, offset: next, hasMore: next < found.length });
}
