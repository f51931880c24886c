import { fromEpochMs, toEpochMs } from '../../domain/time.js';
import type { Clock } from '../../workflows/ports.js';
import type { Budget, Budgets, Rate } from '../../workflows/ports/budget.js';

/** 0: the place is taken; else so many milliseconds until it is worth asking again; closed: until when. */
export type Answer = number | { readonly closedUntil: number };

/** Where starts are counted. Times are milliseconds since 1970, by the clock of who asks. */
export interface Places {
  take(rate: Rate, now: number): Answer | Promise<Answer>;
  hold(until: number): void;
  close(until: number): void;
}

/** One of this process asks at a time, so that nobody is overtaken; it asks again each time it has waited. */
export const makeBudget = (places: Places, clock: Clock): Budget => {
  let tail: Promise<unknown> = Promise.resolve();
  const startOne = async (rate: Rate): ReturnType<Budget['start']> => {
    for (;;) {
      const now = toEpochMs(clock.now());
      const answer = places.take(rate, now);
      const known = typeof answer === 'number' ? answer : await answer;
      if (typeof known !== 'number') return fromEpochMs(known.closedUntil);
      if (known === 0) return null;
      await clock.sleepUntil(fromEpochMs(now + known));
    }
  };
  return {
    start: rate => {
      const turn = tail.then(() => startOne(rate));
      tail = turn.catch(() => undefined);
      return turn;
    },
    hold: until => {
      places.hold(toEpochMs(until));
    },
    close: until => {
      places.close(toEpochMs(until));
    },
  };
};

export interface OwnPlaces extends Places {
  take(rate: Rate, now: number): Answer;
  /** Somebody else gave this process a place; it counts here too. */
  note(now: number): void;
  /** Held or closed here: what take would answer for that reason alone; 0: neither. */
  barred(now: number): Answer;
}

/** Dropped starts are cut off the list when so many have gathered. */
const DROP_AT = 1024;

/** The places of one process, in its memory. */
export const ownPlaces = (): OwnPlaces => {
  let starts: number[] = [];
  let first = 0;
  let heldUntil = 0;
  let closedUntil = 0;
  const forget = (until: number): void => {
    while (first < starts.length && (starts[first] ?? 0) <= until) first += 1;
    if (first < DROP_AT) return;
    starts = starts.slice(first);
    first = 0;
  };
  const barred = (now: number): Answer =>
    closedUntil > now ? { closedUntil } : Math.max(0, heldUntil - now);
  return {
    barred,
    note: now => {
      starts.push(now);
    },
    take: ({ cap, intervalMs }, now) => {
      forget(now - intervalMs);
      const bar = barred(now);
      if (typeof bar !== 'number') return bar;
      const before = starts.length - cap;
      const wait = before < first ? bar : Math.max(bar, (starts[before] ?? 0) + intervalMs - now);
      if (wait === 0) starts.push(now);
      return wait;
    },
    hold: until => {
      heldUntil = Math.max(heldUntil, until);
    },
    close: until => {
      closedUntil = until;
    },
  };
};

/** One budget for each name, made when it is first asked for. */
export const byName = (make: (name: string) => Budget): Budgets => {
  const made = new Map<string, Budget>();
  return name => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
};

/** The budgets of a process that is alone. */
export const ownBudgets = (clock: Clock): Budgets => byName(() => makeBudget(ownPlaces(), clock));
