import { addHours, addMinutes, type Instant } from '../time.js';

/** One press of a button, however often it arrives: HubSpot repeats a request whose answer was lost. */
export interface AskedOnce {
  readonly key: string;
  readonly actor: string;
  readonly route: string;
  /** Of the body's bytes. */
  readonly sha256: string;
}

export interface StoredRequest extends AskedOnce {
  /** `failed`: ended without an answer that says what came of it. */
  readonly state: 'running' | 'failed' | 'done';
  /** How often it was begun. */
  readonly claim: number;
  /** When it was first asked; what is made of it takes its id from here, so that a second run makes the same. */
  readonly at: Instant;
  readonly claimedAt: Instant;
  readonly status: number | null;
  readonly answer: string | null;
}

export const KEPT_HOURS = 24;
/** Longer than HubSpot waits for any answer (two minutes), and than the longest survey: what still runs then has died. */
export const LONGEST_RUN_MINUTES = 5;

/** Answers older than this may be forgotten. */
export const keptSince = (now: Instant): Instant => addHours(now, -KEPT_HOURS);

/**
 * `run`: begin; `again`: begin once more what was left without an answer; `replay`: the stored answer; `wait`: the
 * first is under way; `reused`: the key stands for something else.
 */
export type RequestMove = 'run' | 'again' | 'replay' | 'wait' | 'reused';

export const judgeRequest = (stored: StoredRequest | null, asked: AskedOnce, now: Instant): RequestMove => {
  if (stored === null || stored.at <= keptSince(now)) return 'run';
  if (stored.actor !== asked.actor || stored.route !== asked.route || stored.sha256 !== asked.sha256)
    return 'reused';
  if (stored.state === 'done') return 'replay';
  if (stored.state === 'failed' || stored.claimedAt <= addMinutes(now, -LONGEST_RUN_MINUTES)) return 'again';
  return 'wait';
};
