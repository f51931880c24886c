import { addSeconds } from '../domain/time.js';
import type { Hint } from './ports/upkeep.js';
import type { Deps } from './ports/work.js';

/** One event of a webhook, as far as it matters: what to look at. */
export interface NotedEvent {
  /** The same event again has the same. */
  readonly event: string;
  readonly hints: readonly Hint[];
}

/** Events come in bursts; what comes within these is read together. */
const GATHER_SECONDS = 2;

/**
 * Keeps what webhooks say for later: an event names records to read, and nothing in it is believed. An event that came
 * before costs one row looked up.
 */
export const noteWebhooks =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  (events: readonly NotedEvent[]): Promise<{ readonly fresh: number }> =>
    store.transact(async tx => {
      const at = clock.now();
      const fresh = await tx.upkeep.seeEvents(
        events.map(({ event }) => event),
        at,
      );
      const hints = events.filter(({ event }) => fresh.has(event)).flatMap(event => event.hints);
      if (hints.length > 0) {
        await tx.upkeep.hint(hints, at);
        await tx.jobs.enqueue([
          {
            name: 'refreshDirectory',
            key: 'refreshDirectory',
            lane: 'bulk',
            dueAt: addSeconds(at, GATHER_SECONDS),
            data: {},
          },
        ]);
      }
      return { fresh: fresh.size };
    });
