import { isOver } from '../domain/office/action-call.js';
import { Fault } from './fault.js';
import type { ActionOutputs, Actions } from './ports/actions.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'crm' | 'log'> & { readonly actions: Actions };

/**
 * Does what a workflow waits for, keeps what came of it, and tells HubSpot, each once as far as anybody sees: what was
 * done and not told is told by the next try, and HubSpot takes a completion once. A fault leaves the job to be tried
 * again, until HubSpot has given the execution up.
 */
export const finishAction =
  (deps: Needs) =>
  async ({ callbackId }: { readonly callbackId: string }): Promise<void> => {
    const { store, clock, log } = deps;
    const call = await store.transact(tx => tx.actions.find(callbackId));
    if (call === null || call.completedAt !== null) return;
    const known = deps.actions[call.action];
    if (known === undefined) throw new Error(`No action ${call.action}: it was taken by another version.`);
    const outputs = call.outputs ?? (await known.act(call));
    if (call.outputs === null) await store.insist(tx => tx.actions.answer(callbackId, outputs));
    const told = await tell(deps, callbackId, outputs, isOver(call, clock.now()));
    if (told !== 'completed') log.warn('workflow waits no more', { action: call.action, why: told });
    await store.insist(tx => tx.actions.complete(callbackId, clock.now()));
  };

const tell = async (
  { crm }: Needs,
  callbackId: string,
  outputs: ActionOutputs,
  over: boolean,
): Promise<'completed' | 'gone' | 'late'> => {
  try {
    return await crm.completeAction(callbackId, outputs);
  } catch (error) {
    if (over && error instanceof Fault) return 'late';
    throw error;
  }
};
