import { makeBudget, ownBudgets, ownPlaces } from '../../../server/adapters/queue/budget.js';
import { instant } from '../../../server/domain/time.js';
import { budgetBattery } from '../../batteries/budget.js';
import { jumpingClock } from '../carriers/jumping-clock.js';

describe('the budgets of one process', () => {
  budgetBattery(() =>
    Promise.resolve({
      runs: 200,
      sleepers: waiting => Math.min(1, waiting),
      fresh: (clock, clients) => {
        // Those who ask are workflows of the same process.
        const budget = makeBudget(ownPlaces(), clock);
        return Promise.resolve(Array.from({ length: clients }, () => budget));
      },
    }),
  );

  it('keep names apart and give each name one budget', async () => {
    const clock = jumpingClock();
    const budgets = ownBudgets(clock);
    const rate = { cap: 1, intervalMs: 1000 };
    await budgets('a').start(rate);
    await budgets('b').start(rate);
    expect(clock.now()).toBe(instant('2026-11-23T09:00:00Z'));
    await budgets('a').start(rate);
    expect(clock.now()).toBe(instant('2026-11-23T09:00:01Z'));
  });
});
