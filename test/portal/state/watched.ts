import { isSystem, type Changes } from './changes.js';
import type { Links } from './links.js';
import type { ObjectType } from '../schema/object-types.js';
import type { RecordTable, StoredRecord } from './record-table.js';

/** A table that says what each write changed. */
export const watchedTable = (table: RecordTable, type: ObjectType, changes: Changes): RecordTable => ({
  ...table,
  put: record => {
    const former = table.get(record.id);
    table.put(record);
    announce(type, former, record, changes);
  },
});

function announce(
  type: ObjectType,
  former: StoredRecord | undefined,
  record: StoredRecord,
  changes: Changes,
): void {
  const of = { type, id: record.id };
  if (!former) return changes.emit({ kind: 'creation', of });
  if (record.archivedAt !== undefined) {
    if (former.archivedAt === undefined) changes.emit({ kind: 'deletion', of });
    return;
  }
  if (former.archivedAt !== undefined) changes.emit({ kind: 'restore', of });
  const names = new Set([...Object.keys(former.properties), ...Object.keys(record.properties)]);
  for (const property of names) {
    const value = record.properties[property] ?? '';
    if (!isSystem(type, property) && value !== (former.properties[property] ?? ''))
      changes.emit({ kind: 'propertyChange', of, property, value });
  }
}

/** Links that say so from both ends. A record's own deletion takes its associations along without a word. */
export const watchedLinks = (links: Links, changes: Changes): Links => {
  type Ends = Parameters<Links['remove']>;
  const tell = (from: Ends[0], to: Ends[1], removed: boolean, name: string): void => {
    changes.emit({ kind: 'associationChange', of: from, to, removed, name });
    changes.emit({ kind: 'associationChange', of: to, to: from, removed, name });
  };
  const typesOf = (from: Ends[0], to: Ends[1]): string =>
    JSON.stringify(links.of(from, to.type).find(({ toId }) => toId === to.id)?.typeIds ?? []);
  const watch = (from: Ends[0], to: Ends[1], name: string, write: () => void): void => {
    const former = typesOf(from, to);
    write();
    if (typesOf(from, to) !== former) tell(from, to, !links.has(from, to), name);
  };
  return {
    ...links,
    set: (from, to, types) => {
      watch(from, to, types.at(-1)?.name ?? '', () => {
        links.set(from, to, types);
      });
    },
    removeTypes: (from, to, types) => {
      watch(from, to, types[0]?.name ?? '', () => {
        links.removeTypes(from, to, types);
      });
    },
    remove: (from, to) => {
      watch(from, to, '', () => {
        links.remove(from, to);
      });
    },
  };
};
