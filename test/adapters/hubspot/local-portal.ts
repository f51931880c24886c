import { instant } from '../../../server/domain/time.js';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { makeCrm, type CrmSettings } from '../../../server/adapters/hubspot/crm.js';
import type { Log } from '../../../server/workflows/ports.js';
import type { Crm, Written } from '../../../server/workflows/ports/crm.js';
import { forewarnProperties, forewarnSchemas } from '../../portal/forewarn-schemas.js';
import { createPortal, defaultToken, type Portal, type PortalOptions } from '../../portal/portal.js';
import { simulatedClock, type SimulatedClock } from './simulated-clock.js';

export interface LocalPortal {
  readonly portal: Portal;
  readonly url: string;
  readonly crm: Crm;
  readonly clock: SimulatedClock;
  /** Everything logged, as text. */
  readonly logged: readonly string[];
  /** How many calls the portal answered so. */
  answers(status: number | 'dropped' | 'unanswered'): number;
  close(): Promise<void>;
}

export const START = instant('2026-11-23T09:00:00Z');

export const openPortal = async (
  settings: Partial<CrmSettings> = {},
  options: Partial<PortalOptions> = {},
): Promise<LocalPortal> => {
  const clock = simulatedClock(START);
  const portal = createPortal({
    clock,
    schemas: forewarnSchemas,
    properties: forewarnProperties,
    ...options,
  });
  const { url, close } = await portal.listen();
  const logged: string[] = [];
  const write = (event: string, fields: unknown): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`);
  };
  const log: Log = { info: write, warn: write, error: write };
  const crm = makeCrm({
    clock,
    budgets: ownBudgets(clock),
    log,
    reason: code => `in words: ${code}`,
    settings: { basePath: url, accessToken: defaultToken, timeoutMs: 5_000, ...settings },
  });
  const answers: LocalPortal['answers'] = status =>
    portal.calls.all().filter(call => call.status === status).length;
  return { portal, url, crm, clock, logged, answers, close };
};

export const seedContacts = ({ portal }: LocalPortal, count: number): readonly string[] =>
  portal.records.create(
    'contacts',
    Array.from({ length: count }, (_, n) => ({ properties: { email: `p${String(n)}@example.org` } })),
  );

/** Of the rows that were written. */
export const idsOf = (written: readonly Written[]): ReadonlyMap<string, string> =>
  new Map(written.flatMap(row => ('crmId' in row ? [[row.key, row.crmId] as const] : [])));
