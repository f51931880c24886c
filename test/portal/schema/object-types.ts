import type { CustomObjectSchema } from './custom-object.js';
import { choice, datetime, number, text, type PropertyDefinition, type PropertyGroup } from './property.js';
import type { StandardObject } from './standard-object.js';
import { standardObjects } from './standard-objects.js';

export interface ObjectType {
  readonly id: string;
  /** The plural for standard objects, the schema's name for custom ones; keys of `associations` use it. */
  readonly name: string;
  readonly singular: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly createdName: string;
  readonly modifiedName: string;
  readonly activity: boolean;
  readonly primaryDisplayProperty: string;
  readonly required: readonly string[];
  readonly requiredAny: readonly string[];
  readonly defaults: readonly string[];
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
  /** Removed, and restored when one is created under the same name. */
  readonly archivedProperties: ReadonlyMap<string, PropertyDefinition>;
  /** Every property is in one; the first is where those go that name none. */
  readonly groups: ReadonlyMap<string, PropertyGroup>;
  /** Properties no two living records share, whether HubSpot calls them unique or, like email, only acts so. */
  readonly unique: readonly string[];
  readonly schema?: CustomObjectSchema;
  readonly fullyQualifiedName?: string;
}

/** A type is a picture of one moment: a change of its definition puts another in its place. */
export interface ObjectTypes {
  /** By plural, singular, `0-N`, `2-N` or `p<portal>_<name>`. */
  find(nameOrId: string): ObjectType | undefined;
  all(): readonly ObjectType[];
  addCustom(schema: CustomObjectSchema): ObjectType;
  put(type: ObjectType): void;
  remove(type: ObjectType): void;
}

export interface ObjectTypeSources {
  readonly portalId: number;
  readonly schemas: readonly CustomObjectSchema[];
  readonly properties: Readonly<Record<string, readonly PropertyDefinition[]>>;
}

export const uniquePropertiesPerType = 10;
const firstCustomTypeNumber = 41_000_001;

export function createObjectTypes(sources: ObjectTypeSources): ObjectTypes {
  const idOf = new Map<string, string>();
  const types = new Map<string, ObjectType>();
  let nextNumber = firstCustomTypeNumber;
  const add = (type: ObjectType, names: readonly string[]): void => {
    types.set(type.id, type);
    for (const name of names) idOf.set(name.toLowerCase(), type.id);
  };
  const addCustom = (schema: CustomObjectSchema): ObjectType => {
    const type = customType(schema, `2-${String(nextNumber++)}`, sources.portalId);
    add(type, [type.id, type.name, `p${String(sources.portalId)}_${type.name}`]);
    return type;
  };
  for (const object of standardObjects) {
    const extra = sources.properties[object.plural] ?? sources.properties[object.singular] ?? [];
    add(standardType(object, extra), [object.id, object.singular, object.plural]);
  }
  sources.schemas.forEach(addCustom);
  for (const name of Object.keys(sources.properties)) {
    if (!idOf.has(name)) throw new Error(`properties: expected an object type's name, found "${name}"`);
  }
  return {
    find: name => types.get(idOf.get(name.toLowerCase()) ?? ''),
    all: () => [...types.values()],
    addCustom,
    put: type => types.set(type.id, type),
    remove: ({ id }) => {
      types.delete(id);
      for (const [name, of] of idOf) if (of === id) idOf.delete(name);
    },
  };
}

/** The type with these of its own and the portal's properties; what is unique follows from them. */
export function withProperties(
  type: ObjectType,
  properties: ReadonlyMap<string, PropertyDefinition>,
  archivedProperties: ReadonlyMap<string, PropertyDefinition> = type.archivedProperties,
): ObjectType {
  const unique = uniqueNames(type.name, [...properties.values()]);
  return {
    ...type,
    properties,
    archivedProperties,
    unique: type.id === '0-1' ? ['email', ...unique] : unique,
  };
}

const firstGroups: Readonly<Record<string, string>> = {
  '0-1': 'contactinformation',
  '0-2': 'companyinformation',
  '0-5': 'ticketinformation',
};

/** The group every type begins with, and those its seeded properties name. */
function groupsOf(
  id: string,
  singular: string,
  label: string,
  properties: readonly PropertyDefinition[],
): ReadonlyMap<string, PropertyGroup> {
  const first = firstGroups[id] ?? `${singular}_information`;
  const labels = new Map([[first, `${label} information`]]);
  for (const { groupName } of properties)
    if (groupName !== undefined && !labels.has(groupName)) labels.set(groupName, groupName);
  return new Map(
    [...labels].map(([name, of], displayOrder) => [name, { name, label: of, displayOrder }] as const),
  );
}

function standardType(object: StandardObject, extra: readonly PropertyDefinition[]): ObjectType {
  const own = [
    ...object.properties.map(property => ({ ...property, hubspotDefined: true })),
    ...extra.map(settled),
  ];
  const unique = uniqueNames(object.plural, own);
  return {
    id: object.id,
    name: object.plural,
    singular: object.singular,
    label: object.label,
    pluralLabel: object.pluralLabel,
    createdName: object.createdName,
    modifiedName: object.modifiedName,
    activity: object.activity,
    primaryDisplayProperty: object.primaryDisplayProperty,
    required: object.required,
    requiredAny: object.requiredAny ?? [],
    defaults: object.defaults,
    properties: withSystem(own, object.createdName, object.modifiedName),
    archivedProperties: new Map(),
    groups: groupsOf(object.id, object.singular, object.label, own),
    unique: object.id === '0-1' ? ['email', ...unique] : unique,
  };
}

function customType(schema: CustomObjectSchema, id: string, portalId: number): ObjectType {
  const [createdName, modifiedName] = ['hs_createdate', 'hs_lastmodifieddate'];
  return {
    id,
    name: schema.name,
    singular: schema.name,
    label: schema.labels.singular,
    pluralLabel: schema.labels.plural,
    createdName,
    modifiedName,
    activity: false,
    primaryDisplayProperty: schema.primaryDisplayProperty,
    required: schema.requiredProperties,
    requiredAny: [],
    defaults: [schema.primaryDisplayProperty],
    properties: withSystem(
      [...schema.properties.map(settled), ...customObjectStandard],
      createdName,
      modifiedName,
    ),
    archivedProperties: new Map(),
    groups: groupsOf(id, schema.name, schema.labels.singular, schema.properties),
    unique: uniqueNames(schema.name, schema.properties),
    schema,
    fullyQualifiedName: `p${String(portalId)}_${schema.name}`,
  };
}

const customObjectStandard: readonly PropertyDefinition[] = [
  text('hubspot_owner_id', 'Owner', { hubspotDefined: true }),
  choice('hs_object_source', 'Record source', ['API'], { readOnly: true, hubspotDefined: true }),
];

/** What is computed cannot be written. */
export const settled = (property: PropertyDefinition): PropertyDefinition =>
  property.fieldType === 'calculation_equation' ? { ...property, readOnly: true } : property;

function withSystem(
  own: readonly PropertyDefinition[],
  createdName: string,
  modifiedName: string,
): ReadonlyMap<string, PropertyDefinition> {
  const system = [
    number('hs_object_id', 'Record ID', { readOnly: true, hubspotDefined: true }),
    text('hs_merged_object_ids', 'Merged record IDs', { readOnly: true, hubspotDefined: true }),
    datetime(createdName, 'Create date', { readOnly: true, hubspotDefined: true }),
    datetime(modifiedName, 'Last modified date', { readOnly: true, hubspotDefined: true }),
  ];
  return new Map([...own, ...system].map(property => [property.name, property]));
}

function uniqueNames(typeName: string, properties: readonly PropertyDefinition[]): readonly string[] {
  const names = properties.filter(property => property.hasUniqueValue).map(property => property.name);
  if (names.length > uniquePropertiesPerType) {
    throw new Error(`${typeName}: expected at most ${String(uniquePropertiesPerType)} unique properties`);
  }
  return names;
}
