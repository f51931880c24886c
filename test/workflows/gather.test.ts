import { gather } from '../../server/workflows/gather.js';

const tick = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('gather', () => {
  it('does the first at once and takes together what comes in meanwhile, each item once', async () => {
    const rounds: (readonly number[])[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>(resolve => (open = resolve));
    const add = gather<number>(async items => {
      rounds.push(items);
      if (rounds.length === 1) await gate;
    }, 100);
    const all = [add([1]), add([2, 3]), add([4])];
    await tick();
    open();
    await Promise.all(all);
    expect(rounds).toEqual([[1], [2, 3, 4]]);
  });

  it('keeps a round to its size', async () => {
    const sizes: number[] = [];
    const add = gather<number>(async items => {
      sizes.push(items.length);
      await tick();
    }, 10);
    await Promise.all([...Array(35).keys()].map(n => add([n])));
    expect(sizes.reduce((a, b) => a + b)).toBe(35);
    expect(Math.max(...sizes)).toBe(10);
  });

  it('fails those of the round that failed, and goes on', async () => {
    const add = gather<string>(
      items => (items.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve()),
      1,
    );
    const results = await Promise.allSettled([add(['good']), add(['bad']), add(['fine'])]);
    expect(results.map(r => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(add(['later'])).resolves.toBeUndefined();
  });
});
