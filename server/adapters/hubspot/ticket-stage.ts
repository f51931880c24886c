import type { TicketPlace } from '../../domain/customer/reach.js';
import type { z } from 'zod';
import { Fault } from '../../workflows/fault.js';
import { pipelineList } from './answers.js';
import type { Api } from './api.js';
import { TICKET_PIPELINE } from './definitions.js';
import { once } from './once.js';
import { pipelinesPath } from './paths.js';

export interface TicketStage {
  readonly hs_pipeline: string;
  readonly hs_pipeline_stage: string;
}

interface Ordered {
  readonly displayOrder?: number | null | undefined;
  readonly archived?: boolean | null | undefined;
}
const inOrder = <T extends Ordered>(items: readonly T[]): readonly T[] =>
  items
    .filter(({ archived }) => archived !== true)
    .sort((a, b) => (a.displayOrder ?? 0) - (b.displayOrder ?? 0));

/** Where tickets stand in an account; null: its pipeline has no such stage, so a ticket stays where it is. */
export type TicketStages = Readonly<Record<Exclude<TicketPlace, 'toDo'>, TicketStage | null>> & {
  readonly toDo: TicketStage;
};

type Stage = z.infer<typeof pipelineList>['results'][number]['stages'][number];
const isClosed = ({ metadata }: Stage): boolean =>
  metadata?.['ticketState'] === 'CLOSED' || String(metadata?.['isClosed']) === 'true';

/**
 * The stages of our pipeline, or of the first one where there is none of ours: told by their order and whether they close
 * a ticket, since their names are the account's to change. What is the second open stage of a foreign pipeline nobody knows.
 */
export const createTicketStages = (api: Api): (() => Promise<TicketStages>) =>
  once(async () => {
    const { results } = await api.call({
      kind: 'tickets.pipelines',
      method: 'GET',
      path: pipelinesPath('tickets'),
      answer: pipelineList,
      repeatable: true,
    });
    const pipelines = inOrder(results);
    const ours = pipelines.find(({ label }) => label === TICKET_PIPELINE.label);
    const pipeline = ours ?? pipelines[0];
    const stages = inOrder(pipeline?.stages ?? []);
    const [toDo, waiting] = stages.filter(stage => !isClosed(stage));
    if (pipeline === undefined || toDo === undefined)
      throw new Fault(
        'rejected',
        'hubspot.noTicketStage',
        'The portal has no ticket pipeline with an open stage',
      );
    const at = (stage: Stage | undefined): TicketStage | null =>
      stage === undefined ? null : { hs_pipeline: pipeline.id, hs_pipeline_stage: stage.id };
    return {
      toDo: { hs_pipeline: pipeline.id, hs_pipeline_stage: toDo.id },
      waiting: ours === undefined ? null : at(waiting),
      done: at(stages.find(isClosed)),
    };
  });
