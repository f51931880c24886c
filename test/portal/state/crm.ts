import type { AssociationTypes } from '../schema/association-types.js';
import type { ObjectType, ObjectTypes } from '../schema/object-types.js';
import { createChanges, type Changes } from './changes.js';
import type { Links } from './links.js';
import { createLinks } from './links.js';
import { createRecordTable, type RecordTable } from './record-table.js';
import { watchedLinks, watchedTable } from './watched.js';

/** Everything the portal remembers about records; the HTTP layer and the in-process access share it. */
export interface Crm {
  readonly portalId: number;
  readonly objects: ObjectTypes;
  readonly associationTypes: AssociationTypes;
  readonly links: Links;
  /** Records one record may be associated with, per object type at the other end. */
  readonly associationCap: number;
  readonly searchLagMs: number;
  readonly changes: Changes;
  /** `<type id>/<record id>` of a record merged away, and the id it leads to. */
  readonly forwards: Map<string, string>;
  table(type: ObjectType): RecordTable;
  nextId(): string;
  /** ISO, from the portal's only clock. */
  now(): string;
}

export type CrmSettings = Pick<
  Crm,
  'portalId' | 'objects' | 'associationTypes' | 'associationCap' | 'searchLagMs' | 'now'
>;

const firstRecordId = 100_001;

export function createCrm(settings: CrmSettings): Crm {
  const changes = createChanges();
  const tables = new Map<string, RecordTable>();
  let next = firstRecordId;
  return {
    ...settings,
    changes,
    forwards: new Map(),
    links: watchedLinks(createLinks(), changes),
    table: type => {
      const known = tables.get(type.id);
      if (known) return known;
      const made = watchedTable(createRecordTable(), type, changes);
      tables.set(type.id, made);
      return made;
    },
    nextId: () => String(next++),
  };
}
