import { apiVersion } from '../api-version.js';
import { invalid, notFound, refused, type Outcome } from '../problem.js';
import type { Lists, RecordList } from '../state/lists.js';
import { onList } from './list-routes.js';
import { memberChanges, recordIds } from './list-shapes.js';
import { answered, bodyOf, limitOf, type Answer, type Call, type Route } from './route.js';

const base = `/crm/lists/${apiVersion}/:listId/memberships`;
const page = { usual: 100, most: 250 };
/** Above it two calls refuse to work at once on all members. */
const mostAtOnce = 100_000;

/** Who is in a list. Only lists without a filter of their own are written to. */
export function listMemberRoutes(lists: Lists): readonly Route[] {
  const byHand = (handle: (list: RecordList, call: Call) => Outcome<Answer>): Route['answer'] =>
    onList(lists, (list, call) =>
      list.processingType === 'DYNAMIC'
        ? refused(invalid('Members of a DYNAMIC list follow from its filter'))
        : handle(list, call),
    );
  const change = (
    list: RecordList,
    toAdd: readonly string[],
    toRemove: readonly string[],
  ): Outcome<Answer> => {
    const { added, missing } = lists.add(list.listId, toAdd);
    const removed = lists.remove(list.listId, toRemove);
    return answered(200, { recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing });
  };
  const add = byHand((list, call) => {
    const ids = bodyOf(call, recordIds);
    return ids.ok ? change(list, ids.value, []) : ids;
  });
  const remove = byHand((list, call) => {
    const ids = bodyOf(call, recordIds);
    return ids.ok ? change(list, [], ids.value) : ids;
  });
  const addAndRemove = byHand((list, call) => {
    const body = bodyOf(call, memberChanges);
    return body.ok ? change(list, body.value.recordIdsToAdd, body.value.recordIdsToRemove) : body;
  });
  const addFrom = byHand((list, call) => {
    const source = lists.get(call.params['sourceListId'] ?? '');
    if (source?.objectTypeId !== list.objectTypeId)
      return refused(notFound('The source list does not exist'));
    const members = lists.members(source.listId).map(({ recordId }) => recordId);
    if (members.length >= mostAtOnce) return refused(tooMany);
    lists.add(list.listId, members);
    return answered(204);
  });
  const removeAll = byHand(({ listId }) => {
    const members = lists.members(listId).map(({ recordId }) => recordId);
    if (members.length >= mostAtOnce) return refused(tooMany);
    lists.remove(listId, members);
    return answered(204);
  });
  const ofRecord: Route['answer'] = ({ params }) => {
    const results = lists
      .all()
      .filter(list => !list.deletedAt && list.objectTypeId === params['objectTypeId'])
      .flatMap(({ listId, listVersion }) =>
        lists
          .members(listId)
          .filter(({ recordId }) => recordId === params['recordId'])
          .map(({ membershipTimestamp: at }) => ({
            listId,
            listVersion,
            firstAddedTimestamp: at,
            lastAddedTimestamp: at,
          })),
      );
    return answered(200, { results });
  };
  return [
    { method: 'GET', path: base, answer: onList(lists, (list, call) => read(lists, list, call)) },
    { method: 'PUT', path: `${base}/add`, answer: add },
    { method: 'PUT', path: `${base}/remove`, answer: remove },
    { method: 'PUT', path: `${base}/add-and-remove`, answer: addAndRemove },
    { method: 'PUT', path: `${base}/add-from/:sourceListId`, answer: addFrom },
    { method: 'DELETE', path: base, answer: removeAll },
    {
      method: 'GET',
      path: `/crm/lists/${apiVersion}/records/:objectTypeId/:recordId/memberships`,
      answer: ofRecord,
    },
  ];
}

const tooMany = invalid(`This works only for lists with fewer than ${String(mostAtOnce)} memberships`);

/** In order of record id; the cursor is the last one given. */
function read(lists: Lists, { listId }: RecordList, call: Call): Outcome<Answer> {
  const limit = limitOf(call, page.usual, page.most);
  if (!limit.ok) return limit;
  const after = Number(call.query.get('after') ?? 0);
  const all = lists.members(listId);
  const rest = all
    .filter(({ recordId }) => Number(recordId) > after)
    .sort((a, b) => Number(a.recordId) - Number(b.recordId));
  const results = rest.slice(0, limit.value);
  const last = results.at(-1);
  const paging = last && rest.length > results.length ? { paging: { next: { after: last.recordId } } } : {};
  return answered(200, { results, total: all.length, ...paging });
}
