import { conflict, invalid, notFound, type Problem } from '../problem.js';
import { uniquePropertiesPerType, type ObjectType } from './object-types.js';
import type { PropertyDefinition } from './property.js';

/** Which fields may show a value of each type. */
const fieldTypes: Readonly<Record<PropertyDefinition['type'], readonly string[]>> = {
  string: ['text', 'textarea', 'file', 'html', 'phonenumber', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
};

const customPropertiesPerType = 1_000;

export const nameOfProperty = /^[a-z][a-z0-9_]{0,99}$/;

/** Why a property cannot be added to a type; undefined when it can. Restoring an archived one is adding it. */
export function newPropertyProblem(type: ObjectType, property: PropertyDefinition): Problem | undefined {
  const { name, groupName = '' } = property;
  if (type.properties.has(name))
    return {
      ...conflict(`A property named '${name}' already exists.`),
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    };
  if (!type.groups.has(groupName)) return unknownGroup(groupName);
  const own = [...type.properties.values()].filter(({ hubspotDefined }) => !hubspotDefined);
  if (own.length >= customPropertiesPerType)
    return invalid(`At most ${String(customPropertiesPerType)} custom properties per object`);
  const unique = own.filter(({ hasUniqueValue }) => hasUniqueValue).length;
  if (property.hasUniqueValue && unique >= uniquePropertiesPerType)
    return invalid(`At most ${String(uniquePropertiesPerType)} unique properties per object`);
  return definitionProblem(property);
}

/** What is wrong with the definition by itself. */
export function definitionProblem(property: PropertyDefinition): Problem | undefined {
  const { name, type, fieldType, options = [], hasUniqueValue } = property;
  if (!nameOfProperty.test(name))
    return invalid(
      `Property name "${name}" must begin with a letter and have lower-case letters, digits and _`,
    );
  if (fieldType !== undefined && !fieldTypes[type].includes(fieldType))
    return invalid(
      `fieldType ${fieldType} does not fit type ${type}: expected ${fieldTypes[type].join(', ')}`,
    );
  if (hasUniqueValue && type !== 'string' && type !== 'number')
    return invalid('Only text and number properties can have unique values');
  const values = options.map(({ value }) => value);
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  return twice === undefined ? undefined : invalid(`Option value "${twice}" stands twice in ${name}`);
}

export const unknownGroup = (name: string): Problem =>
  invalid(`Property group "${name}" does not exist`, {
    errors: [{ message: `Property group "${name}" does not exist`, code: 'PROPERTY_GROUP_NOT_FOUND' }],
  });

/** Why a property cannot be archived. */
export function archivingProblem(type: ObjectType, name: string): Problem | undefined {
  const property = type.properties.get(name);
  if (!property) return unknownPropertyName(name);
  if (property.hubspotDefined) return invalid(`${name} is a default property and cannot be deleted`);
  const { schema } = type;
  const used = [
    type.primaryDisplayProperty,
    ...type.required,
    ...(schema?.secondaryDisplayProperties ?? []),
    ...(schema?.searchableProperties ?? []),
  ];
  if (!used.includes(name)) return undefined;
  return invalid(`Property ${name} is in use by the schema of ${type.name}`, {
    subCategory: 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE',
  });
}

export const unknownPropertyName = (name: string): Problem => notFound(`Property ${name} does not exist`);
