import { Client } from '@hubspot/api-client';
import { defaultToken } from './portal.js';
import type { RunningPortal } from './running-portal.js';

type Settings = NonNullable<ConstructorParameters<typeof Client>[0]>;

/**
 * HubSpot's own client, unchanged but for the host. Its throttle, which counts real time, stays on with room enough
 * not to slow a test.
 */
export const officialClient = (portal: RunningPortal, settings: Partial<Settings> = {}): Client =>
  new Client({
    accessToken: defaultToken,
    basePath: portal.url,
    limiterOptions: { minTime: 0, maxConcurrent: 6 },
    ...settings,
  });

/** What the client throws for an answer it does not take for a success. */
export interface ThrownAnswer {
  readonly code: number;
  readonly body: {
    readonly category?: string;
    readonly message?: string;
    readonly policyName?: string;
    readonly correlationId?: string;
    readonly errors?: readonly {
      readonly context?: Readonly<Record<string, readonly string[]>>;
    }[];
  };
  readonly headers: Readonly<Record<string, string>>;
}

/** Fails unless the call is refused. */
export const refusalOf = async (call: Promise<unknown>): Promise<ThrownAnswer> => {
  const ended = await call.then(
    () => undefined,
    (error: unknown) => error as ThrownAnswer,
  );
  if (ended?.code === undefined) throw new Error('Expected a refused call');
  return ended;
};
