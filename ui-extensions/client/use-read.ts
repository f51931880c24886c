import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failed, Outcome, Refused } from './outcome.js';
import { usePace } from './pace.js';
import type { Schema, Server } from './server.js';

/** Until the first answer is there; `slow` when that takes longer than people take for normal. */
export interface Loading {
  readonly kind: 'loading';
  readonly slow: boolean;
}
export interface Shown<A> {
  readonly kind: 'ready';
  readonly value: A;
  /** A newer answer is on its way; what is shown stays. */
  readonly updating: boolean;
  /** Nobody has touched the card for ten minutes: it asks no more until somebody does. */
  readonly paused: boolean;
  /** Newer answers failed to come, several times or for good. */
  readonly stale: Failed | null;
}
export type Read<A> = (Loading | Shown<A> | Refused | Failed) & {
  /** Asks now, keeps what is shown, and counts as a touch. */
  readonly refresh: () => void;
  /** Somebody is at work here: the card goes on asking. */
  readonly touch: () => void;
};

const SLOW_AFTER_MS = 4_000;
const IDLE_AFTER_MS = 600_000;
const BACK_OFF_SECONDS = [5, 10, 20, 40, 60];
const BUSY_SECONDS = 30;
const STALE_AFTER = 2;

interface State<A> {
  readonly shown: A | null;
  readonly other: Refused | Failed | null;
  readonly slow: boolean;
  readonly updating: boolean;
  readonly paused: boolean;
  readonly failures: number;
}
const FIRST = { shown: null, other: null, slow: false, updating: true, paused: false, failures: 0 };

/** How long until the next look, in milliseconds; null: none, until somebody asks. */
const waitAfter = <A>(outcome: Outcome<A>, failures: number): number | null => {
  if (outcome.kind === 'refused') return null;
  if (outcome.kind === 'ready') {
    const seconds = (outcome.value as { readonly nextPollSeconds?: unknown } | null)?.nextPollSeconds;
    return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null;
  }
  if (outcome.reason === 'denied' || outcome.reason === 'unexpected') return null;
  const backOff = BACK_OFF_SECONDS[failures - 1];
  if (backOff === undefined) return null;
  return (
    Math.max(backOff, outcome.retryAfterSeconds ?? (outcome.reason === 'busy' ? BUSY_SECONDS : 0)) * 1000
  );
};

const after = <A>(before: State<A>, outcome: Outcome<A>): State<A> =>
  outcome.kind === 'ready'
    ? { ...FIRST, updating: false, shown: outcome.value }
    : {
        ...before,
        other: outcome,
        updating: false,
        slow: false,
        failures: before.failures + 1,
        // What one may no longer see does not stay on the screen.
        shown: outcome.kind === 'failed' && outcome.reason !== 'denied' ? before.shown : null,
      };

const viewOf = <A>(state: State<A>): Loading | Shown<A> | Refused | Failed => {
  const { shown, other, slow, updating, paused, failures } = state;
  if (shown !== null) {
    const stale = other?.kind === 'failed' && (failures >= STALE_AFTER || paused) ? other : null;
    return { kind: 'ready', value: shown, updating, paused, stale };
  }
  if (other === null || (updating && other.kind === 'failed')) return { kind: 'loading', slow };
  return other;
};

/**
 * What the server says at `path`, and what it says anew: as often as the answer's own `nextPollSeconds` asks, until the
 * card has been left alone for ten minutes. One request at a time. `answer` must be the same schema at each rendering.
 */
export const useRead = <A>(server: Server, path: string, answer: Schema<A>): Read<A> => {
  const pace = usePace();
  const [state, setState] = useState<State<A>>(FIRST);
  const [round, setRound] = useState(0);
  const touchedAt = useRef(pace.elapsed());
  const touch = useCallback(() => {
    touchedAt.current = pace.elapsed();
  }, [pace]);
  const refresh = useCallback(() => {
    touch();
    setRound(before => before + 1);
  }, [touch]);

  useEffect(() => {
    let live = true;
    let failures = 0;
    let cancelNext = (): void => undefined;
    const look = async (): Promise<void> => {
      setState(before => ({ ...before, updating: true, paused: false }));
      const cancelSlow = pace.after(SLOW_AFTER_MS, () => {
        setState(before => ({ ...before, slow: true }));
      });
      const outcome = await server.read(path, answer);
      cancelSlow();
      if (!live) return;
      failures = outcome.kind === 'ready' ? 0 : failures + 1;
      setState(before => after(before, outcome));
      next(outcome);
    };
    const next = (outcome: Outcome<A>): void => {
      const wait = waitAfter(outcome, failures);
      if (wait === null) {
        if (outcome.kind === 'failed') setState(before => ({ ...before, paused: true }));
        return;
      }
      cancelNext = pace.after(pace.spread(wait), () => {
        if (pace.elapsed() - touchedAt.current < IDLE_AFTER_MS) void look();
        else setState(before => ({ ...before, paused: true }));
      });
    };
    void look();
    return () => {
      live = false;
      cancelNext();
    };
  }, [server, path, answer, round, pace]);

  return { ...viewOf(state), refresh, touch };
};
