import type { CaseEvent } from '../domain/debt/event.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { AskPeople } from './ports/case-steps.js';
import type { KnownOrder, NetworkWord } from './ports/orders.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & { readonly askPeople: AskPeople };

/** What the network's word means for the case: only what it says was done. */
const eventOf = ({ id, kind, act }: KnownOrder, { event, at }: NetworkWord): CaseEvent | null => {
  if (event !== 'done' || kind === 'recall') return null;
  return kind === 'act' ? { type: 'acted', id, at, act } : { type: 'reconnected', id, at };
};

/**
 * Takes what the network says became of its orders: each word once, however often it is said. Words about orders that are
 * not this portal's are passed over. Returns how many were known.
 */
export const takeNetworkWords =
  ({ store, clock, log, askPeople }: Needs) =>
  async (words: readonly NetworkWord[]): Promise<number> => {
    if (words.length === 0) return 0;
    const known = await store.transact(async tx => {
      const found = new Map(
        (await tx.orders.known(words.map(({ order }) => order))).map(row => [row.id, row]),
      );
      const now = clock.now();
      // Nothing has happened later than now: another's clock may be fast.
      const own = words.flatMap(word => {
        const order = found.get(word.order);
        return order === undefined ? [] : [{ order, word: word.at > now ? { ...word, at: now } : word }];
      });
      const cases = [...new Set(own.map(({ order }) => order.case))].sort();
      const rows = await tx.debtCases.lock(cases);
      for (const { order, word } of own) {
        await tx.orders.note([word]);
        const event = eventOf(order, word);
        if (event !== null) await tx.debtCases.append(order.case, [event], [], now);
        if (word.event === 'notDone') await askAbout(tx, askPeople, order, now);
      }
      await tx.debtCases.wake(
        rows.map(({ account }) => account),
        now,
      );
      return own.length;
    });
    if (known > 0) log.info('network told of orders', { words: known });
    return known;
  };

const askAbout = (
  tx: Tx,
  ask: AskPeople,
  { id, case: of, kind, act }: KnownOrder & { readonly case: DebtCaseId },
  now: Parameters<AskPeople>[3],
): Promise<number> =>
  ask(tx, of, [{ reason: 'orderRefused', details: { order: id, kind, act, code: 'network.notDone' } }], now);
