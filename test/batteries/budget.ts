import fc from 'fast-check';
import { addSeconds, fromEpochMs, instant, toEpochMs } from '../../server/domain/time.js';
import type { Clock } from '../../server/workflows/ports.js';
import type { Budget, Rate } from '../../server/workflows/ports/budget.js';
import { stepClock, type StepClock } from './step-clock.js';

export interface BudgetEngine {
  /** A budget nobody has used, as so many clients see it. */
  fresh(clock: Clock, clients: number): Promise<readonly Budget[]>;
  /** Fewer for an engine that must be asked over the network. */
  readonly runs: number;
  /** Of so many who wait, how many sleep: all, where each is a process; the first alone, where they are one. */
  sleepers(waiting: number): number;
}

const START = instant('2026-11-23T09:00:00Z');
const FROM = toEpochMs(START);

interface Asking {
  /** Milliseconds after the one before. */
  readonly gap: number;
  /** Before asking, everything is held for so long. */
  readonly hold: number;
}

/** Waits, in real time, until each of those who asked has an answer or sleeps. */
const rest = async (engine: BudgetEngine, clock: StepClock, open: () => number): Promise<void> => {
  for (let quiet = 0; quiet < 3;) {
    await new Promise(resolve => setImmediate(resolve));
    quiet = clock.sleepers() === engine.sleepers(open()) ? quiet + 1 : 0;
  }
};

/** Each asks once, in turn; when each was let go. */
const play = async (
  engine: BudgetEngine,
  clock: StepClock,
  rate: Rate,
  askings: readonly Asking[],
): Promise<readonly number[]> => {
  const budgets = await engine.fresh(clock, askings.length);
  const starts: number[] = [];
  let open = 0;
  for (const [i, { gap, hold }] of askings.entries()) {
    for (const arrival = clock.ms() + gap; clock.ms() < arrival;) {
      clock.step(arrival);
      await rest(engine, clock, () => open);
    }
    if (hold > 0) budgets[i]?.hold(fromEpochMs(clock.ms() + hold));
    open += 1;
    void budgets[i]?.start(rate).then(() => {
      open -= 1;
      starts[i] = clock.ms() - FROM;
    });
    await rest(engine, clock, () => open);
  }
  while (open > 0) {
    clock.step();
    await rest(engine, clock, () => open);
  }
  return starts;
};

/** What a single queue with the same window would do. */
const expected = ({ cap, intervalMs }: Rate, gaps: readonly number[]): readonly number[] => {
  const starts: number[] = [];
  let arrival = 0;
  for (const gap of gaps) {
    arrival += gap;
    starts.push(
      Math.max(arrival, starts.at(-1) ?? 0, (starts.at(-cap) ?? Number.NEGATIVE_INFINITY) + intervalMs),
    );
  }
  return starts;
};

const densest = (starts: readonly number[], ms: number): number =>
  Math.max(...starts.map(from => starts.filter(at => at >= from && at < from + ms).length));

/** What every budget does, whether one process or many share it. */
export const budgetBattery = (engine: () => Promise<BudgetEngine>): void => {
  let made: BudgetEngine;
  beforeAll(async () => {
    made = await engine();
  });

  it('never lets more than the cap start in any interval, first come first served, none later than it must be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 100, max: 1500 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 14 }),
        async (cap, intervalMs, gaps) => {
          const askings = gaps.map(gap => ({ gap, hold: 0 }));
          const clock = stepClock(START);
          const rate = { cap, intervalMs };
          const starts = await play(made, clock, rate, askings);
          expect(densest(starts, intervalMs)).toBeLessThanOrEqual(cap);
          expect(starts).toEqual(expected(rate, gaps));
        },
      ),
      { numRuns: made.runs },
    );
  });

  it('lets nobody start during a hold, those who wait already in their order after it', async () => {
    const clock = stepClock(START);
    const askings = [0, 0, 0, 0].map((gap, i) => ({ gap, hold: i === 2 ? 5000 : 0 }));
    const starts = await play(made, clock, { cap: 2, intervalMs: 1000 }, askings);
    expect(starts).toEqual([0, 0, 5000, 5000]);
  });

  it('sends everybody away until the end of a closing, those who wait too', async () => {
    const clock = stepClock(START);
    const [first, second, third] = await made.fresh(clock, 3);
    const rate = { cap: 1, intervalMs: 1000 };
    expect(await first?.start(rate)).toBeNull();
    let open = 1;
    const waiting = second?.start(rate).finally(() => (open -= 1));
    await rest(made, clock, () => open);
    const until = addSeconds(START, 60);
    third?.close(until);
    clock.step();
    expect(await waiting).toBe(until);
    for (const budget of [first, second, third]) expect(await budget?.start(rate)).toBe(until);
    while (clock.ms() < toEpochMs(until)) clock.step(toEpochMs(until));
    expect(await first?.start(rate)).toBeNull();
  });

  it('follows a rate that is learnt meanwhile', async () => {
    const clock = stepClock(START);
    const [first, second] = await made.fresh(clock, 2);
    const wide = { cap: 3, intervalMs: 1000 };
    for (let i = 0; i < 3; i += 1) expect(await first?.start(wide)).toBeNull();
    expect(await second?.start({ cap: 4, intervalMs: 1000 })).toBeNull();
    let open = 1;
    const started = second?.start({ cap: 2, intervalMs: 5000 }).then(() => (open -= 1));
    await rest(made, clock, () => open);
    while (open > 0) {
      clock.step();
      await rest(made, clock, () => open);
    }
    await started;
    expect(clock.ms() - FROM).toBe(5000);
  });
};
