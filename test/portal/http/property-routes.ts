import { apiVersion } from '../api-version.js';
import { invalid, refused, type Outcome } from '../problem.js';
import { settled, withProperties, type ObjectType } from '../schema/object-types.js';
import type { PropertyDefinition } from '../schema/property.js';
import {
  archivingProblem,
  definitionProblem,
  newPropertyProblem,
  unknownGroup,
  unknownPropertyName,
} from '../schema/property-rules.js';
import { batchAnswer, tooManyInputs, withContext, type Row } from './batch.js';
import { defined } from './defined.js';
import {
  newProperty,
  propertyBatch,
  propertyChange,
  propertyNames,
  type NewProperty,
} from './definition-shapes.js';
import { propertyView } from './property-view.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';

const base = `/crm/properties/${apiVersion}/:objectType`;
const mostInputs = 100;

/** What a record of a type may carry. */
export function propertyRoutes(handling: Handling): readonly Route[] {
  const on =
    (handle: (handling: Handling, type: ObjectType, call: Call) => Outcome<Answer>): Route['answer'] =>
    call => {
      const type = typeOf(handling, call.params['objectType']);
      return type.ok ? handle(handling, type.value, call) : type;
    };
  return [
    { method: 'POST', path: `${base}/batch/create`, answer: on(createAll) },
    { method: 'POST', path: `${base}/batch/read`, answer: on(readAll) },
    { method: 'POST', path: `${base}/batch/archive`, answer: on(archiveAll) },
    { method: 'GET', path: base, answer: on(list) },
    { method: 'POST', path: base, answer: on(create) },
    { method: 'GET', path: `${base}/:name`, answer: on(read) },
    { method: 'PATCH', path: `${base}/:name`, answer: on(update) },
    { method: 'DELETE', path: `${base}/:name`, answer: on(remove) },
  ];
}

const wantsArchived = ({ query }: Call): boolean => query.get('archived') === 'true';

function list(_: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const archived = wantsArchived(call);
  const shown = archived ? type.archivedProperties : type.properties;
  return answered(200, { results: [...shown.values()].map(each => propertyView(type, each, archived)) });
}

function read(_: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const { name = '' } = call.params;
  const archived = wantsArchived(call);
  const property = (archived ? type.archivedProperties : type.properties).get(name);
  return property
    ? answered(200, propertyView(type, property, archived))
    : refused(unknownPropertyName(name));
}

function create(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, newProperty);
  if (!body.ok) return body;
  const added = addProperty(handling, type, body.value);
  if (!added.ok) return added;
  const location = `${call.path}/${body.value.name}`;
  return answered(201, propertyView(added.value, definitionOf(body.value)), { location });
}

/** An archived one of the name comes back, with its values. */
function addProperty(handling: Handling, type: ObjectType, given: NewProperty): Outcome<ObjectType> {
  const property = settled(definitionOf(given));
  const problem = newPropertyProblem(type, property);
  if (problem) return refused(problem);
  const archived = new Map(type.archivedProperties);
  archived.delete(property.name);
  const changed = withProperties(type, new Map([...type.properties, [property.name, property]]), archived);
  handling.crm.objects.put(changed);
  return { ok: true, value: changed };
}

export function definitionOf(given: NewProperty): PropertyDefinition {
  const { name, label, type, fieldType, groupName, options } = given;
  const { hasUniqueValue, description, hidden, displayOrder } = given;
  return {
    name,
    label,
    type,
    fieldType,
    groupName,
    multiple: type === 'enumeration' && fieldType === 'checkbox',
    ...(options === undefined ? {} : { options: options.map(defined) }),
    ...defined({ hasUniqueValue, description, hidden, displayOrder }),
  };
}

/** Options are replaced as a whole. */
function update({ crm }: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const { name = '' } = call.params;
  const property = type.properties.get(name);
  if (!property) return refused(unknownPropertyName(name));
  const body = bodyOf(call, propertyChange);
  if (!body.ok) return body;
  const { groupName, options, formField: _, calculationFormula: __, ...change } = body.value;
  if (groupName !== undefined && !type.groups.has(groupName)) return refused(unknownGroup(groupName));
  if (property.hubspotDefined && change.type !== undefined && change.type !== property.type)
    return refused(invalid(`The type of the default property ${name} cannot be changed`));
  const changed = settled({
    ...property,
    ...defined({ ...change, groupName }),
    ...(options === undefined ? {} : { options: options.map(defined) }),
  });
  const problem = definitionProblem(changed);
  if (problem) return refused(problem);
  const next = withProperties(type, new Map([...type.properties, [name, changed]]));
  crm.objects.put(next);
  return answered(200, propertyView(next, changed));
}

function remove(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const { name = '' } = call.params;
  const problem = archivingProblem(type, name);
  if (problem) return refused(problem);
  archive(handling, type, [name]);
  return answered(204);
}

function archive({ crm }: Handling, type: ObjectType, names: readonly string[]): void {
  const left = new Map(type.properties);
  const archived = new Map(type.archivedProperties);
  for (const name of names) {
    const property = left.get(name);
    if (property) archived.set(name, property);
    left.delete(name);
  }
  crm.objects.put(withProperties(type, left, archived));
}

function createAll(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, propertyBatch);
  if (!body.ok) return body;
  const tooMany = tooManyInputs(body.value.inputs.length, mostInputs);
  if (tooMany) return refused(tooMany);
  const rows = body.value.inputs.map((given): Row => {
    const added = addProperty(handling, handling.crm.objects.find(type.id) ?? type, given);
    if (!added.ok) return refused(withContext(added.problem, { name: [given.name] }));
    return { ok: true, value: propertyView(added.value, definitionOf(given)) };
  });
  return batchAnswer(handling, rows, 201);
}

function readAll(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, propertyNames);
  if (!body.ok) return body;
  const { inputs, archived = false } = body.value;
  const rows = inputs.map(({ name }): Row => {
    const property = (archived ? type.archivedProperties : type.properties).get(name);
    if (!property) return refused(withContext(unknownPropertyName(name), { name: [name] }));
    return { ok: true, value: propertyView(type, property, archived) };
  });
  return batchAnswer(handling, rows, 200);
}

/** Names that are not there are passed over; one that may not go keeps all. */
function archiveAll(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, propertyNames);
  if (!body.ok) return body;
  const names = body.value.inputs.map(({ name }) => name).filter(name => type.properties.has(name));
  for (const name of names) {
    const problem = archivingProblem(type, name);
    if (problem) return refused(problem);
  }
  archive(handling, type, names);
  return answered(204);
}
