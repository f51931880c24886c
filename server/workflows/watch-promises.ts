import { overdueNewsTicket } from '../domain/outage/next-news.js';
import { addMinutes, hoursBetween, type Instant } from '../domain/time.js';
import type { Deps } from './ports/work.js';

/** How often promises are looked at, and a broken one is named again. */
const LOOK_MINUTES = 1;
const AGAIN_MINUTES = 30;

/**
 * Raises an alarm, and asks a person, where the next news of an outage was promised by a moment that has passed and
 * nothing was said: people wait for it, and some laws set how often they must hear.
 */
export const watchPromises = ({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>) => {
  const named = new Map<string, Instant>();
  let lookedAt: Instant | null = null;
  return async (): Promise<void> => {
    const now = clock.now();
    if (lookedAt !== null && now < addMinutes(lookedAt, LOOK_MINUTES)) return;
    lookedAt = now;
    const asked = await store.transact(async tx => {
      const overdue = await tx.outages.newsOverdue(now);
      const keys = new Map(overdue.map(each => [overdueNewsTicket(each.outage, each.revision), each]));
      // Kept again or closed since: forgotten, so that this does not grow.
      for (const key of named.keys()) if (!keys.has(key)) named.delete(key);
      const fresh = [...keys].filter(([key]) => !named.has(key));
      await tx.outbox.put(fresh.map(([subject]) => ({ kind: 'ticket', subject, dueAt: now })));
      return keys;
    });
    for (const [key, { outage, revision, promised }] of asked) {
      const last = named.get(key);
      if (last !== undefined && now < addMinutes(last, AGAIN_MINUTES)) continue;
      named.set(key, now);
      const minutes = Math.floor(hoursBetween(promised, now) * 60);
      log.error('news overdue', { outage, revision, promised, minutes });
    }
  };
};
