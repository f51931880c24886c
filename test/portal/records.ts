import type { ObjectType } from './schema/object-types.js';
import {
  claimLinks,
  commitLinks,
  newLinkClaims,
  planLink,
  type LinkPlan,
} from './state/association-writes.js';
import type { Crm } from './state/crm.js';
import type { StoredRecord } from './state/record-table.js';
import { archive, commitWrite, newClaims, planCreate, planUpdate } from './state/record-writes.js';
import type { WrittenProperties } from './state/values.js';

export interface PortalRecord {
  readonly id: string;
  readonly objectTypeId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The other end of an association to be made; labels by name or by what a person reads, none for a plain one. */
export interface SeedAssociation {
  readonly to: string;
  readonly id: string;
  readonly labels?: readonly string[];
}

export interface SeedRecord {
  readonly properties: WrittenProperties;
  readonly associations?: readonly SeedAssociation[];
}

export interface AssociatedRecord {
  readonly objectType: string;
  readonly id: string;
  /** What a person reads; empty for a plain association. */
  readonly labels: readonly string[];
}

export interface PortalObjectType {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly primaryDisplayProperty: string;
}

/** Access without HTTP, for seeds and pages. Object types go by any of their names; a wrong input throws. */
export interface PortalRecords {
  types(): readonly PortalObjectType[];
  /** Ids in the order of the inputs. Search knows these records at once; all are written, or none. */
  create(objectType: string, records: readonly SeedRecord[]): readonly string[];
  /** As a person would in the CRM: search sees it only after the index lag. */
  update(objectType: string, id: string, properties: WrittenProperties): PortalRecord;
  archive(objectType: string, id: string): void;
  associate(objectType: string, id: string, associations: readonly SeedAssociation[]): void;
  /** By record id, or by another unique property. Living records only. */
  get(objectType: string, id: string, idProperty?: string): PortalRecord | undefined;
  /** In order of id. */
  list(
    objectType: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): readonly PortalRecord[];
  /** With one object type, or with all. */
  associations(objectType: string, id: string, toObjectType?: string): readonly AssociatedRecord[];
  count(objectType: string): number;
}

const alwaysSearchable = Number.NEGATIVE_INFINITY;

export function createPortalRecords(crm: Crm): PortalRecords {
  const typeOf = (name: string): ObjectType => {
    const type = crm.objects.find(name);
    if (!type) throw new Error(`Expected an object type's name, found "${name}"`);
    return type;
  };
  const living = (name: string, id: string): { readonly type: ObjectType; readonly record: StoredRecord } => {
    const type = typeOf(name);
    const record = crm.table(type).getBy('hs_object_id', id);
    if (!record) throw new Error(`No ${type.singular} ${id}`);
    return { type, record };
  };
  return {
    types: () =>
      crm.objects.all().map(({ id, name, label, pluralLabel, primaryDisplayProperty }) => ({
        id,
        name,
        label,
        pluralLabel,
        primaryDisplayProperty,
      })),
    create: (objectType, seeds) => createAll(crm, typeOf(objectType), typeOf, seeds),
    update: (objectType, id, properties) => {
      const { type } = living(objectType, id);
      const plan = planUpdate(crm, type, id, properties, newClaims());
      if (!plan.ok) throw new Error(plan.problem.message);
      return recordOf(type, commitWrite(crm, plan.value));
    },
    archive: (objectType, id) => {
      const { type, record } = living(objectType, id);
      archive(crm, type, record);
    },
    associate: (objectType, id, associations) => {
      const { type } = living(objectType, id);
      commitLinks(crm, seedLinks(crm, type, id, typeOf, associations, newLinkClaims()));
    },
    get: (objectType, id, idProperty = 'hs_object_id') => {
      const type = typeOf(objectType);
      const record = crm.table(type).getBy(idProperty, id);
      return record && recordOf(type, record);
    },
    list: (objectType, { after, limit = Number.POSITIVE_INFINITY } = {}) => {
      const type = typeOf(objectType);
      const found = crm.table(type).page(after, limit, record => !record.archivedAt);
      return found.map(record => recordOf(type, record));
    },
    associations: (objectType, id, toObjectType) => {
      const others = toObjectType === undefined ? crm.objects.all() : [typeOf(toObjectType)];
      return others.flatMap(other => associatedWith(crm, typeOf(objectType), id, other));
    },
    count: objectType => crm.table(typeOf(objectType)).count(),
  };
}

function recordOf(type: ObjectType, { id, properties, createdAt, updatedAt }: StoredRecord): PortalRecord {
  return { id, objectTypeId: type.id, properties, createdAt, updatedAt };
}

/** The links are planned once the records are there; a wrong link takes the records back out. */
function createAll(
  crm: Crm,
  type: ObjectType,
  typeOf: (name: string) => ObjectType,
  seeds: readonly SeedRecord[],
): readonly string[] {
  const claims = newClaims();
  const plans = seeds.map(({ properties }) => {
    const plan = planCreate(crm, type, { properties }, claims);
    if (!plan.ok) throw new Error(plan.problem.message);
    return plan.value;
  });
  const records = plans.map(plan => commitWrite(crm, plan, alwaysSearchable));
  try {
    const links = records.flatMap(({ id }, index) =>
      seedLinks(crm, type, id, typeOf, seeds[index]?.associations ?? [], claims.links),
    );
    commitLinks(crm, links);
  } catch (error) {
    for (const record of records) archive(crm, type, record);
    throw error;
  }
  return records.map(({ id }) => id);
}

function seedLinks(
  crm: Crm,
  type: ObjectType,
  id: string,
  typeOf: (name: string) => ObjectType,
  associations: readonly SeedAssociation[],
  claims: ReturnType<typeof newLinkClaims>,
): readonly LinkPlan[] {
  const plans = associations.map(({ to, id: toId, labels = [] }) => {
    const toType = typeOf(to);
    const known = crm.associationTypes.between(type, toType);
    const specs = labels.map(wanted => {
      const found = known.find(({ name, label }) => label !== null && (name === wanted || label === wanted));
      if (!found) throw new Error(`No label "${wanted}" from ${type.name} to ${toType.name}`);
      return { associationCategory: found.category, associationTypeId: found.typeId };
    });
    const plan = planLink(crm, { type, id }, { type: toType, id: toId }, specs);
    if (!plan.ok) throw new Error(plan.problem.message);
    return plan.value;
  });
  const overCap = claimLinks(crm, plans, claims);
  if (overCap) throw new Error(overCap.message);
  return plans;
}

function associatedWith(
  crm: Crm,
  type: ObjectType,
  id: string,
  other: ObjectType,
): readonly AssociatedRecord[] {
  const types = crm.associationTypes.between(type, other);
  return crm.links.of({ type, id }, other).map(({ toId, typeIds }) => ({
    objectType: other.name,
    id: toId,
    labels: types.filter(({ typeId }) => typeIds.includes(typeId)).flatMap(({ label }) => label ?? []),
  }));
}
