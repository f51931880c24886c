import { addMinutes, hoursBetween, type Instant } from '../domain/time.js';
import type { Feed } from './ports/feeds.js';
import type { Deps } from './ports/work.js';

/** How often a feed that stays silent is named again. */
const AGAIN_MINUTES = 30;

/**
 * Raises an alarm while a feed says nothing: nobody is called restored meanwhile, and nobody hears of what is new. A
 * feed that never spoke is not known to be silent.
 */
export const feedSilence = ({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>) => {
  const alarmed = new Map<string, Instant>();
  return async ({ name, rules }: Feed): Promise<void> => {
    const now = clock.now();
    const { at } = await store.transact(tx => tx.feeds.head(name));
    const last = alarmed.get(name);
    if (at === null || now <= addMinutes(at, rules.silentAfterMinutes)) {
      alarmed.delete(name);
      return;
    }
    if (last !== undefined && now < addMinutes(last, AGAIN_MINUTES)) return;
    alarmed.set(name, now);
    log.error('feed silent', { feed: name, at, minutes: Math.floor(hoursBetween(at, now) * 60) });
  };
};
