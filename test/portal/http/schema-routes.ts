import { apiVersion } from '../api-version.js';
import { invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { CustomObjectSchema } from '../schema/custom-object.js';
import type { ObjectType } from '../schema/object-types.js';
import { displayProblem, newSchemaProblem } from '../schema/schema-rules.js';
import { defined } from './defined.js';
import { newAssociation, newSchema, schemaChange, type NewSchema } from './definition-shapes.js';
import type { Tier } from './limits.js';
import { definitionOf } from './property-routes.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';
import { associationView, schemaView, typeDefinitionView } from './schema-view.js';

const base = `/crm-object-schemas/${apiVersion}/schemas`;
/** As a developer's test account reports it. */
const mostSchemas = 20;

/** Custom objects are defined here; they need an Enterprise subscription. */
export function schemaRoutes(handling: Handling, tier: Tier): readonly Route[] {
  const { crm } = handling;
  /** Names of archived schemas stay taken until they are deleted for good. */
  const archivedNames: string[] = [];
  const withTier =
    (handle: (call: Call) => Outcome<Answer>): Route['answer'] =>
    call =>
      tier === 'enterprise' ? handle(call) : refused(noCustomObjects);
  const on = (handle: (type: ObjectType, call: Call) => Outcome<Answer>): Route['answer'] =>
    withTier(call => {
      const type = typeOf(handling, call.params['objectType']);
      return type.ok ? handle(type.value, call) : type;
    });
  const custom = (): readonly ObjectType[] => crm.objects.all().filter(type => type.schema);

  const create = withTier(call => {
    const body = bodyOf(call, newSchema);
    if (!body.ok) return body;
    const schema = schemaOf(body.value);
    if (custom().length >= mostSchemas)
      return refused(invalid(`This account may define at most ${String(mostSchemas)} object types`));
    const problem = newSchemaProblem(crm.objects, schema, archivedNames);
    if (problem) return refused(problem);
    const type = crm.objects.addCustom(schema);
    crm.associationTypes.addCustom(type);
    return answered(201, schemaView(crm, type));
  });
  const remove = on((type, call) => {
    if (!type.schema) return refused(invalid(`${type.name} is not a custom object`));
    if (crm.table(type).count() > 0)
      return refused(invalid(`There are still records of ${type.name}: delete them first`));
    for (const other of crm.objects.all()) crm.associationTypes.undeclare(type, other);
    crm.objects.remove(type);
    if (call.query.get('archived') !== 'true') archivedNames.push(type.name.toLowerCase());
    return answered(204);
  });
  /** An archived schema is found by no name but this. */
  const removeArchived = (call: Call): boolean => {
    const at = archivedNames.indexOf((call.params['objectType'] ?? '').toLowerCase());
    if (at < 0 || call.query.get('archived') !== 'true') return false;
    archivedNames.splice(at, 1);
    return true;
  };
  return [
    {
      method: 'GET',
      path: base,
      answer: withTier(() => answered(200, { results: custom().map(type => schemaView(crm, type)) })),
    },
    { method: 'POST', path: base, answer: create },
    {
      method: 'GET',
      path: `${base}/:objectType`,
      answer: on(type => answered(200, schemaView(crm, type))),
    },
    {
      method: 'PATCH',
      path: `${base}/:objectType`,
      answer: on((type, call) => update(handling, type, call)),
    },
    {
      method: 'DELETE',
      path: `${base}/:objectType`,
      answer: call => (removeArchived(call) ? answered(204) : remove(call)),
    },
    {
      method: 'POST',
      path: `${base}/:objectType/associations`,
      answer: on((type, call) => associate(handling, type, call)),
    },
    {
      method: 'DELETE',
      path: `${base}/:objectType/associations/:associationId`,
      answer: on((type, call) => dissociate(handling, type, call)),
    },
  ];
}

const noCustomObjects: Problem = {
  status: 403,
  category: 'FORBIDDEN',
  message: "Custom objects are not part of this account's subscription",
};

function schemaOf(given: NewSchema): CustomObjectSchema {
  const { name, labels, requiredProperties, properties, associatedObjects } = given;
  const { description, secondaryDisplayProperties, searchableProperties } = given;
  return {
    name,
    labels,
    primaryDisplayProperty: given.primaryDisplayProperty ?? '',
    requiredProperties,
    properties: properties.map(property =>
      definitionOf({
        ...property,
        type: property.type ?? 'string',
        fieldType: property.fieldType ?? 'text',
        groupName: property.groupName ?? `${name}_information`,
      }),
    ),
    associatedObjects: associatedObjects.map(objectType => ({ objectType })),
    ...defined({ description, secondaryDisplayProperties, searchableProperties }),
  };
}

function update({ crm }: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  if (!type.schema) return refused(invalid(`${type.name} is not a custom object`));
  const body = bodyOf(call, schemaChange);
  if (!body.ok) return body;
  const { clearDescription, restorable: _, ...change } = body.value;
  const changed = { ...type.schema, ...defined(change) };
  const { description: __, ...undescribed } = changed;
  const schema = clearDescription ? undescribed : changed;
  const problem = displayProblem(schema, [...type.properties.keys()]);
  if (problem) return refused(problem);
  const next: ObjectType = {
    ...type,
    schema,
    label: schema.labels.singular,
    pluralLabel: schema.labels.plural,
    primaryDisplayProperty: schema.primaryDisplayProperty,
    required: schema.requiredProperties,
  };
  crm.objects.put(next);
  return answered(200, typeDefinitionView(crm, next));
}

function associate(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, newAssociation);
  if (!body.ok) return body;
  const from = typeOf(handling, body.value.fromObjectTypeId);
  if (!from.ok) return from;
  const to = typeOf(handling, body.value.toObjectTypeId);
  if (!to.ok) return to;
  if (from.value.id !== type.id && to.value.id !== type.id)
    return refused(invalid(`Neither end of the association is ${type.name}`));
  const plain = handling.crm.associationTypes.declare(from.value, to.value, body.value.name);
  return answered(201, associationView(plain));
}

/** Only what the portal declared itself; those with activities stay. */
function dissociate({ crm }: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const typeId = Number(call.params['associationId']);
  const other = crm.objects
    .all()
    .find(each => crm.associationTypes.between(type, each).some(known => known.typeId === typeId));
  if (!other || other.activity) return refused(notFound('resource not found'));
  crm.associationTypes.undeclare(type, other);
  return answered(204);
}
