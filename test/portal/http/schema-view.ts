import type { AssociationType } from '../schema/association-types.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from '../state/crm.js';
import { propertyView } from './property-view.js';

/** A type without its properties: what a change of it answers. */
export function typeDefinitionView(crm: Crm, type: ObjectType): Readonly<Record<string, unknown>> {
  const { schema } = type;
  return {
    id: type.id.replace('2-', ''),
    objectTypeId: type.id,
    portalId: crm.portalId,
    fullyQualifiedName: type.fullyQualifiedName ?? type.singular.toUpperCase(),
    name: type.name,
    labels: { singular: type.label, plural: type.pluralLabel },
    ...(schema?.description === undefined ? {} : { description: schema.description }),
    primaryDisplayProperty: type.primaryDisplayProperty,
    secondaryDisplayProperties: schema?.secondaryDisplayProperties ?? [],
    requiredProperties: type.required,
    searchableProperties: schema?.searchableProperties ?? [],
    archived: false,
  };
}

export const associationView = ({ typeId, from, to, name }: AssociationType): unknown => ({
  id: String(typeId),
  fromObjectTypeId: from,
  toObjectTypeId: to,
  name,
});

export function schemaView(crm: Crm, type: ObjectType): unknown {
  const associations = crm.objects
    .all()
    .flatMap(other => [
      ...crm.associationTypes.between(type, other).filter(isPlain),
      ...crm.associationTypes.between(other, type).filter(isPlain),
    ]);
  return {
    ...typeDefinitionView(crm, type),
    properties: [...type.properties.values()].map(property => propertyView(type, property)),
    associations: associations.map(associationView),
  };
}

const isPlain = ({ label }: AssociationType): boolean => label === null;
