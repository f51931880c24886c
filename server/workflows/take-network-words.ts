import type { CaseEvent } from '../domain/debt/event.js';
import type { AskedTask, MootTasks } from './ports/case-acts.js';
import type { AskPeople, SparePeople } from './ports/case-steps.js';
import type { KnownOrder, NetworkWord } from './ports/orders.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & {
  readonly askPeople: AskPeople;
  readonly sparePeople: SparePeople;
};

/** What the network's word means for the case: only what it says was done. */
const eventOf = ({ id, kind, act }: KnownOrder, { event, at }: NetworkWord): CaseEvent | null => {
  if (event !== 'done' || kind === 'recall') return null;
  return kind === 'act' ? { type: 'acted', id, at, act } : { type: 'reconnected', id, at };
};

/** The network has answered; and where it says so, nobody has to make sure that an act does not happen. */
const settledBy = (
  { id, case: of, kind, recalls }: KnownOrder,
  { event }: NetworkWord,
): readonly MootTasks[] => {
  const stopped = kind === 'recall' ? event === 'done' : kind === 'act' && event === 'notDone';
  return [
    { case: of, reasons: ['orderUnanswered'], order: id },
    ...(stopped ? [{ case: of, reasons: ['recallConfirm'], order: recalls ?? id } as const] : []),
  ];
};

/**
 * Takes what the network says became of its orders: each word once, however often it is said. Words about orders that are
 * not this portal's are passed over. Returns how many were known.
 */
export const takeNetworkWords =
  ({ store, clock, log, askPeople, sparePeople }: Needs) =>
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
      await tx.debtCases.lock(cases);
      for (const round of rounds(own.map(({ word }) => word))) await tx.orders.note(round);
      const events = own.map(({ order, word }) => ({
        id: order.case,
        events: [eventOf(order, word)].flatMap(event => event ?? []),
        because: [],
      }));
      await tx.debtCases.append(events, now);
      await sparePeople(
        tx,
        own.flatMap(({ order, word }) => settledBy(order, word)),
        now,
      );
      await askPeople(
        tx,
        own.flatMap(({ order, word }) => (word.event === 'notDone' ? [refusedTask(order)] : [])),
        now,
      );
      await tx.debtCases.wakeAgain(cases, now);
      return own.length;
    });
    if (known > 0) log.info('network told of orders', { words: known });
    return known;
  };

/** One statement cannot tell the same order two things: that it was received is noted first, then its first end. */
const rounds = (words: readonly NetworkWord[]): readonly (readonly NetworkWord[])[] =>
  [true, false]
    .map(received => words.filter(({ event }) => (event === 'received') === received))
    .map(round => [...new Map([...round].reverse().map(word => [word.order, word])).values()])
    .filter(round => round.length > 0);

const refusedTask = ({ id, case: of, kind, act }: KnownOrder): AskedTask => ({
  case: of,
  reason: 'orderRefused',
  details: { order: id, kind, act, code: 'network.notDone' },
});
