import { judgeCall, type AskedAction } from '../domain/office/action-call.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { ActionOutputs, Actions } from './ports/actions.js';
import type { Deps } from './ports/work.js';

/** `later`: a job does it and tells HubSpot when it is done. */
export type Taken =
  { readonly answer: 'now'; readonly outputs: ActionOutputs } | { readonly answer: 'later' };

/** Takes one execution of a workflow action, however often HubSpot repeats it. */
export const takeAction =
  ({ store, clock, actions }: Pick<Deps, 'store' | 'clock'> & { readonly actions: Actions }) =>
  async (asked: AskedAction): Promise<Outcome<Taken>> => {
    const known = actions[asked.action];
    if (known === undefined) return refuse(UNKNOWN);
    const noted = await store.transact(async tx => {
      const now = clock.now();
      const isNew = await tx.actions.begin(asked, now);
      const kept = isNew ? null : await tx.actions.find(asked.callbackId);
      const move = kept === null ? 'run' : judgeCall(kept, asked, now);
      const outputs = kept?.outputs ?? null;
      if (move === 'run' && known.kind === 'later' && outputs === null)
        await tx.jobs.enqueue([
          {
            name: 'finishAction',
            key: `action/${asked.callbackId}`,
            lane: 'normal',
            dueAt: now,
            data: { callbackId: asked.callbackId },
          },
        ]);
      return { move, outputs, at: kept?.at ?? now };
    });
    if (noted.move !== 'run') return refuse(noted.move === 'stale' ? STALE : REUSED);
    // Also of one that was to wait: if our word that it should was lost, HubSpot took no completion, and waits for this.
    if (noted.outputs !== null) return accept({ answer: 'now', outputs: noted.outputs });
    if (known.kind === 'later') return accept({ answer: 'later' });
    const outputs = await known.act({ ...asked, at: noted.at });
    if (known.kind === 'act') await store.transact(tx => tx.actions.answer(asked.callbackId, outputs));
    return accept({ answer: 'now', outputs });
  };

const UNKNOWN = { code: 'action.unknown', message: 'There is no such workflow action.', because: [] };
const STALE = {
  code: 'action.stale',
  message: 'This execution was asked for more than a week ago, and HubSpot waits for it no more.',
  because: [],
};
const REUSED = {
  code: 'action.reused',
  message: 'This callback id was used for another execution.',
  because: [],
};
