import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from './crm.js';
import type { StoredProperties } from './record-table.js';

export type ProcessingType = 'MANUAL' | 'SNAPSHOT' | 'DYNAMIC';

export interface RecordList {
  readonly listId: string;
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: ProcessingType;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly listVersion: number;
  /** As it was given, so that it is read back unchanged. */
  readonly filterBranch?: unknown;
  readonly deletedAt?: string;
}

export interface Membership {
  readonly recordId: string;
  readonly membershipTimestamp: string;
}

/** HubSpot's segments: some have members by hand, some by a filter. */
export interface Lists {
  create(list: Pick<RecordList, 'name' | 'objectTypeId' | 'processingType' | 'filterBranch'>): RecordList;
  get(listId: string): RecordList | undefined;
  all(): readonly RecordList[];
  put(list: RecordList): void;
  /** Ids that are no records of the type are given back; the others are members from now on. */
  add(
    listId: string,
    recordIds: readonly string[],
  ): { readonly added: readonly string[]; readonly missing: readonly string[] };
  remove(listId: string, recordIds: readonly string[]): readonly string[];
  members(listId: string): readonly Membership[];
}

export type Matches = (properties: StoredProperties) => boolean;

const firstListId = 1;

export function createLists(crm: Crm, matcher: (type: ObjectType, filterBranch: unknown) => Matches): Lists {
  const lists = new Map<string, RecordList>();
  const members = new Map<string, Map<string, string>>();
  let next = firstListId;

  const living = (objectTypeId: string, id: string): boolean => {
    const type = crm.objects.find(objectTypeId);
    return type !== undefined && crm.table(type).getBy('hs_object_id', id) !== undefined;
  };
  const matching = ({ objectTypeId, filterBranch }: RecordList): readonly Membership[] => {
    const type = crm.objects.find(objectTypeId);
    if (!type) return [];
    const matches = matcher(type, filterBranch);
    return [...crm.table(type).living()]
      .filter(({ properties }) => matches(properties))
      .map(({ id, updatedAt }) => ({ recordId: id, membershipTimestamp: updatedAt }));
  };
  return {
    create: given => {
      const now = crm.now();
      const list = { ...given, listId: String(next++), createdAt: now, updatedAt: now, listVersion: 1 };
      lists.set(list.listId, list);
      const first = given.processingType === 'SNAPSHOT' ? matching(list) : [];
      members.set(list.listId, new Map(first.map(({ recordId }) => [recordId, now])));
      return list;
    },
    get: listId => lists.get(listId),
    all: () => [...lists.values()],
    put: list => {
      lists.set(list.listId, list);
    },
    add: (listId, recordIds) => {
      const list = lists.get(listId);
      const known = members.get(listId) ?? new Map<string, string>();
      members.set(listId, known);
      const missing = recordIds.filter(id => !list || !living(list.objectTypeId, id));
      const added = recordIds.filter(id => !missing.includes(id) && !known.has(id));
      for (const id of added) known.set(id, crm.now());
      return { added, missing };
    },
    remove: (listId, recordIds) => recordIds.filter(id => members.get(listId)?.delete(id)),
    members: listId => {
      const list = lists.get(listId);
      if (!list) return [];
      if (list.processingType === 'DYNAMIC') return matching(list);
      return [...(members.get(listId) ?? [])]
        .filter(([id]) => living(list.objectTypeId, id))
        .map(([recordId, membershipTimestamp]) => ({ recordId, membershipTimestamp }));
    },
  };
}
