import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from '../state/crm.js';
import type { Pipeline, Pipelines, Stage } from '../state/pipelines.js';
import { defined } from './defined.js';
import {
  newPipeline,
  newStage,
  pipelineChange,
  stageChange,
  type NewPipeline,
  type NewStage,
} from './definition-shapes.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';

const base = `/crm/pipelines/${apiVersion}/:objectType`;

/** Pipelines of tickets and custom objects, and their stages. */
export function pipelineRoutes(handling: Handling, pipelines: Pipelines): readonly Route[] {
  const { crm } = handling;
  const on =
    (handle: (type: ObjectType, call: Call) => Outcome<Answer>): Route['answer'] =>
    call => {
      const type = typeOf(handling, call.params['objectType']);
      return type.ok ? handle(type.value, call) : type;
    };
  const onOne = (
    handle: (type: ObjectType, pipeline: Pipeline, call: Call) => Outcome<Answer>,
  ): Route['answer'] =>
    on((type, call) => {
      const found = pipelines.of(type).find(({ id }) => id === call.params['pipelineId']);
      return found ? handle(type, found, call) : refused(notFound('Pipeline not found'));
    });
  const onStage = (
    handle: (type: ObjectType, pipeline: Pipeline, stage: Stage, call: Call) => Outcome<Answer>,
  ): Route['answer'] =>
    onOne((type, pipeline, call) => {
      const found = pipeline.stages.find(({ id }) => id === call.params['stageId']);
      return found ? handle(type, pipeline, found, call) : refused(notFound('Stage not found'));
    });
  const keep = (type: ObjectType, pipeline: Pipeline): Pipeline => {
    const kept = { ...pipeline, updatedAt: crm.now() };
    pipelines.put(type, kept);
    return kept;
  };
  const stageOf = (given: NewStage): Stage => ({
    id: given.stageId ?? pipelines.nextId(),
    label: given.label,
    displayOrder: given.displayOrder,
    metadata: metadataOf(given.metadata ?? {}),
  });
  const create = on((type, call) => {
    const body = bodyOf(call, newPipeline);
    if (!body.ok) return body;
    const { label, displayOrder, stages, pipelineId = pipelines.nextId() } = body.value;
    const problem = newPipelineProblem(type, body.value, pipelines.of(type));
    if (problem) return refused(problem);
    const made = { id: pipelineId, label, displayOrder, stages: stages.map(stageOf) };
    return answered(201, pipelineView(keep(type, { ...made, createdAt: crm.now(), updatedAt: crm.now() })));
  });
  const change = onOne((type, pipeline, call) => {
    const body = bodyOf(call, pipelineChange);
    if (!body.ok) return body;
    const { archived: _, ...given } = body.value;
    return answered(200, pipelineView(keep(type, { ...pipeline, ...defined(given) })));
  });
  const replace = onOne((type, pipeline, call) => {
    const body = bodyOf(call, newPipeline);
    if (!body.ok) return body;
    const { label, displayOrder, stages } = body.value;
    const next = { ...pipeline, label, displayOrder, stages: stages.map(stageOf) };
    const kept = new Set(next.stages.map(({ id }) => id));
    const lost = pipeline.stages.filter(({ id }) => !kept.has(id));
    const problem = inUse(
      crm,
      type,
      'hs_pipeline_stage',
      lost.map(({ id }) => id),
    );
    return problem ? refused(problem) : answered(200, pipelineView(keep(type, next)));
  });
  const remove = onOne((type, { id }) => {
    const problem = inUse(crm, type, 'hs_pipeline', [id]);
    if (problem) return refused(problem);
    pipelines.remove(type, id);
    return answered(204);
  });
  const addStage = onOne((type, pipeline, call) => {
    const body = bodyOf(call, newStage);
    if (!body.ok) return body;
    const problem = labelTaken(pipeline.stages, body.value.label);
    if (problem) return refused(problem);
    const stage = stageOf(body.value);
    keep(type, { ...pipeline, stages: [...pipeline.stages, stage] });
    return answered(201, stageView(pipeline, stage));
  });
  const changeStage = onStage((type, pipeline, stage, call) => {
    const body = bodyOf(call, stageChange);
    if (!body.ok) return body;
    const { archived: _, metadata = {}, ...given } = body.value;
    const next: Stage = {
      ...stage,
      ...defined(given),
      metadata: metadataOf({ ...stage.metadata, ...metadata }),
    };
    keep(type, { ...pipeline, stages: pipeline.stages.map(each => (each.id === next.id ? next : each)) });
    return answered(200, stageView(pipeline, next));
  });
  const removeStage = onStage((type, pipeline, { id }) => {
    const problem = inUse(crm, type, 'hs_pipeline_stage', [id]);
    if (problem) return refused(problem);
    keep(type, { ...pipeline, stages: pipeline.stages.filter(each => each.id !== id) });
    return answered(204);
  });
  const one = `${base}/:pipelineId`;
  const stages = `${one}/stages`;
  return [
    {
      method: 'GET',
      path: base,
      answer: on(type => answered(200, { results: pipelines.of(type).map(pipelineView) })),
    },
    { method: 'POST', path: base, answer: create },
    { method: 'GET', path: one, answer: onOne((_, pipeline) => answered(200, pipelineView(pipeline))) },
    { method: 'PATCH', path: one, answer: change },
    { method: 'PUT', path: one, answer: replace },
    { method: 'DELETE', path: one, answer: remove },
    { method: 'GET', path: stages, answer: onOne((_, of) => answered(200, { results: stagesView(of) })) },
    { method: 'POST', path: stages, answer: addStage },
    {
      method: 'GET',
      path: `${stages}/:stageId`,
      answer: onStage((_, pipeline, stage) => answered(200, stageView(pipeline, stage))),
    },
    { method: 'PATCH', path: `${stages}/:stageId`, answer: changeStage },
    { method: 'DELETE', path: `${stages}/:stageId`, answer: removeStage },
  ];
}

/** HubSpot adds the second to the first. */
function metadataOf(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { ticketState } = given;
  return ticketState === undefined ? given : { ...given, isClosed: String(ticketState === 'CLOSED') };
}

function stageView({ createdAt, updatedAt }: Pipeline, stage: Stage): unknown {
  return { ...stage, createdAt, updatedAt, archived: false, writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' };
}

const stagesView = (pipeline: Pipeline): readonly unknown[] =>
  [...pipeline.stages]
    .sort((a, b) => a.displayOrder - b.displayOrder)
    .map(stage => stageView(pipeline, stage));

const pipelineView = (pipeline: Pipeline): unknown => ({
  ...pipeline,
  stages: stagesView(pipeline),
  archived: false,
});

function newPipelineProblem(
  type: ObjectType,
  { label, pipelineId, stages }: NewPipeline,
  known: readonly Pipeline[],
): Problem | undefined {
  if (type.id !== '0-5' && !type.schema) return invalid(`${type.name} cannot have pipelines`);
  if (known.some(({ id }) => id === pipelineId))
    return conflict(`Pipeline ${pipelineId ?? ''} already exists`);
  const labels = stages.map(stage => stage.label);
  const twice = labels.find((each, index) => labels.indexOf(each) !== index);
  return twice === undefined ? labelTaken(known, label) : invalid(`Stage label "${twice}" stands twice`);
}

const labelTaken = (known: readonly { readonly label: string }[], label: string): Problem | undefined =>
  known.some(each => each.label === label) ? conflict(`The label "${label}" is already in use`) : undefined;

/** This release never lets go what records still stand in. */
function inUse(crm: Crm, type: ObjectType, property: string, ids: readonly string[]): Problem | undefined {
  for (const { properties } of crm.table(type).living())
    if (ids.includes(properties[property] ?? ''))
      return invalid(`${type.pluralLabel} still stand in ${properties[property] ?? ''}: move them first`, {
        subCategory: 'PipelineError.STAGE_OR_PIPELINE_IN_USE',
      });
  return undefined;
}
