import { invalid, notFound, done, refused, type Outcome } from '../problem.js';
import type { AssociationType } from '../schema/association-types.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from './crm.js';
import type { Endpoint } from './links.js';
import type { StoredRecord } from './record-table.js';
import { archive } from './record-writes.js';

const MERGED_IDS = 'hs_merged_object_ids';

/** The record an id leads to: itself, or the one it was merged into. */
export const survivorOf = (crm: Crm, type: ObjectType, id: string): string => {
  const next = crm.forwards.get(`${type.id}/${id}`);
  return next === undefined ? id : survivorOf(crm, type, next);
};

/**
 * The other record's values fill what the primary one lacks, its associations move over, and its id leads to the
 * primary one from then on. It cannot be undone.
 */
export function merge(crm: Crm, type: ObjectType, primaryId: string, otherId: string): Outcome<StoredRecord> {
  const table = crm.table(type);
  const primary = table.getBy('hs_object_id', primaryId);
  const other = table.getBy('hs_object_id', otherId);
  if (!primary || !other)
    return refused(notFound(`No ${type.singular} with ID ${primary ? otherId : primaryId}`));
  if (primary.id === other.id) return refused(invalid('A record cannot be merged with itself'));
  const now = crm.now();
  const missing = Object.entries(other.properties).filter(
    ([name, value]) => (primary.properties[name] ?? '') === '' && value !== '' && name !== MERGED_IDS,
  );
  const ids = [primary.properties[MERGED_IDS], other.properties[MERGED_IDS], other.id].filter(Boolean);
  const properties = {
    ...primary.properties,
    ...Object.fromEntries(missing),
    [MERGED_IDS]: ids.join(';'),
    [type.modifiedName]: now,
  };
  crm.changes.during(null, () => {
    moveLinks(crm, { type, id: other.id }, { type, id: primary.id });
    archive(crm, type, other);
    table.put({
      ...primary,
      properties,
      updatedAt: now,
      versions: [...primary.versions, { at: Date.parse(now), properties }],
    });
  });
  crm.forwards.set(`${type.id}/${other.id}`, primary.id);
  crm.changes.emit({
    kind: 'merge',
    of: { type, id: primary.id },
    merged: [other.id],
    moved: missing.length,
  });
  return done({ ...primary, properties, updatedAt: now });
}

function moveLinks(crm: Crm, from: Endpoint, to: Endpoint): void {
  for (const far of crm.objects.all()) {
    const known = crm.associationTypes.between(to.type, far);
    const typesOf = (ids: readonly number[]): readonly AssociationType[] =>
      known.filter(({ typeId }) => ids.includes(typeId));
    const had = new Map(crm.links.of(to, far).map(({ toId, typeIds }) => [toId, typeIds]));
    for (const { toId, typeIds } of crm.links.of(from, far))
      if (!(far.id === to.type.id && toId === to.id))
        crm.links.set(
          to,
          { type: far, id: toId },
          typesOf([...new Set([...(had.get(toId) ?? []), ...typeIds])]),
        );
  }
}

/** Gone for good, from the bin too; its values are nowhere any more. */
export function erase(crm: Crm, type: ObjectType, id: string): boolean {
  const table = crm.table(type);
  const record = table.get(id);
  if (!record) return false;
  if (record.archivedAt === undefined) archive(crm, type, record);
  table.remove(id);
  crm.changes.emit({ kind: 'privacyDeletion', of: { type, id } });
  return true;
}

/** Back from the bin, without the associations it had. */
export function restore(crm: Crm, type: ObjectType, id: string): boolean {
  const record = crm.table(type).get(id);
  if (record?.archivedAt === undefined || crm.forwards.has(`${type.id}/${id}`)) return false;
  const { archivedAt: _, ...living } = record;
  const now = crm.now();
  const properties = { ...record.properties, [type.modifiedName]: now };
  crm.table(type).put({
    ...living,
    properties,
    updatedAt: now,
    versions: [...record.versions, { at: Date.parse(now), properties }],
  });
  return true;
}
