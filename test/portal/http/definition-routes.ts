import { apiVersion } from '../api-version.js';
import { notFound, refused } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { PropertyDefinition } from '../schema/property.js';
import type { Crm } from '../state/crm.js';
import { answered, typeOf, type Handling, type Route } from './route.js';

const schemas = `/crm-object-schemas/${apiVersion}/schemas`;
const properties = `/crm/properties/${apiVersion}/:objectType`;
const pipelines = `/crm/pipelines/${apiVersion}/:objectType`;

/** What there is to write to: schemas of custom objects, properties, ticket pipelines. All read-only. */
export function definitionRoutes(handling: Handling): readonly Route[] {
  const { crm } = handling;
  const onType =
    (
      handle: (type: ObjectType, params: Readonly<Record<string, string>>) => ReturnType<Route['answer']>,
    ): Route['answer'] =>
    call => {
      const type = typeOf(handling, call.params['objectType']);
      return type.ok ? handle(type.value, call.params) : type;
    };
  const custom = (): readonly ObjectType[] => crm.objects.all().filter(type => type.schema);
  return [
    {
      method: 'GET',
      path: schemas,
      answer: () => answered(200, { results: custom().map(type => schemaView(crm, type)) }),
    },
    {
      method: 'GET',
      path: `${schemas}/:objectType`,
      answer: onType(type => answered(200, schemaView(crm, type))),
    },
    {
      method: 'GET',
      path: properties,
      answer: onType(type => answered(200, { results: [...type.properties.values()].map(propertyView) })),
    },
    {
      method: 'GET',
      path: `${properties}/:name`,
      answer: onType((type, { name = '' }) => {
        const property = type.properties.get(name);
        return property
          ? answered(200, propertyView(property))
          : refused(notFound(`Property ${name} does not exist`));
      }),
    },
    {
      method: 'GET',
      path: pipelines,
      answer: onType(type => answered(200, { results: type.id === '0-5' ? [supportPipeline] : [] })),
    },
  ];
}

const fieldTypes: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'text',
  number: 'number',
  bool: 'booleancheckbox',
  enumeration: 'select',
  date: 'date',
  datetime: 'date',
};

const yesNo = [
  { label: 'Yes', value: 'true' },
  { label: 'No', value: 'false' },
];

function propertyView(property: PropertyDefinition): unknown {
  const { name, label, type, fieldType, groupName, description, hasUniqueValue, readOnly } = property;
  const options = type === 'bool' ? yesNo : (property.options ?? []);
  return {
    name,
    label,
    type,
    fieldType: fieldType ?? (property.multiple ? 'checkbox' : fieldTypes[type]),
    groupName: groupName ?? 'information',
    description: description ?? '',
    options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
    hasUniqueValue: hasUniqueValue ?? false,
    calculated: false,
    hidden: false,
    archived: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: readOnly ?? false },
  };
}

function schemaView(crm: Crm, type: ObjectType): unknown {
  const { schema } = type;
  const associations = crm.objects.all().flatMap(other => {
    const there = crm.associationTypes.between(type, other).filter(({ label }) => label === null);
    return there.flatMap(({ typeId, inverseTypeId, name, from, to }) => [
      { id: String(typeId), fromObjectTypeId: from, toObjectTypeId: to, name },
      { id: String(inverseTypeId), fromObjectTypeId: to, toObjectTypeId: from, name },
    ]);
  });
  return {
    id: type.id.replace('2-', ''),
    objectTypeId: type.id,
    fullyQualifiedName: type.fullyQualifiedName ?? type.singular.toUpperCase(),
    name: type.name,
    labels: { singular: type.label, plural: type.pluralLabel },
    ...(schema?.description === undefined ? {} : { description: schema.description }),
    primaryDisplayProperty: type.primaryDisplayProperty,
    secondaryDisplayProperties: schema?.secondaryDisplayProperties ?? [],
    requiredProperties: type.required,
    searchableProperties: schema?.searchableProperties ?? [],
    properties: [...type.properties.values()].map(propertyView),
    associations,
    archived: false,
  };
}

const stage = (id: string, label: string, ticketState: 'OPEN' | 'CLOSED'): unknown => ({
  id,
  label,
  displayOrder: Number(id) - 1,
  metadata: { ticketState, isClosed: String(ticketState === 'CLOSED') },
  archived: false,
});

const supportPipeline = {
  id: '0',
  label: 'Support Pipeline',
  displayOrder: 0,
  stages: [
    stage('1', 'New', 'OPEN'),
    stage('2', 'Waiting on contact', 'OPEN'),
    stage('3', 'Waiting on us', 'OPEN'),
    stage('4', 'Closed', 'CLOSED'),
  ],
  archived: false,
};
