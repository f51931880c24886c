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

/** Where a new ticket starts: the first open stage of our pipeline, or of the first one where there is none of ours. */
export const createTicketStage = (api: Api): (() => Promise<TicketStage>) =>
  once(async () => {
    const { results } = await api.call({
      kind: 'tickets.pipelines',
      method: 'GET',
      path: pipelinesPath('tickets'),
      answer: pipelineList,
      repeatable: true,
    });
    const pipelines = inOrder(results);
    const pipeline = pipelines.find(({ label }) => label === TICKET_PIPELINE.label) ?? pipelines[0];
    const stage = inOrder(pipeline?.stages ?? []).find(
      ({ metadata }) => metadata?.['ticketState'] !== 'CLOSED' && String(metadata?.['isClosed']) !== 'true',
    );
    if (pipeline === undefined || stage === undefined)
      throw new Fault(
        'rejected',
        'hubspot.noTicketStage',
        'The portal has no ticket pipeline with an open stage',
      );
    return { hs_pipeline: pipeline.id, hs_pipeline_stage: stage.id };
  });
