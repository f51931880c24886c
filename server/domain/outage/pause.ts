import { lastHandOver } from '../calendar.js';
import type { Channel } from '../contact-point.js';
import { accept, refuse, type Outcome } from '../outcome.js';
import type { LetterCalendar, Policy } from '../policy.js';
import { addHours, addMinutes, earliest, latest, type Instant } from '../time.js';
import { isOffAlready, type Outage, type Revision } from './outage.js';

/** Who stopped a campaign for the moment, when, and why. */
export interface Pause {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}
/** What a pause keeps back on one channel, and the first last lawful moment among it; null: the law sets none. */
export interface Held {
  readonly channel: Channel;
  readonly deliveries: number;
  readonly firstServeBy: Instant | null;
}

/**
 * Sending must go on by then, or something that waits misses its deadline: a letter by the print house's cut-off, the
 * rest by the last lawful moment itself. Null: nothing that waits has a deadline.
 */
export const resumeBy = (held: readonly Held[], letters: LetterCalendar): Instant | null => {
  const [first, ...rest] = held.flatMap(({ channel, firstServeBy }) =>
    firstServeBy === null
      ? []
      : [channel === 'letter' && letters !== null ? lastHandOver(letters, firstServeBy) : firstServeBy],
  );
  return first === undefined ? null : earliest(first, ...rest);
};

/** A pause that endangers no deadline may still be forgotten. */
const FORGOTTEN_HOURS = 24;

/** When a person must be told of a pause that goes on: before a deadline passes, and of an emergency within minutes. */
export const alarmAt = (
  pause: { readonly at: Instant; readonly emergency: boolean; readonly resumeBy: Instant | null },
  { personBeforeDeadlineHours, confirmLifeSupportWithin }: Policy,
): Instant => {
  if (pause.emergency) return addMinutes(pause.at, confirmLifeSupportWithin.emergencyMinutes);
  return pause.resumeBy === null
    ? addHours(pause.at, FORGOTTEN_HOURS)
    : latest(pause.at, addHours(pause.resumeBy, -personBeforeDeadlineHours));
};

/** What was kept back must still be true when it leaves: an announcement of what has begun misleads. */
export const mayResume = (outage: Pick<Outage, 'kind'>, revision: Revision, now: Instant): Outcome<null> => {
  const announces = revision.kind === 'announce' || revision.kind === 'change';
  const over = revision.windows.length > 0 && revision.windows.every(({ from }) => from <= now);
  return announces && !isOffAlready(outage, revision) && over
    ? refuse({
        code: 'pause.overtaken',
        message: 'What waits announces an interruption that has begun already.',
        lawful: 'Send an update with the times as they are now; it goes to everybody who is affected.',
        because: [],
      })
    : accept(null);
};
