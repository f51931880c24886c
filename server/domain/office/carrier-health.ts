import type { Channel } from '../contact-point.js';
import type { Instant } from '../time.js';

/** Hand-overs to one carrier within the last minutes. */
export interface CarrierWork {
  readonly carrier: string;
  readonly attempts: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Passing faults: throttled, busy, not reached. */
  readonly putOff: number;
  /** Handed over without an answer, those under way at this moment not counted. */
  readonly unanswered: number;
  readonly lastAcceptedAt: Instant | null;
}
export type CarrierState = 'working' | 'slow' | 'down' | 'idle' | 'off';

/** How far back a carrier is judged: long enough for a pause between two batches, short enough to see a fault. */
export const HEALTH_MINUTES = 15;
/** A carrier that puts off this share is slow. */
const SLOW_SHARE = 0.2;

/**
 * What a carrier is like, by what it did with what it was given. An address refused is no fault of the carrier's; down is
 * one that took nothing at all of what it could have taken.
 */
export const carrierStateOf = (work: CarrierWork | null, isOff: boolean): CarrierState => {
  if (isOff) return 'off';
  if (work === null || work.attempts === 0) return 'idle';
  const troubled = work.putOff + work.unanswered;
  if (troubled === 0) return 'working';
  if (work.accepted + work.rejected === 0) return 'down';
  return troubled / work.attempts >= SLOW_SHARE ? 'slow' : 'working';
};

/** A carrier as config/carriers.yaml names it. */
export interface KnownCarrier {
  readonly name: string;
  readonly channel: Channel;
  readonly ratePerSecond: number;
  /** What may be shown of its settings in the server's environment. */
  readonly account: {
    readonly settings: string;
    readonly at: string;
    readonly sender: string | null;
    readonly address: string | null;
  };
  readonly cost: {
    readonly currency: string;
    readonly perMessage: number;
    readonly perSegment: number;
    readonly perPage: number;
  };
}
