import { addMinutes, addSeconds, hoursBetween, type Instant } from '../domain/time.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

/** How often a feed that stays silent is named again. */
const AGAIN_MINUTES = 30;
/** A feed is silent for minutes at least: it need not be looked for each second. */
const LOOK_SECONDS = 30;

export interface Listened {
  readonly name: string;
  readonly silentAfterMinutes: number;
  /** When it last said something; null: it never spoke. */
  readonly heardAt: (tx: Tx) => Promise<Instant | null>;
}

/**
 * Raises an alarm while a feed says nothing: of an outage nobody is called restored meanwhile, of a debt nobody is
 * disconnected. A feed that never spoke is not known to be silent.
 */
export const feedSilence = ({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>) => {
  const alarmed = new Map<string, Instant>();
  const looked = new Map<string, Instant>();
  return async ({ name, silentAfterMinutes, heardAt }: Listened): Promise<void> => {
    const now = clock.now();
    const before = looked.get(name);
    if (before !== undefined && before <= now && now < addSeconds(before, LOOK_SECONDS)) return;
    looked.set(name, now);
    const at = await store.transact(heardAt);
    const last = alarmed.get(name);
    if (at === null || now <= addMinutes(at, silentAfterMinutes)) {
      alarmed.delete(name);
      return;
    }
    if (last !== undefined && now < addMinutes(last, AGAIN_MINUTES)) return;
    alarmed.set(name, now);
    log.error('feed silent', { feed: name, at, minutes: Math.floor(hoursBetween(at, now) * 60) });
  };
};
