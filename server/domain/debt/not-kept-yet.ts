import type { Refusal } from '../outcome.js';

/** Debt cases are not kept by this version: a hold that nothing would honour must not look as if it had been placed. */
export const DEBT_NOT_KEPT_YET: Refusal = {
  code: 'debt.notKept',
  message: 'Forewarn keeps no debt cases yet, so there is nothing a hold could stop.',
  lawful: 'Place or release the hold in the billing system, which decides on disconnections until then.',
  because: [],
};
