import type { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { invalid, refused, type Outcome, type Problem } from '../problem.js';
import {
  claimLinks,
  commitLinks,
  newLinkClaims,
  planLink,
  type AssociationSpec,
  type LinkPlan,
} from '../state/association-writes.js';
import type { Crm } from '../state/crm.js';
import { pairOf, type Pair } from './association-pair.js';
import { readLinks, readOne } from './association-reads.js';
import { batchAnswer, spoiledProblem, tooManyInputs, withContext, type Row } from './batch.js';
import { answered, bodyOf, type Answer, type Call, type Handling, type Route } from './route.js';
import { linkBatch, linkReadBatch, linkTypes, plainLinkBatch, unlinkBatch } from './shapes.js';

const base = `/crm/associations/${apiVersion}/:fromType/:toType/batch`;
const single = `/crm/objects/${apiVersion}/:fromType/:fromId/associations`;
const most = { create: 2_000, read: 1_000, archive: 100 };

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
  const archiveLabels = batch(linkBatch, most.create, (pair, inputs) => unlabel(handling.crm, pair, inputs));
  return [
    { method: 'POST', path: `${base}/create`, answer: on(create) },
    { method: 'POST', path: `${base}/associate/default`, answer: on(createPlain) },
    { method: 'POST', path: `${base}/read`, answer: on(read) },
    { method: 'POST', path: `${base}/archive`, answer: on(archive) },
    { method: 'POST', path: `${base}/labels/archive`, answer: on(archiveLabels) },
    // The dated release has no such path.
    {
      method: 'GET',
      path: '/crm/v4/objects/:fromType/:fromId/associations/:toType',
      answer: on((pair, call) => readOne(handling, pair, call)),
    },
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

/** Takes labels off; the records stay associated. */
function unlabel(crm: Crm, pair: Pair, inputs: readonly LinkInput[]): Outcome<Answer> {
  const known = crm.associationTypes.between(pair.from, pair.to);
  for (const { from, to, types } of inputs) {
    const named = known.filter(
      ({ typeId, label }) => label !== null && types.some(type => type.associationTypeId === typeId),
    );
    const ends = [
      { type: pair.from, id: from.id },
      { type: pair.to, id: to.id },
    ] as const;
    if (crm.links.has(...ends)) crm.links.removeTypes(...ends, named);
  }
  return answered(204);
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
