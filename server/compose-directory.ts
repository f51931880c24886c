import { factKinds } from './domain/rules/rule-facts.js';
import { eraseParty } from './workflows/erase-party.js';
import { finishPass } from './workflows/finish-pass.js';
import { followParties } from './workflows/follow-parties.js';
import { importDirectory } from './workflows/import-directory.js';
import { keepDirectory } from './workflows/keep-directory.js';
import type { Deps } from './workflows/ports/work.js';
import { readDirectory } from './workflows/read-directory.js';
import { reconcileDirectory } from './workflows/reconcile-directory.js';
import { refreshDirectory } from './workflows/refresh-directory.js';
import { takeBalances } from './workflows/take-balances.js';
import { sweepDirectory } from './workflows/sweep-directory.js';

/** What keeps the directory true to the CRM; all of it reads by the same reader. */
export const composeDirectory = (deps: Deps) => {
  const reader = readDirectory({
    ...deps,
    factKinds: factKinds(deps.rulebooks),
    followParties: followParties(deps),
    takeBalances: takeBalances(deps),
  });
  const parts = {
    ...deps,
    reader,
    finishPass: finishPass(deps),
  };
  const erase = eraseParty(deps);
  return {
    importDirectory: importDirectory(parts),
    keepDirectory: keepDirectory(deps),
    sweepDirectory: sweepDirectory(parts),
    reconcileDirectory: reconcileDirectory(parts),
    refreshDirectory: refreshDirectory({ ...parts, eraseParty: erase }),
    eraseParty: erase,
    reader,
  };
};

export type DirectoryUpkeep = ReturnType<typeof composeDirectory>;
