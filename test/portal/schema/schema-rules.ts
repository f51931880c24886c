import { conflict, invalid, type Problem } from '../problem.js';
import type { CustomObjectSchema } from './custom-object.js';
import type { ObjectTypes } from './object-types.js';
import { definitionProblem } from './property-rules.js';

/** Object types HubSpot keeps for itself, whether or not this portal has them. */
const reserved = new Set(
  'contact company deal ticket product line_item quote communication task note meeting call email user postal_mail lead service appointment course listing order cart invoice payment subscription goal feedback_submission'
    .split(' ')
    .flatMap(name => [name, `${name}s`, name.replace(/y$/, 'ies')]),
);

const searchedProperties = 20;
const secondaryProperties = 2;

/** Why a schema cannot be created; undefined when it can. */
export function newSchemaProblem(
  objects: ObjectTypes,
  schema: CustomObjectSchema,
  taken: readonly string[],
): Problem | undefined {
  const { name } = schema;
  if (!/^[a-z][a-z0-9_]*$/i.test(name))
    return invalid(`Name "${name}" must begin with a letter and have only letters, digits and underscores`);
  if (reserved.has(name.toLowerCase())) return invalid(`Name "${name}" is reserved`);
  if (taken.includes(name.toLowerCase()) || objects.find(name))
    return {
      ...conflict(`An object type named '${name}' already exists.`),
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'ObjectTypes.OBJECT_TYPE_WITH_NAME_EXISTS',
    };
  const names = schema.properties.map(property => property.name);
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined) return invalid(`Property "${twice}" stands twice in the schema`);
  const strange = schema.associatedObjects.find(({ objectType }) => !objects.find(objectType));
  if (strange) return invalid(`Unable to infer object type from: ${strange.objectType}`);
  return schema.properties.map(definitionProblem).find(Boolean) ?? displayProblem(schema, names);
}

/** What a schema says of its properties must be there. */
export function displayProblem(schema: CustomObjectSchema, names: readonly string[]): Problem | undefined {
  const { primaryDisplayProperty, requiredProperties } = schema;
  const { secondaryDisplayProperties = [], searchableProperties = [] } = schema;
  if (primaryDisplayProperty === '') return invalid('primaryDisplayProperty is required');
  const named = [
    primaryDisplayProperty,
    ...requiredProperties,
    ...secondaryDisplayProperties,
    ...searchableProperties,
  ];
  const unknown = named.find(name => !names.includes(name));
  if (unknown !== undefined) return invalid(`Property "${unknown}" is not one of the schema's properties`);
  if (searchableProperties.length > searchedProperties)
    return invalid(`At most ${String(searchedProperties)} searchable properties`);
  return secondaryDisplayProperties.length > secondaryProperties
    ? invalid(`At most ${String(secondaryProperties)} secondary display properties`)
    : undefined;
}
