import { sendMoment } from '../notice/choose-deliveries.js';
import type { ToldByPerson } from '../notice/service.js';
import { accept, refuse, type Outcome } from '../outcome.js';
import type { Policy } from '../policy.js';
import { addHours, earliest, type Instant, type Zone } from '../time.js';

/** One try of a person to tell the addressee of a notice, and what came of it, under their name. */
export interface ReachTry extends ToldByPerson {
  readonly act: 'reached' | 'notReached';
  readonly by: string;
}
/** What a person must do after a try. */
export type AfterTry =
  | { readonly next: 'callAgain'; readonly at: Instant }
  /**
   * `sendSomebody`: somebody there depends on power, so nobody waits for a second call. `goThere`: calling leads nowhere;
   * somebody goes, or finds out another number.
   */
  | { readonly next: 'nothing' | 'sendSomebody' | 'goThere' };

export interface ReachQuestion {
  readonly lifeSupport: boolean;
  readonly emergency: boolean;
  readonly serveBy: Instant | null;
  readonly zone: Zone;
  readonly policy: Policy;
}

/** So many calls in vain are enough; the ticket then asks for something else. */
const MOST_CALLS = 3;
const CALL_AGAIN_HOURS = 2;

/** Whether one more try may be written down: who was reached was reached, whoever presses later. */
export const mayTry = (before: readonly ReachTry[]): Outcome<null> => {
  const reached = before.find(({ act }) => act === 'reached');
  return reached === undefined
    ? accept(null)
    : refuse({
        code: 'reach.already',
        message: 'The customer has been reached already.',
        lawful: 'Nothing is left to do here.',
        because: [],
        details: { by: reached.by, at: reached.at },
      });
};

/** What the tries made so far ask for, the oldest first; null: nobody has tried. */
export const nextAfter = (
  tries: readonly Pick<ReachTry, 'act'>[],
  lifeSupport: boolean,
): AfterTry['next'] | null => {
  if (tries.length === 0) return null;
  if (tries.some(({ act }) => act === 'reached')) return 'nothing';
  if (lifeSupport) return 'sendSomebody';
  return tries.length >= MOST_CALLS ? 'goThere' : 'callAgain';
};

/** The same, with the time of the next call. */
export const afterTries = (
  tries: readonly Pick<ReachTry, 'act' | 'at'>[],
  question: ReachQuestion,
): AfterTry | null => {
  const next = nextAfter(tries, question.lifeSupport);
  const last = tries.at(-1);
  if (next === null || last === undefined) return null;
  return next === 'callAgain' ? { next, at: callAgainAt(last.at, question) } : { next };
};

/** Two hours on, not in quiet hours, and before the last lawful moment as long as there is one ahead. */
const callAgainAt = (last: Instant, { policy, emergency, serveBy, zone }: ReachQuestion): Instant => {
  const later = addHours(last, CALL_AGAIN_HOURS);
  const polite = sendMoment({ policy, urgent: emergency, serveBy, zone, now: later }, 'sms');
  return serveBy !== null && serveBy > last ? earliest(polite, serveBy) : polite;
};

/** Where a ticket of ours stands: still to do, waiting for the customer, or done. */
export type TicketPlace = 'toDo' | 'waiting' | 'done';
const PLACE: Readonly<Record<AfterTry['next'], TicketPlace>> = {
  nothing: 'done',
  callAgain: 'waiting',
  sendSomebody: 'toDo',
  goThere: 'toDo',
};

/**
 * Where our ticket about a customer is to stand: as the tries about its newest notice say; at its beginning again when
 * newer news asks anew after an older notice was settled; null: nobody decided here, so it stays where people have put it.
 */
export const ticketPlace = (
  tries: readonly (Pick<ReachTry, 'act'> & { readonly ofNewest: boolean })[],
  lifeSupport: boolean,
): TicketPlace | null => {
  const next = nextAfter(
    tries.filter(({ ofNewest }) => ofNewest),
    lifeSupport,
  );
  if (next !== null) return PLACE[next];
  return tries.length > 0 ? 'toDo' : null;
};
