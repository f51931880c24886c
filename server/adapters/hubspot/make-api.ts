import type { Zone } from '../../domain/time.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { Budgets } from '../../workflows/ports/budget.js';
import { createApi, type Api } from './api.js';
import { createLimiter } from './limiter.js';
import { createTransport, type AccessToken } from './transport.js';

export interface ApiSettings {
  /** `https://api.hubapi.com`, or the local portal. */
  readonly basePath: string;
  /** Of a service key or a static-auth app; a function where it is renewed (OAuth). */
  readonly accessToken: AccessToken;
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
}

const INTERVAL_MS = 10_000;

/** One per process, portal and app: the limiter inside counts the app's burst. */
export const makeApi = ({
  clock,
  budgets,
  log,
  settings,
}: {
  readonly clock: Clock;
  readonly budgets: Budgets;
  readonly log: Log;
  readonly settings: ApiSettings;
}): Api => {
  const { basePath, accessToken, burst = 190, share = 0.8, concurrency = 6, searchPerSecond = 4 } = settings;
  const { zone = 'UTC' as Zone, timeoutMs = 30_000, tries = 6 } = settings;
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
  return createApi({ transport, limiter, clock, log, zone, tries });
};
