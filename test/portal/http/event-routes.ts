import { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { CustomEvents, EventDefinition } from '../state/custom-events.js';
import { tooManyInputs } from './batch.js';
import {
  answered,
  bodyOf,
  limitOf,
  typeOf,
  type Answer,
  type Call,
  type Handling,
  type Route,
} from './route.js';

const base = `/events/custom/${apiVersion}`;
const most = { batch: 500, properties: 50, valueLength: 256, definitions: 500 };
const eventName = /^[a-z][a-z0-9_]{0,49}$/;

const id = z.union([z.string(), z.number().int()]).transform(String);
const occurrence = z.strictObject({
  eventName: z.string(),
  uuid: z.string().optional(),
  objectId: id.optional(),
  email: z.string().optional(),
  utk: z.string().optional(),
  occurredAt: z.string().optional(),
  properties: z
    .record(z.string(), z.string())
    .optional()
    .transform(given => given ?? {}),
});
const occurrences = z.strictObject({ inputs: z.array(occurrence).min(1) });
const newDefinition = z.strictObject({
  label: z.string().min(1),
  name: z.string().regex(eventName).optional(),
  description: z.string().optional(),
  primaryObject: z.string(),
  includeDefaultProperties: z.boolean().optional(),
  customMatchingId: z.unknown().optional(),
  propertyDefinitions: z
    .array(
      z.object({
        name: z.string().regex(eventName),
        label: z.string(),
        type: z.enum(['string', 'number', 'enumeration', 'datetime']),
        options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
      }),
    )
    .optional()
    .transform(given => given ?? []),
});

/** Custom events: what is sent is taken with 204, and shows later or never; nobody is told which. */
export function eventRoutes(handling: Handling, events: CustomEvents): readonly Route[] {
  const send = (inputs: readonly z.infer<typeof occurrence>[]): Outcome<Answer> => {
    const problem = inputs.map(occurrenceProblem).find(Boolean);
    if (problem) return refused(problem);
    for (const input of inputs) events.send(input);
    return answered(204);
  };
  const sendOne: Route['answer'] = call => {
    const body = bodyOf(call, occurrence);
    return body.ok ? send([body.value]) : body;
  };
  const sendBatch: Route['answer'] = call => {
    const body = bodyOf(call, occurrences);
    if (!body.ok) return body;
    const tooMany = tooManyInputs(body.value.inputs.length, most.batch);
    return tooMany ? refused(tooMany) : send(body.value.inputs);
  };
  const named =
    (handle: (definition: EventDefinition) => Outcome<Answer>): Route['answer'] =>
    call => {
      const found = events.definition(call.params['eventName'] ?? '');
      return found ? handle(found) : refused(notFound('No event definition of that name'));
    };
  const remove = named(({ fullyQualifiedName }) => {
    events.removeDefinition(fullyQualifiedName);
    return answered(204);
  });
  const definitions = `${base}/event-definitions`;
  return [
    { method: 'POST', path: `${base}/send`, answer: sendOne },
    { method: 'POST', path: `${base}/send/batch`, answer: sendBatch },
    { method: 'POST', path: definitions, answer: call => define(handling, events, call) },
    {
      method: 'GET',
      path: definitions,
      answer: () => answered(200, { results: events.definitions().map(view) }),
    },
    { method: 'GET', path: `${definitions}/:eventName`, answer: named(found => answered(200, view(found))) },
    { method: 'DELETE', path: `${definitions}/:eventName`, answer: remove },
    // The dated place of this one is in no source.
    { method: 'GET', path: '/events/v3/events', answer: call => read(handling, events, call) },
  ];
}

function occurrenceProblem({
  objectId,
  email,
  utk,
  properties,
}: z.infer<typeof occurrence>): Problem | undefined {
  if ([objectId, email, utk].every(key => key === undefined))
    return invalid('One of objectId, email and utk is required');
  if (Object.keys(properties).length > most.properties)
    return invalid(`At most ${String(most.properties)} properties per occurrence`);
  const long = Object.entries(properties).find(([, value]) => value.length > most.valueLength);
  return long && invalid(`The value of ${long[0]} is longer than ${String(most.valueLength)} characters`);
}

function define(handling: Handling, events: CustomEvents, call: Call): Outcome<Answer> {
  const { crm } = handling;
  const body = bodyOf(call, newDefinition);
  if (!body.ok) return body;
  const { label, description = '', primaryObject, propertyDefinitions } = body.value;
  const type = typeOf(handling, primaryObject);
  if (!type.ok) return type;
  const name = body.value.name ?? label.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const fullyQualifiedName = `pe${String(crm.portalId)}_${name}`;
  if (events.definition(fullyQualifiedName)) return refused(conflict(`The event ${name} already exists`));
  if (events.definitions().length >= most.definitions)
    return refused(invalid(`At most ${String(most.definitions)} event definitions`));
  const definition: EventDefinition = {
    name,
    fullyQualifiedName,
    label,
    description,
    primaryObject: type.value.singular,
    properties: propertyDefinitions,
    createdAt: crm.now(),
  };
  events.define(definition);
  return answered(201, view(definition));
}

const view = ({ label, primaryObject, ...definition }: EventDefinition): unknown => ({
  ...definition,
  labels: { singular: label, plural: label },
  primaryObject: primaryObject.toUpperCase(),
  archived: false,
});

function read(handling: Handling, events: CustomEvents, call: Call): Outcome<Answer> {
  const limit = limitOf(call, 20, 100);
  if (!limit.ok) return limit;
  const type = typeOf(handling, call.query.get('objectType') ?? undefined);
  if (!type.ok) return type;
  const eventType = call.query.get('eventType');
  const found = events
    .of(type.value.singular, call.query.get('objectId') ?? '')
    .filter(event => eventType === null || event.eventType === eventType);
  const start = Number(call.query.get('after') ?? 0);
  const next = start + limit.value;
  const paging = next < found.length ? { paging: { next: { after: String(next) } } } : {};
  const results = found
    .slice(start, next)
    .map(event => ({ ...event, objectType: event.objectType.toUpperCase() }));
  return answered(200, { results, ...paging });
}
