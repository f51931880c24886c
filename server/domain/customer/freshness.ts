import { addHours, addMinutes, earliest, type Instant } from '../time.js';

/** Older than this, facts are told with the time they are of. */
const FRESH_MINUTES = 15;
/** A feed silent for longer is switched off, or a matter for the operators; nobody on the phone is told of it. */
const ALIVE_HOURS = 24;

/** Since when the feeds of outages have been silent, where that is long enough to say so; null: they are up to date. */
export const staleSince = (
  feeds: readonly { readonly at: Instant | null }[],
  now: Instant,
): Instant | null => {
  const silent = feeds
    .map(({ at }) => at)
    .filter(at => at !== null)
    .filter(at => at < addMinutes(now, -FRESH_MINUTES) && at > addHours(now, -ALIVE_HOURS));
  const [first, ...rest] = silent;
  return first === undefined ? null : earliest(first, ...rest);
};
