import type { CustomObjectSchema } from './custom-object.js';
import { choice, datetime, number, text, type PropertyDefinition } from './property.js';
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
  /** Properties no two living records share, whether HubSpot calls them unique or, like email, only acts so. */
  readonly unique: readonly string[];
  readonly schema?: CustomObjectSchema;
  readonly fullyQualifiedName?: string;
}

export interface ObjectTypes {
  /** By plural, singular, `0-N`, `2-N` or `p<portal>_<name>`. */
  find(nameOrId: string): ObjectType | undefined;
  all(): readonly ObjectType[];
}

export interface ObjectTypeSources {
  readonly portalId: number;
  readonly schemas: readonly CustomObjectSchema[];
  readonly properties: Readonly<Record<string, readonly PropertyDefinition[]>>;
}

const uniquePropertiesPerType = 10;
const firstCustomTypeNumber = 41_000_001;

export function createObjectTypes(sources: ObjectTypeSources): ObjectTypes {
  const byName = new Map<string, ObjectType>();
  const types: ObjectType[] = [];
  const add = (type: ObjectType, names: readonly string[]): void => {
    types.push(type);
    for (const name of names) byName.set(name.toLowerCase(), type);
  };
  for (const object of standardObjects) {
    const extra = sources.properties[object.plural] ?? sources.properties[object.singular] ?? [];
    add(standardType(object, extra), [object.id, object.singular, object.plural]);
  }
  sources.schemas.forEach((schema, index) => {
    const type = customType(schema, `2-${String(firstCustomTypeNumber + index)}`, sources.portalId);
    add(type, [type.id, type.name, `p${String(sources.portalId)}_${type.name}`]);
  });
  for (const name of Object.keys(sources.properties)) {
    if (!byName.has(name)) throw new Error(`properties: expected an object type's name, found "${name}"`);
  }
  return { find: name => byName.get(name.toLowerCase()), all: () => types };
}

function standardType(object: StandardObject, extra: readonly PropertyDefinition[]): ObjectType {
  const own = [...object.properties, ...extra];
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
    properties: withSystem([...schema.properties, ...customObjectStandard], createdName, modifiedName),
    unique: uniqueNames(schema.name, schema.properties),
    schema,
    fullyQualifiedName: `p${String(portalId)}_${schema.name}`,
  };
}

const customObjectStandard: readonly PropertyDefinition[] = [
  text('hubspot_owner_id', 'Owner'),
  choice('hs_object_source', 'Record source', ['API'], { readOnly: true }),
];

function withSystem(
  own: readonly PropertyDefinition[],
  createdName: string,
  modifiedName: string,
): ReadonlyMap<string, PropertyDefinition> {
  const system = [
    number('hs_object_id', 'Record ID', { readOnly: true }),
    text('hs_merged_object_ids', 'Merged record IDs', { readOnly: true }),
    datetime(createdName, 'Create date', { readOnly: true }),
    datetime(modifiedName, 'Last modified date', { readOnly: true }),
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
