import { parseArgs } from 'node:util';
import { systemClock } from './adapters/clock.js';
import { makeApi } from './adapters/hubspot/make-api.js';
import { describeProvision, isComplete } from './adapters/hubspot/provision-report.js';
import { provision, WrongPortal } from './adapters/hubspot/provision.js';
import { makeLog } from './adapters/log.js';
import { ownBudgets } from './adapters/queue/budget.js';
import { readHubspotAccount, SettingsError } from './env.js';
import { Fault } from './workflows/fault.js';

/** `npm run provision [-- --dry-run]`: creates in HubSpot what the server needs there and does not find. */
const run = async (): Promise<void> => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  const { portal, accessToken, basePath } = readHubspotAccount(process.env);
  const api = makeApi({
    clock: systemClock,
    budgets: ownBudgets(systemClock),
    log: makeLog('error'),
    settings: { basePath, accessToken },
  });
  const result = await provision(api)({ portal, dryRun: values['dry-run'] });
  process.stdout.write(`${describeProvision(result)}\n`);
  if (!isComplete(result)) process.exitCode = 1;
};

/** Thrown by parseArgs for an argument it does not know. */
const isUsage = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');

run().catch((error: unknown) => {
  const known = [SettingsError, WrongPortal, Fault].some(kind => error instanceof kind);
  const text = !(error instanceof Error)
    ? String(error)
    : known || isUsage(error)
      ? error.message
      : (error.stack ?? error.message);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
