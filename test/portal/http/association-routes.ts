import type { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import {
  claimLinks,
  commitLinks,
  newLinkClaims,
  planLink,
  type AssociationSpec,
  type LinkPlan,
} from '../state/association-writes.js';
import type { Crm } from '../state/crm.js';
import { batchAnswer, spoiledProblem, tooManyInputs, withContext, type Row } from './batch.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';
import { linkBatch, linkReadBatch, linkTypes, plainLinkBatch, unlinkBatch } from './shapes.js';

const base = `/crm/associations/${apiVersion}/:fromType/:toType/batch`;
const single = `/crm/objects/${apiVersion}/:fromType/:fromId/associations`;
const most = { create: 2_000, read: 1_000, archive: 100 };
const pageOfLinks = 500;

interface Pair {
  readonly from: ObjectType;
  readonly to: ObjectType;
}

export function associationRoutes(handling: Handling): readonly Route[] {
  const on =
    (handle: (pair: Pair, call: Call) => Outcome<Answer>) =>
    (call: Call): Outcome<Answer> => {
      const pair = pairOf(handling, call);
      return pair.ok ? handle(pair.value, call) : pair;
    };
  const batch =
    <T extends { readonly inputs: readonly unknown[] }>(
      shape: z.ZodType<T>,
      cap: number,
      handle: (pair: Pair, inputs: T['inputs'], spoiled: ReadonlySet<number>) => Outcome<Answer>,
    ) =>
    (pair: Pair, call: Call): Outcome<Answer> => {
      const body = bodyOf(call, shape);
      if (!body.ok) return body;
      const tooMany = tooManyInputs(body.value.inputs.length, cap);
      if (tooMany) return refused(tooMany);
      return handle(pair, body.value.inputs, call.spoiled(body.value.inputs.length));
    };
  const create = batch(linkBatch, most.create, (pair, inputs, spoiled) =>
    link(handling, pair, inputs, spoiled, { status: 201, view: labelsView }),
  );
  const createPlain = batch(plainLinkBatch, most.create, (pair, inputs, spoiled) =>
    link(
      handling,
      pair,
      inputs.map(input => ({ ...input, types: [] })),
      spoiled,
      { status: 200, view: plainView },
    ),
  );
  const read = batch(linkReadBatch, most.read, (pair, inputs) => readLinks(handling, pair, inputs));
  const archive = batch(unlinkBatch, most.archive, (pair, inputs) => unlink(handling.crm, pair, inputs));
  return [
    { method: 'POST', path: `${base}/create`, answer: on(create) },
    { method: 'POST', path: `${base}/associate/default`, answer: on(createPlain) },
    { method: 'POST', path: `${base}/read`, answer: on(read) },
    { method: 'POST', path: `${base}/archive`, answer: on(archive) },
    {
      method: 'PUT',
      path: `${single}/default/:toType/:toId`,
      answer: on((pair, call) => linkPlain(handling, pair, call)),
    },
    {
      method: 'PUT',
      path: `${single}/:toType/:toId`,
      answer: on((pair, call) => linkOne(handling, pair, call)),
    },
    {
      method: 'DELETE',
      path: `${single}/:toType/:toId`,
      answer: on((pair, call) => unlinkOne(handling.crm, pair, call)),
    },
  ];
}

export function pairOf(handling: Handling, call: Call): Outcome<Pair> {
  const from = typeOf(handling, call.params['fromType']);
  if (!from.ok) return from;
  const to = typeOf(handling, call.params['toType']);
  return to.ok ? { ok: true, value: { from: from.value, to: to.value } } : to;
}

interface LinkInput {
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
  readonly types: readonly AssociationSpec[];
}

/** A record that is missing fails alone; an unknown type or a full record refuses the batch. */
function link(
  handling: Handling,
  pair: Pair,
  inputs: readonly LinkInput[],
  spoiled: ReadonlySet<number>,
  answer: { readonly status: number; readonly view: (plan: LinkPlan) => unknown },
): Outcome<Answer> {
  const { crm } = handling;
  const rows: ({ readonly plan: LinkPlan } | { readonly problem: Problem })[] = [];
  for (const [index, { from, to, types }] of inputs.entries()) {
    const plan = planLink(crm, { type: pair.from, id: from.id }, { type: pair.to, id: to.id }, types);
    const problem = spoiled.has(index) ? spoiledProblem : plan.ok ? undefined : plan.problem;
    if (problem?.status === 400) return refused(problem);
    if (problem)
      rows.push({ problem: withContext(problem, { fromObjectId: [from.id], toObjectId: [to.id] }) });
    else if (plan.ok) rows.push({ plan: plan.value });
  }
  const plans = rows.flatMap(row => ('plan' in row ? [row.plan] : []));
  const overCap = claimLinks(crm, plans, newLinkClaims());
  if (overCap) return refused(overCap);
  commitLinks(crm, plans);
  const done = rows.map((row): Row =>
    'plan' in row ? { ok: true, value: answer.view(row.plan) } : refused(row.problem),
  );
  return batchAnswer(handling, done, answer.status);
}

function labelsView({ from, to, types }: LinkPlan): unknown {
  return {
    fromObjectTypeId: from.type.id,
    fromObjectId: from.id,
    toObjectTypeId: to.type.id,
    toObjectId: to.id,
    labels: types.flatMap(({ label }) => label ?? []),
  };
}

function plainView({ from, to, types: [plain] }: LinkPlan): unknown {
  return {
    from: { id: from.id },
    to: { id: to.id },
    associationSpec: { associationCategory: plain?.category, associationTypeId: plain?.typeId },
  };
}

/** A record with nothing at the other end is an error row here, not an empty list. */
function readLinks(
  handling: Handling,
  pair: Pair,
  inputs: readonly { readonly id: string; readonly after?: string | undefined }[],
): Outcome<Answer> {
  const { crm } = handling;
  const types = crm.associationTypes.between(pair.from, pair.to);
  const rows = inputs.map(({ id, after }): Row => {
    const links = crm.links.of({ type: pair.from, id }, pair.to);
    if (links.length === 0) return refused(noneFound(pair, id));
    const start = Number(after ?? 0);
    const to = links.slice(start, start + pageOfLinks).map(({ toId, typeIds }) => ({
      toObjectId: toId,
      associationTypes: types
        .filter(({ typeId }) => typeIds.includes(typeId))
        .map(({ category, typeId, label }) => ({ category, typeId, label })),
    }));
    const next = start + pageOfLinks;
    const paging = next < links.length ? { paging: { next: { after: String(next) } } } : {};
    return { ok: true, value: { from: { id }, to: handling.chance.shuffled(to), ...paging } };
  });
  return batchAnswer(handling, rows, 200);
}

function noneFound({ from, to }: Pair, id: string): Problem {
  return notFound(`No ${to.singular} is associated with ${from.singular} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [id], fromObjectType: [from.name], toObjectType: [to.name] },
  });
}

function unlink(
  crm: Crm,
  pair: Pair,
  inputs: readonly {
    readonly from: { readonly id: string };
    readonly to: readonly { readonly id: string }[];
  }[],
): Outcome<Answer> {
  for (const { from, to } of inputs) {
    for (const { id } of to) crm.links.remove({ type: pair.from, id: from.id }, { type: pair.to, id });
  }
  return answered(204);
}

const endsOf = ({ params }: Call): Omit<LinkInput, 'types'> => ({
  from: { id: params['fromId'] ?? '' },
  to: { id: params['toId'] ?? '' },
});

function linkOne(handling: Handling, pair: Pair, call: Call): Outcome<Answer> {
  const types = bodyOf(call, linkTypes);
  if (!types.ok) return types;
  const plan = linkNow(handling.crm, pair, call, types.value);
  return plan.ok ? answered(201, labelsView(plan.value)) : plan;
}

function linkPlain(handling: Handling, pair: Pair, call: Call): Outcome<Answer> {
  const plan = linkNow(handling.crm, pair, call, []);
  if (!plan.ok) return plan;
  return batchAnswer(handling, [{ ok: true, value: plainView(plan.value) }], 200);
}

function linkNow(crm: Crm, pair: Pair, call: Call, types: readonly AssociationSpec[]): Outcome<LinkPlan> {
  const { from, to } = endsOf(call);
  const plan = planLink(crm, { type: pair.from, id: from.id }, { type: pair.to, id: to.id }, types);
  if (!plan.ok) return plan;
  const overCap = claimLinks(crm, [plan.value], newLinkClaims());
  if (overCap) return refused(overCap);
  commitLinks(crm, [plan.value]);
  return plan;
}

function unlinkOne(crm: Crm, pair: Pair, call: Call): Outcome<Answer> {
  const { from, to } = endsOf(call);
  if (crm.associationTypes.between(pair.from, pair.to).length === 0) {
    return refused(invalid(`${pair.from.name} cannot be associated with ${pair.to.name}`));
  }
  crm.links.remove({ type: pair.from, id: from.id }, { type: pair.to, id: to.id });
  return answered(204);
}
