import { partOf, sharedBudgets } from '../../../server/adapters/queue/shared-budget.js';
import type { RedisLink } from '../../../server/adapters/queue/redis.js';
import { budgetBattery } from '../../batteries/budget.js';
import { describeRedis, testRedis } from '../../engines/redis.js';
import { jumpingClock } from '../carriers/jumping-clock.js';

describe('the part of one process', () => {
  it.each([
    [{ cap: 152, intervalMs: 10_000 }, 1, { cap: 152, intervalMs: 10_000 }],
    [{ cap: 152, intervalMs: 10_000 }, 3, { cap: 50, intervalMs: 10_000 }],
    [{ cap: 4, intervalMs: 1000 }, 4, { cap: 1, intervalMs: 1000 }],
    [{ cap: 4, intervalMs: 1000 }, 10, { cap: 1, intervalMs: 2500 }],
    [{ cap: 1, intervalMs: 1000 }, 0, { cap: 1, intervalMs: 1000 }],
  ])('of %j among %i is %j: together never more than the whole', (rate, processes, part) => {
    expect(partOf(rate, processes)).toEqual(part);
    expect((part.cap * processes) / part.intervalMs).toBeLessThanOrEqual(rate.cap / rate.intervalMs);
  });
});

describeRedis('the budgets that processes share through Redis', url => {
  const redis = testRedis(url);
  const links: RedisLink[] = [];
  let names = 0;
  beforeAll(async () => {
    for (let i = 0; i < 3; i += 1) links.push(await redis.open());
  });
  afterAll(() => redis.close());

  const linkOf = (client: number): RedisLink => {
    const link = links[client % links.length];
    if (link === undefined) throw new Error('No link.');
    return link;
  };

  budgetBattery(() =>
    Promise.resolve({
      runs: 40,
      sleepers: waiting => waiting,
      fresh: (clock, clients) => {
        names += 1;
        return Promise.resolve(
          Array.from({ length: clients }, (_, client) =>
            sharedBudgets({
              redis: linkOf(client),
              clock,
              client: `client-${client}`,
              processes: () => clients,
            })(`budget-${names}`),
          ),
        );
      },
    }),
  );

  it('keep to this process’s part while Redis does not answer, and tell it afterwards', async () => {
    const clock = jumpingClock();
    const [one, other] = [await redis.open(), await redis.open()];
    const rate = { cap: 4, intervalMs: 10_000 };
    const seen = (link: RedisLink, client: string) =>
      sharedBudgets({ redis: link, clock, client, processes: () => 2 })('lost');
    const budget = seen(one, 'one');
    await budget.start(rate);
    one.doubt(new Error('gone'));
    // The start before counts; of four, two are this process's.
    await budget.start(rate);
    expect(clock.slept).toEqual([]);
    one.client.emit('ready');
    await new Promise<void>(resolve => {
      one.onChange(up => {
        if (up) resolve();
      });
    });
    await budget.start(rate);
    await seen(other, 'other').start(rate);
    expect(clock.slept).toEqual([]);
    await seen(other, 'other').start(rate);
    expect(clock.slept).toEqual(['2026-11-23T09:00:10.000Z']);
  });

  it('do not wait for a process that died while it waited', async () => {
    const clock = jumpingClock();
    const link = await redis.open();
    const shared = (client: string) =>
      sharedBudgets({ redis: link, clock, client, processes: () => 2 })('abandoned');
    const rate = { cap: 1, intervalMs: 1000 };
    const dead = { ...clock, sleepUntil: () => new Promise<never>(() => undefined) };
    await shared('one').start(rate);
    void sharedBudgets({ redis: link, clock: dead, client: 'dead', processes: () => 2 })('abandoned').start(
      rate,
    );
    await link.client.ping();
    await shared('two').start(rate);
    expect(clock.now()).toBe('2026-11-23T09:00:03.001Z');
  });
});
