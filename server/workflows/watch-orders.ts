import { addMinutes, type Instant } from '../domain/time.js';
import type { AskPeople } from './ports/case-steps.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & { readonly askPeople: AskPeople };

const LOOK_MINUTES = 5;

/** Raises an alarm, and asks a person, once for each order that the network has not answered by its last moment. */
export const watchOrders = ({ store, clock, log, askPeople }: Needs) => {
  let lookedAt: Instant | null = null;
  return async (): Promise<void> => {
    const now = clock.now();
    if (lookedAt !== null && now < addMinutes(lookedAt, LOOK_MINUTES)) return;
    lookedAt = now;
    const silent = await store.transact(async tx => {
      const orders = await tx.orders.unanswered(now);
      const tasks = orders.map(({ id, case: of, kind, act, on }) => ({
        case: of,
        reason: 'orderUnanswered' as const,
        details: { order: id, kind, act, ...(on === null ? {} : { on }) },
      }));
      await askPeople(tx, tasks, now);
      return orders;
    });
    for (const { id, kind } of silent) log.error('order not answered', { order: id, kind });
  };
};
