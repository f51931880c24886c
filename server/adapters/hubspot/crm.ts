import type { Zone } from '../../domain/time.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { Budgets } from '../../workflows/ports/budget.js';
import type { Crm } from '../../workflows/ports/crm.js';
import { writeActivities } from './activities.js';
import type { Sender } from './activity-properties.js';
import { createApi } from './api.js';
import { createCustomTypes } from './custom-types.js';
import { findActivities } from './find-activities.js';
import { createLimiter } from './limiter.js';
import { writeOutages } from './outages.js';
import { readParties } from './parties.js';
import { readRoles } from './roles.js';
import { readServicePoints } from './service-points.js';
import { createTicketStage } from './ticket-stage.js';
import { writeTickets } from './tickets.js';
import { createTransport } from './transport.js';

export interface CrmSettings {
  /** `https://api.hubapi.com`, or the local portal. */
  readonly basePath: string;
  /** Of a service key or a static-auth app; a function where it is renewed (OAuth). */
  readonly accessToken: string | (() => Promise<string>);
  /** Calls per ten seconds that the portal grants our app, until its answers say it. */
  readonly burst?: number;
  /** Our part of the burst, all processes together. */
  readonly share?: number;
  readonly concurrency?: number;
  readonly searchPerSecond?: number;
  /** The portal's zone: at its midnight the daily limit begins anew. */
  readonly zone?: Zone;
  /** Real milliseconds for one exchange. */
  readonly timeoutMs?: number;
  /** Tries of one call, where trying again is safe. */
  readonly tries?: number;
  /** Shown as the sender of logged e-mails. */
  readonly sender?: Sender;
}
export interface CrmParts {
  readonly clock: Clock;
  readonly budgets: Budgets;
  readonly log: Log;
  /** An outage's reason code in words, as `Texts.reason` gives them. */
  readonly reason: (code: string) => string;
  readonly settings: CrmSettings;
}

const INTERVAL_MS = 10_000;

/** One per process, portal and app: the limiter inside counts the app's burst. */
export const makeCrm = ({ clock, budgets, log, reason, settings }: CrmParts): Crm => {
  const { basePath, accessToken, burst = 190, share = 0.8, concurrency = 6, searchPerSecond = 4 } = settings;
  const { zone = 'UTC' as Zone, timeoutMs = 30_000, tries = 6, sender = null } = settings;
  const transport = createTransport({ basePath, accessToken, timeoutMs });
  const limiter = createLimiter({
    clock,
    budgets,
    burst,
    intervalMs: INTERVAL_MS,
    share,
    searchPerSecond,
    concurrency,
  });
  const api = createApi({ transport, limiter, clock, log, zone, tries });
  const typeId = createCustomTypes(api);
  return {
    parties: readParties(api),
    servicePoints: readServicePoints(api, typeId),
    roles: readRoles(api, typeId),
    writeActivities: writeActivities(api, sender),
    writeTickets: writeTickets(api, log, createTicketStage(api)),
    writeOutages: writeOutages(api, typeId, reason),
    findActivities: findActivities(api),
    calls: () => api.calls(),
  };
};
