import type { Standstill } from '../rules/facts.js';
import { addDays, civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';

export const HOLD_REASONS = [
  'dispute',
  'promise',
  'plan',
  'lifeSupport',
  'season',
  'weather',
  'complaint',
  'manual',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** `stopsClock`: the days do not count either; `barsAct`: they do, but nothing is done on them. */
export type HoldEffect = 'stopsClock' | 'barsAct';

/** A hold needs an end: a last day, or something that will happen. */
export type HoldEnd = { readonly day: CivilDate } | { readonly event: string };

/** What is to be paid, on that day at the latest. */
export interface Part {
  readonly on: CivilDate;
  /** In the minor unit of the case's currency. */
  readonly minor: number;
}

/** While it is in force no step is taken in the case. */
export interface Hold {
  readonly id: string;
  readonly reason: HoldReason;
  readonly by: string;
  readonly from: Instant;
  readonly until: HoldEnd;
  readonly effect: HoldEffect;
  /** Of a promise or a plan whose sums are known: what was promised, the first first. */
  readonly parts?: readonly Part[];
}

/** A hold and when somebody, or its event, ended it. */
export interface HeldBy extends Hold {
  readonly endedAt: Instant | null;
}

/** In force from the moment it is placed to the end of its last day, or until it is ended. */
export const isInForce = ({ from, until, endedAt }: HeldBy, at: Instant, zone: Zone): boolean =>
  from <= at &&
  (endedAt === null || at < endedAt) &&
  ('event' in until || civilDateIn(zone, at) <= until.day);

/**
 * The days on which it stopped the clock, up to `today`: from the day it was placed; the day it was ended counts again,
 * its last day does not yet. Null: none.
 */
export const standstillOf = (hold: HeldBy, today: CivilDate, zone: Zone): Standstill | null => {
  if (hold.effect !== 'stopsClock') return null;
  const ends = [
    today,
    ...('day' in hold.until ? [hold.until.day] : []),
    ...(hold.endedAt === null ? [] : [addDays(civilDateIn(zone, hold.endedAt), -1)]),
  ];
  const to = ends.reduce((a, b) => (b < a ? b : a));
  const from = civilDateIn(zone, hold.from);
  return from <= to ? { from, to, why: hold.reason } : null;
};
