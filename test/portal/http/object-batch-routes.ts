import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from '../state/crm.js';
import type { StoredRecord } from '../state/record-table.js';
import {
  archive,
  commitWrite,
  newClaims,
  planCreate,
  planUpdate,
  type WritePlan,
} from '../state/record-writes.js';
import { batchAnswer, missingRecord, spoiledProblem, tooManyInputs, withContext, type Row } from './batch.js';
import { recordView, withHistory, writtenView } from './record-view.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';
import { archiveBatch, createBatch, readBatch, updateBatch, upsertBatch } from './shapes.js';
import type { z } from 'zod';

const base = `/crm/objects/${apiVersion}/:objectType/batch`;
const mostInputs = 100;

interface Batch<T> {
  readonly type: ObjectType;
  readonly body: T;
  readonly spoiled: ReadonlySet<number>;
}

export function objectBatchRoutes(handling: Handling): readonly Route[] {
  const route = <T extends { readonly inputs: readonly unknown[] }>(
    name: string,
    shape: z.ZodType<T>,
    handle: (handling: Handling, batch: Batch<T>) => Outcome<Answer>,
  ): Route => ({
    method: 'POST',
    path: `${base}/${name}`,
    answer: (call: Call) => {
      const type = typeOf(handling, call.params['objectType']);
      if (!type.ok) return type;
      const body = bodyOf(call, shape);
      if (!body.ok) return body;
      const tooMany = tooManyInputs(body.value.inputs.length, mostInputs);
      if (tooMany) return refused(tooMany);
      return handle(handling, {
        type: type.value,
        body: body.value,
        spoiled: call.spoiled(body.value.inputs.length),
      });
    },
  });
  return [
    route('create', createBatch, create),
    route('read', readBatch, read),
    route('update', updateBatch, update),
    route('upsert', upsertBatch, upsert),
    route('archive', archiveBatch, archiveAll),
  ];
}

/**
 * Inputs succeed and fail one by one only if each carries a trace id of its own; otherwise one bad input
 * refuses the whole batch and nothing is written.
 */
function create(
  handling: Handling,
  { type, body: { inputs }, spoiled }: Batch<z.infer<typeof createBatch>>,
): Outcome<Answer> {
  const { crm } = handling;
  const traces = inputs.flatMap(({ objectWriteTraceId }) => objectWriteTraceId ?? []);
  const traced = new Set(traces).size === inputs.length;
  const claims = newClaims();
  const plans = inputs.map((input, index) =>
    spoiled.has(index) ? refused(spoiledProblem) : planCreate(crm, type, input, claims),
  );
  const failed = plans.find(plan => !plan.ok);
  if (failed && !failed.ok && !traced) return failed;
  const rows = plans.map((plan, index): Row => {
    const trace = inputs[index]?.objectWriteTraceId;
    const traceContext = trace === undefined ? {} : { objectWriteTraceId: trace };
    if (plan.ok) return { ok: true, value: writtenView(commitWrite(crm, plan.value), traceContext) };
    return refused(withContext(plan.problem, { objectWriteTraceId: [trace ?? ''] }));
  });
  return batchAnswer(handling, rows, 201);
}

function read(
  handling: Handling,
  { type, body, spoiled }: Batch<z.infer<typeof readBatch>>,
): Outcome<Answer> {
  const { idProperty = 'hs_object_id', properties, propertiesWithHistory = [], inputs } = body;
  if (!isKey(type, idProperty)) return refused(notUnique(type, idProperty));
  const table = handling.crm.table(type);
  const rows = inputs.map(({ id }, index): Row => {
    if (spoiled.has(index)) return refused(withContext(spoiledProblem, { ids: [id] }));
    const record = table.getBy(idProperty, keyed(idProperty, id));
    return record
      ? {
          ok: true,
          value: withHistory(recordView(type, record, properties), type, record, propertiesWithHistory),
        }
      : refused(missingRecord(type.singular, [id]));
  });
  return batchAnswer(handling, rows, 200);
}

/** Unknown records fail alone; a value that is not valid refuses the batch. */
function update(
  handling: Handling,
  { type, body: { inputs }, spoiled }: Batch<z.infer<typeof updateBatch>>,
): Outcome<Answer> {
  const { crm } = handling;
  const claims = newClaims();
  const planned: ({ readonly plan: WritePlan } | { readonly problem: Problem })[] = [];
  for (const [index, input] of inputs.entries()) {
    const { id, idProperty = 'hs_object_id', properties } = input;
    if (idProperty === 'email' || !isKey(type, idProperty)) return refused(notUnique(type, idProperty));
    const record = crm.table(type).getBy(idProperty, id);
    const problem = spoiled.has(index)
      ? spoiledProblem
      : record
        ? undefined
        : missingRecord(type.singular, [id]);
    if (problem || !record) {
      planned.push({ problem: withContext(problem ?? spoiledProblem, { ids: [id] }) });
      continue;
    }
    const plan = planUpdate(crm, type, record.id, properties, claims);
    if (!plan.ok) return plan;
    planned.push({ plan: plan.value });
  }
  const rows = planned.map((item): Row =>
    'plan' in item ? { ok: true, value: writtenView(commitWrite(crm, item.plan)) } : refused(item.problem),
  );
  return batchAnswer(handling, rows, 200);
}

/** All or nothing: a clash of unique values answers 409 for the whole batch. */
function upsert(
  handling: Handling,
  { type, body: { inputs }, spoiled }: Batch<z.infer<typeof upsertBatch>>,
): Outcome<Answer> {
  const { crm } = handling;
  const twice = repeatedKey(inputs);
  if (twice !== undefined) return refused(invalid(`Duplicate IDs found in batch input: [${twice}]`));
  const claims = newClaims();
  const plans: (WritePlan | undefined)[] = [];
  for (const [index, input] of inputs.entries()) {
    const { id, idProperty = 'hs_object_id', properties } = input;
    if (!isKey(type, idProperty)) return refused(notUnique(type, idProperty));
    if (spoiled.has(index)) {
      plans.push(undefined);
      continue;
    }
    const record = crm.table(type).getBy(idProperty, keyed(idProperty, id));
    if (!record && idProperty === 'hs_object_id')
      return refused(notFound(`No ${type.singular} with ID ${id}`));
    const plan = record
      ? planUpdate(crm, type, record.id, properties, claims)
      : planCreate(crm, type, { properties: { ...properties, [idProperty]: id } }, claims);
    if (!plan.ok) return refused(asConflict(plan.problem));
    plans.push(plan.value);
  }
  const rows = plans.map((plan, index): Row => {
    const { id = '', objectWriteTraceId: trace } = inputs[index] ?? {};
    const traceContext = trace === undefined ? {} : { objectWriteTraceId: trace };
    if (plan)
      return { ok: true, value: writtenView(commitWrite(crm, plan), { new: plan.isNew, ...traceContext }) };
    return refused(
      withContext(spoiledProblem, {
        ids: [id],
        ...(trace === undefined ? {} : { objectWriteTraceId: [trace] }),
      }),
    );
  });
  return batchAnswer(handling, rows, 200);
}

function archiveAll(
  { crm }: Handling,
  { type, body: { inputs } }: Batch<z.infer<typeof archiveBatch>>,
): Outcome<Answer> {
  const living = inputs.map(({ id }) => crm.table(type).getBy('hs_object_id', id));
  for (const record of living) if (record && isStill(crm, type, record)) archive(crm, type, record);
  return answered(204);
}

/** The same id may stand twice in one batch. */
const isStill = (crm: Crm, type: ObjectType, record: StoredRecord): boolean =>
  crm.table(type).get(record.id)?.archivedAt === undefined;

const isKey = (type: ObjectType, name: string): boolean =>
  name === 'hs_object_id' || type.unique.includes(name);
const keyed = (idProperty: string, id: string): string => (idProperty === 'email' ? id.toLowerCase() : id);

const notUnique = (type: ObjectType, name: string): Problem =>
  invalid(`Unable to perform update/upsert by non-unique ${type.id} property ${name}`);

function asConflict(problem: Problem): Problem {
  return problem.context?.['existingObjectId']
    ? conflict(problem.message, { context: problem.context })
    : problem;
}

function repeatedKey(
  inputs: readonly { readonly id: string; readonly idProperty?: string | undefined }[],
): string | undefined {
  const seen = new Set<string>();
  for (const { id, idProperty = '' } of inputs) {
    const key = `${idProperty}=${keyed(idProperty, id)}`;
    if (seen.has(key)) return id;
    seen.add(key);
  }
  return undefined;
}
