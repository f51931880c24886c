import { createLimiter, type Lane, type Limiter } from '../../../server/adapters/hubspot/limiter.js';
import { ownBudgets } from '../../../server/adapters/queue/budget.js';
import { addSeconds } from '../../../server/domain/time.js';
import { START } from './local-portal.js';
import { simulatedClock } from './simulated-clock.js';

const make = (changes: Partial<Parameters<typeof createLimiter>[0]> = {}) => {
  const clock = simulatedClock(START);
  const limiter = createLimiter({
    clock,
    budgets: ownBudgets(clock),
    burst: 190,
    intervalMs: 10_000,
    share: 0.8,
    searchPerSecond: 4,
    concurrency: 6,
    ...changes,
  });
  return { clock, limiter };
};
const startsOf = async (
  limiter: Limiter,
  clock: { now(): string },
  calls: number,
  lane: Lane = 'general',
): Promise<readonly number[]> =>
  Promise.all(
    Array.from({ length: calls }, () =>
      limiter.run(lane, () => Promise.resolve(Date.parse(clock.now()) - Date.parse(START))),
    ),
  );

/** The most that ever lie within one rolling interval. */
const densest = (starts: readonly number[], ms: number): number =>
  Math.max(...starts.map(from => starts.filter(at => at >= from && at < from + ms).length));

test('no rolling ten seconds ever hold more than our share of the burst', async () => {
  const { limiter, clock } = make();
  const starts = await startsOf(limiter, clock, 1000);
  expect(densest(starts, 10_000)).toBe(152);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(starts.at(-1)).toBe(60_000);
});

test('search goes by its own second, beside the burst', async () => {
  const { limiter, clock } = make();
  const starts = await startsOf(limiter, clock, 12, 'search');
  expect(densest(starts, 1000)).toBe(4);
  expect(starts.at(-1)).toBe(2000);
});

test('no more calls are under way at a time than allowed, and a failed one gives its place back', async () => {
  const { limiter } = make({ concurrency: 3 });
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(resolve => setImmediate(resolve));
    running -= 1;
    throw new Error('refused');
  };
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => limiter.run('general', task)));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(most).toBe(3);
});

describe('what HubSpot says', () => {
  test('of the burst replaces what was set', async () => {
    const { limiter, clock } = make();
    limiter.learn({ max: 100, remaining: 99, intervalMs: 10_000 });
    expect(densest(await startsOf(limiter, clock, 300), 10_000)).toBe(80);
  });

  test('of a low rest, which only others can have used, holds us for an interval', async () => {
    const { limiter, clock } = make();
    limiter.learn({ max: 190, remaining: 20, intervalMs: 10_000 });
    expect(await startsOf(limiter, clock, 1)).toEqual([0]);
    limiter.learn({ max: 190, remaining: 18, intervalMs: 10_000 });
    expect(await startsOf(limiter, clock, 1)).toEqual([10_000]);
  });

  test('nothing at all changes nothing', async () => {
    const { limiter, clock } = make();
    limiter.learn({ max: undefined, remaining: undefined, intervalMs: undefined });
    expect(densest(await startsOf(limiter, clock, 200), 10_000)).toBe(152);
  });

  test('a burst of one still lets calls through', async () => {
    const { limiter, clock } = make();
    limiter.learn({ max: 1, remaining: 1, intervalMs: 10_000 });
    expect(await startsOf(limiter, clock, 3)).toEqual([0, 10_000, 20_000]);
  });
});

test('a held lane waits and leaves the other alone', async () => {
  const { limiter, clock } = make();
  limiter.hold('search', 5000);
  expect(await startsOf(limiter, clock, 1)).toEqual([0]);
  expect(await startsOf(limiter, clock, 1, 'search')).toEqual([5000]);
});

test('a closed limiter refuses without a call and says for how long', async () => {
  const { limiter, clock } = make();
  limiter.close(addSeconds(START, 60));
  await expect(startsOf(limiter, clock, 1)).rejects.toMatchObject({
    kind: 'throttled',
    retryAfterSeconds: 60,
  });
  clock.advance(60);
  expect(await startsOf(limiter, clock, 1)).toEqual([60_000]);
});
