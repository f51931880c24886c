import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from '../state/crm.js';
import type { StoredProperties, StoredRecord } from '../state/record-table.js';

export type WireRecord = Readonly<Record<string, unknown>>;

const systemNames = (type: ObjectType): readonly string[] => [
  'hs_object_id',
  type.createdName,
  type.modifiedName,
];

/** The properties asked for (null when unset), or the type's defaults; unknown names are passed over, as on a read. */
export function recordView(
  type: ObjectType,
  record: StoredRecord,
  asked: readonly string[] = [],
  properties: StoredProperties = record.properties,
): WireRecord {
  const names = asked.length > 0 ? asked.filter(name => type.properties.has(name)) : type.defaults;
  const shown: Record<string, string | null> = {};
  for (const name of [...names, ...systemNames(type)]) shown[name] = properties[name] ?? null;
  return { id: record.id, properties: shown, ...timesOf(record) };
}

/** The view with the past of some properties, newest first; unknown names are passed over. */
export function withHistory(
  view: WireRecord,
  type: ObjectType,
  record: StoredRecord,
  asked: readonly string[],
): WireRecord {
  const names = asked.filter(name => type.properties.has(name));
  if (names.length === 0) return view;
  const pasts = names.map(name => [name, pastOf(record, name)] as const);
  return { ...view, propertiesWithHistory: Object.fromEntries(pasts) };
}

const pastOf = ({ history }: StoredRecord, name: string): readonly WireRecord[] =>
  history
    .flatMap(({ at, changes }) => {
      const value = changes[name];
      return value === undefined ? [] : [{ value: value ?? '', timestamp: at, sourceType: 'INTEGRATION' }];
    })
    .reverse();

/** After a write: everything that is set. */
export function writtenView(record: StoredRecord, extra: Readonly<Record<string, unknown>> = {}): WireRecord {
  return { id: record.id, properties: record.properties, ...timesOf(record), ...extra };
}

function timesOf(record: StoredRecord): WireRecord {
  const { createdAt, updatedAt, archivedAt } = record;
  const times = { createdAt, updatedAt, archived: archivedAt !== undefined };
  return archivedAt === undefined ? times : { ...times, archivedAt };
}

/** Keyed by plural, or by the fully qualified name for a custom object; one entry per association type. */
export function associationsView(
  crm: Crm,
  type: ObjectType,
  id: string,
  others: readonly ObjectType[],
): Readonly<Record<string, { readonly results: readonly unknown[] }>> {
  const entries = others.flatMap(other => {
    const types = crm.associationTypes.between(type, other);
    const results = crm.links
      .of({ type, id }, other)
      .flatMap(({ toId, typeIds }) =>
        types.filter(({ typeId }) => typeIds.includes(typeId)).map(({ name }) => ({ id: toId, type: name })),
      );
    return results.length === 0 ? [] : [[other.fullyQualifiedName ?? other.name, { results }] as const];
  });
  return Object.fromEntries(entries);
}
