import { apiVersion } from '../api-version.js';
import { invalid, notFound, refused, type Outcome } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from '../state/crm.js';
import { survivorOf } from '../state/record-acts.js';
import type { StoredRecord } from '../state/record-table.js';
import { archive, commitWrite, newClaims, planCreate, planUpdate } from '../state/record-writes.js';
import { associationsView, recordView, withHistory, writtenView, type WireRecord } from './record-view.js';
import {
  answered,
  bodyOf,
  limitOf,
  listOf,
  typeOf,
  type Answer,
  type Call,
  type Handling,
  type Route,
} from './route.js';
import { createInput, patchBody } from './shapes.js';

const base = `/crm/objects/${apiVersion}/:objectType`;

/** One record at a time, and the list. */
export function objectRoutes(handling: Handling): readonly Route[] {
  const on =
    (handle: (type: ObjectType, call: Call) => Outcome<Answer>) =>
    (call: Call): Outcome<Answer> => {
      const type = typeOf(handling, call.params['objectType']);
      return type.ok ? handle(type.value, call) : type;
    };
  const { crm } = handling;
  return [
    { method: 'GET', path: base, answer: on((type, call) => list(handling, type, call)) },
    { method: 'POST', path: base, answer: on((type, call) => create(crm, type, call)) },
    { method: 'GET', path: `${base}/:id`, answer: on((type, call) => read(handling, type, call)) },
    { method: 'PATCH', path: `${base}/:id`, answer: on((type, call) => update(crm, type, call)) },
    { method: 'DELETE', path: `${base}/:id`, answer: on((type, call) => remove(crm, type, call)) },
  ];
}

function create(crm: Crm, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, createInput);
  if (!body.ok) return body;
  const plan = planCreate(crm, type, body.value, newClaims());
  if (!plan.ok) return plan;
  return answered(201, writtenView(commitWrite(crm, plan.value)));
}

function read(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const { crm } = handling;
  const found = recordOf(crm, type, call);
  if (!found.ok) return found;
  const others = othersOf(handling, call);
  if (!others.ok) return others;
  const view = viewAsAsked(type, found.value, call);
  return answered(200, withAssociations(crm, type, found.value, others.value, view));
}

const viewAsAsked = (type: ObjectType, record: StoredRecord, call: Call): WireRecord =>
  withHistory(
    recordView(type, record, listOf(call, 'properties')),
    type,
    record,
    listOf(call, 'propertiesWithHistory'),
  );

function update(crm: Crm, type: ObjectType, call: Call): Outcome<Answer> {
  const body = bodyOf(call, patchBody);
  if (!body.ok) return body;
  const found = recordOf(crm, type, call);
  if (!found.ok) return found;
  const plan = planUpdate(crm, type, found.value.id, body.value.properties, newClaims());
  if (!plan.ok) return plan;
  return answered(200, writtenView(commitWrite(crm, plan.value)));
}

/** Archiving twice is no fault. */
function remove(crm: Crm, type: ObjectType, call: Call): Outcome<Answer> {
  const record = crm.table(type).get(call.params['id'] ?? '');
  if (!record) return refused(notFound('resource not found'));
  if (!record.archivedAt) archive(crm, type, record);
  return answered(204);
}

function list(handling: Handling, type: ObjectType, call: Call): Outcome<Answer> {
  const { crm } = handling;
  const limit = limitOf(call, 10, 100);
  if (!limit.ok) return limit;
  const others = othersOf(handling, call);
  if (!others.ok) return others;
  const after = call.query.get('after') ?? undefined;
  if (after !== undefined && !/^\d+$/.test(after)) return refused(invalid(`Invalid after: ${after}`));

  const accepts = call.query.get('archived') === 'true' ? inBin(crm, type) : isLiving;
  const found = crm.table(type).page(after, limit.value + 1, accepts);
  const page = found.slice(0, limit.value);
  const results = page.map(record =>
    withAssociations(crm, type, record, others.value, viewAsAsked(type, record, call)),
  );
  const last = page.at(-1)?.id;
  if (found.length <= limit.value || last === undefined) return answered(200, { results });
  return answered(200, { results, paging: { next: { after: last, link: linkTo(call, last) } } });
}

const linkTo = (call: Call, after: string): string => {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `${call.path}?${query.toString()}`;
};

const isLiving = (record: StoredRecord): boolean => record.archivedAt === undefined;
const binMs = 90 * 86_400_000;

/** The recycle bin keeps records for 90 days; emails never get there. */
function inBin(crm: Crm, type: ObjectType): (record: StoredRecord) => boolean {
  const since = Date.parse(crm.now()) - binMs;
  return ({ archivedAt }) =>
    archivedAt !== undefined && type.name !== 'emails' && Date.parse(archivedAt) > since;
}

/** One record at a time may be asked for by an id that was merged away; a batch may not. */
function recordOf(crm: Crm, type: ObjectType, call: Call): Outcome<StoredRecord> {
  const id = survivorOf(crm, type, call.params['id'] ?? '');
  const idProperty = call.query.get('idProperty') ?? 'hs_object_id';
  if (idProperty !== 'hs_object_id' && !type.unique.includes(idProperty)) {
    return refused(invalid(`${idProperty} is not a unique property of ${type.name}`));
  }
  const wantsArchived = call.query.get('archived') === 'true';
  const table = crm.table(type);
  const record = wantsArchived
    ? table.get(id)
    : table.getBy(idProperty, idProperty === 'email' ? id.toLowerCase() : id);
  if (record && (!wantsArchived || inBin(crm, type)(record))) return { ok: true, value: record };
  return refused(notFound(`Object not found. objectId: ${id}; type: ${type.id}`));
}

function othersOf(handling: Handling, call: Call): Outcome<readonly ObjectType[]> {
  const others: ObjectType[] = [];
  for (const name of listOf(call, 'associations')) {
    const type = typeOf(handling, name);
    if (!type.ok) return type;
    others.push(type.value);
  }
  return { ok: true, value: others };
}

function withAssociations(
  crm: Crm,
  type: ObjectType,
  record: StoredRecord,
  others: readonly ObjectType[],
  view: object,
): object {
  if (others.length === 0) return view;
  const associations = associationsView(crm, type, record.id, others);
  return Object.keys(associations).length === 0 ? view : { ...view, associations };
}
