import { invalid, type Problem } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from './crm.js';
import type { StoredProperties, StoredRecord } from './record-table.js';
import { keyOf, missingOperand, predicateOf, type Filter } from './search-filters.js';
import { unknownProperty } from './values.js';

export interface SearchQuery {
  /** Any group, all of its filters. No group matches everything. */
  readonly filterGroups: readonly { readonly filters: readonly Filter[] }[];
  readonly query?: string | undefined;
  readonly sort?: { readonly propertyName: string; readonly descending: boolean } | undefined;
}

/** A record as the index last saw it. */
export interface Indexed {
  readonly record: StoredRecord;
  readonly properties: StoredProperties;
}

export function searchProblem(crm: Crm, type: ObjectType, query: SearchQuery): Problem | undefined {
  for (const filter of query.filterGroups.flatMap(group => group.filters)) {
    if (!type.properties.has(filter.propertyName)) return unknownProperty(filter.propertyName, crm.portalId);
    const missing = missingOperand(filter);
    if (missing) return invalid(`Filter on ${filter.propertyName}: ${filter.operator} needs ${missing}`);
  }
  if (query.sort && !type.properties.has(query.sort.propertyName)) {
    return unknownProperty(query.sort.propertyName, crm.portalId);
  }
  return undefined;
}

/** Sees each record as it was one index lag ago; archived records vanish at once. */
export function search(crm: Crm, type: ObjectType, query: SearchQuery): readonly Indexed[] {
  const reached = Date.parse(crm.now()) - crm.searchLagMs;
  const matches = matcherOf(type, query);
  const found: Indexed[] = [];
  for (const record of candidates(crm, type, query)) {
    const properties = record.versions.findLast(({ at }) => at <= reached)?.properties;
    if (properties && matches(properties)) found.push({ record, properties });
  }
  return sorted(type, found, query.sort);
}

/** A single group that pins record ids needs no scan; other properties may lag, so only the id can be trusted. */
function candidates(crm: Crm, type: ObjectType, query: SearchQuery): Iterable<StoredRecord> {
  const table = crm.table(type);
  const [only, ...others] = query.filterGroups;
  const pinned = others.length === 0 ? only?.filters.find(pinsIds) : undefined;
  if (!pinned) return table.living();
  const ids = new Set(pinned.values ?? [pinned.value ?? '']);
  return [...ids].map(id => table.getBy('hs_object_id', id)).filter(record => record !== undefined);
}

const pinsIds = ({ propertyName, operator }: Filter): boolean =>
  propertyName === 'hs_object_id' && (operator === 'EQ' || operator === 'IN');

function matcherOf(type: ObjectType, query: SearchQuery): (properties: StoredProperties) => boolean {
  const words = (query.query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const groups = query.filterGroups.map(({ filters }) =>
    filters.map(filter => ({ name: filter.propertyName, holds: predicateOf(type, filter) })),
  );
  return properties => {
    if (words.length > 0 && !mentions(properties, words)) return false;
    if (groups.length === 0) return true;
    return groups.some(group => group.every(({ name, holds }) => holds(properties[name])));
  };
}

function mentions(properties: StoredProperties, words: readonly string[]): boolean {
  const all = Object.values(properties).join('\n').toLowerCase();
  return words.every(word => all.includes(word));
}

/** Records without the property come last in either direction. */
function sorted(type: ObjectType, found: Indexed[], sort: SearchQuery['sort']): readonly Indexed[] {
  if (!sort) return found;
  const key = keyOf(type, sort.propertyName);
  const direction = sort.descending ? -1 : 1;
  const keyed = found.map(item => {
    const value = item.properties[sort.propertyName];
    return { item, key: value === undefined ? undefined : key(value) };
  });
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined)
      return Number(a.key === undefined) - Number(b.key === undefined);
    return a.key === b.key ? 0 : (a.key < b.key ? -1 : 1) * direction;
  });
  return keyed.map(({ item }) => item);
}
