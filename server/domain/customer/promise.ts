import { refuse, type Outcome } from '../outcome.js';

/**
 * A promise to pay or a hold stops a ladder of debt notices. No ladder runs here yet, so there is nothing either could
 * stop, and none is taken down: whoever promised would trust in it.
 */
export const takePromise = (kind: 'promise' | 'hold'): Outcome<never> =>
  refuse({
    code: 'debt.noLadder',
    message:
      kind === 'promise'
        ? 'A promise to pay cannot be recorded yet: debts are not handled here.'
        : 'A hold cannot be placed yet: debts are not handled here.',
    lawful: 'Record it in the billing system; nobody is disconnected by Forewarn.',
    because: [],
  });
