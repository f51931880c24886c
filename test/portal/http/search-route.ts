import { apiVersion } from '../api-version.js';
import { invalid, refused, type Outcome, type Problem } from '../problem.js';
import { search, searchProblem } from '../state/search.js';
import { recordView } from './record-view.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';
import { searchBody, type SearchBody } from './shapes.js';

const most = {
  groups: 5,
  filtersPerGroup: 6,
  filters: 18,
  sorts: 1,
  limit: 200,
  results: 10_000,
  bodyLength: 3_000,
};

export function searchRoute(handling: Handling): Route {
  return {
    method: 'POST',
    path: `/crm/objects/${apiVersion}/:objectType/search`,
    isSearch: true,
    answer: call => answer(handling, call),
  };
}

function answer(handling: Handling, call: Call): Outcome<Answer> {
  const { crm } = handling;
  const type = typeOf(handling, call.params['objectType']);
  if (!type.ok) return type;
  if (call.text.length > most.bodyLength) {
    return refused(invalid(`The search body may have at most ${String(most.bodyLength)} characters`));
  }
  const body = bodyOf(call, searchBody);
  if (!body.ok) return body;
  const { filterGroups, query, sorts, properties, limit, after } = body.value;
  const [sort] = sorts;
  const wanted = { filterGroups, query, sort };
  const problem = overCap(body.value) ?? searchProblem(crm, type.value, wanted);
  if (problem) return refused(problem);

  const found = search(crm, type.value, wanted);
  const page = found.slice(after, after + limit);
  const results = page.map(hit => recordView(type.value, hit.record, properties, hit.properties));
  const next = after + limit;
  const paging = next < found.length ? { paging: { next: { after: String(next) } } } : {};
  return answered(200, { total: found.length, results, ...paging });
}

function overCap({ filterGroups, sorts, limit, after }: SearchBody): Problem | undefined {
  const counts = filterGroups.map(({ filters }) => filters.length);
  const rows: readonly (readonly [string, number, number])[] = [
    ['filter groups', filterGroups.length, most.groups],
    ['filters in one group', Math.max(0, ...counts), most.filtersPerGroup],
    ['filters', counts.reduce((sum, count) => sum + count, 0), most.filters],
    ['sorts', sorts.length, most.sorts],
    ['results on a page', limit, most.limit],
    ['results of a query', after + limit, most.results],
  ];
  const over = rows.find(([, given, cap]) => given > cap);
  return over && invalid(`A search may have at most ${String(over[2])} ${over[0]}, found ${String(over[1])}`);
}
