import { makeApi } from '../../server/adapters/hubspot/make-api.js';
import { describeProvision, isComplete } from '../../server/adapters/hubspot/provision-report.js';
import { provision } from '../../server/adapters/hubspot/provision.js';
import { makeLog } from '../../server/adapters/log.js';
import { ownBudgets } from '../../server/adapters/queue/budget.js';
import type { Clock } from '../../server/workflows/ports.js';
import { defaultPortalId, defaultToken } from '../portal/portal.js';

/** As `npm run provision` does it. */
export const provisionPortal = async (basePath: string, clock: Clock): Promise<void> => {
  const api = makeApi({
    clock,
    budgets: ownBudgets(clock),
    log: makeLog('error'),
    settings: { basePath, accessToken: defaultToken },
  });
  const result = await provision(api)({ portal: String(defaultPortalId), dryRun: false });
  if (!isComplete(result)) throw new Error(describeProvision(result));
};
