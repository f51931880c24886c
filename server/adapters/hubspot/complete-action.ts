import { z } from 'zod';
import { Fault } from '../../workflows/fault.js';
import type { ActionOutputs } from '../../workflows/ports/actions.js';
import type { Api } from './api.js';
import { actionCallbackPath } from './paths.js';

/** HubSpot takes a completion once and refuses the next one, so that a lost answer may be asked for again. */
export const completeAction =
  (api: Api) =>
  async (callbackId: string, outputs: ActionOutputs): Promise<'completed' | 'gone'> => {
    try {
      await api.call({
        kind: 'action.complete',
        method: 'POST',
        path: actionCallbackPath(callbackId),
        body: { outputFields: outputs },
        answer: z.unknown(),
        repeatable: true,
      });
      return 'completed';
    } catch (error) {
      if (error instanceof Fault && error.kind === 'rejected') return 'gone';
      throw error;
    }
  };
