import { addMinutes, addSeconds, type Instant } from '../domain/time.js';
import { Fault } from './fault.js';
import type { AskPeople } from './ports/case-steps.js';
import type { LookAtCases } from './ports/look-at-cases.js';
import type { ClaimedOrder, DueOrder } from './ports/orders.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'log' | 'network' | 'realNow'> & {
  readonly look: LookAtCases;
  readonly askPeople: AskPeople;
};

/** So few at a time that each is handed over within moments of having been looked at. */
const AT_ONCE = 20;
/** How long an order without a warrant waits for its case to be looked at, which takes it back. */
const PUT_OFF_MINUTES = 5;
const NO_NETWORK_MINUTES = 60;

/**
 * Hands what is due to the network. An act goes only with a fresh warrant: the case is looked at again in the moment of the
 * hand-over, with every payment, hold and proof known by then. Without one nothing goes, and the case is woken.
 */
export const handOverOrders =
  (deps: Needs) =>
  async (_: { readonly none?: never }): Promise<void> => {
    const { store, clock, network, log } = deps;
    if (network === null) {
      await noNetwork(deps);
      return;
    }
    for (;;) {
      const { claimed, more } = await store.transact(tx => claim(tx, deps));
      for (const order of claimed) await handOver(deps, network, order);
      if (claimed.length > 0) log.info('orders handed to the network', { orders: claimed.length });
      if (!more || claimed.length === 0) break;
    }
    await store.transact(async tx => {
      if ((await tx.orders.due(clock.now(), 1)).length > 0)
        await tx.jobs.enqueue([
          { name: 'handOverOrders', key: 'handOverOrders', lane: 'emergency', dueAt: clock.now(), data: {} },
        ]);
    });
  };

const noNetwork = ({ store, clock, log }: Needs): Promise<void> =>
  store.transact(async tx => {
    const now = clock.now();
    const due = await tx.orders.due(now, AT_ONCE);
    if (due.length > 0) log.error('orders wait, and no network is set up', { orders: due.length });
    await tx.orders.putOff(idsOf(due), addMinutes(now, NO_NETWORK_MINUTES), 'network.none');
  });

const idsOf = (orders: readonly { readonly id: string }[]): readonly string[] => orders.map(({ id }) => id);

/** Cases are locked before their orders, as everywhere. */
const claim = async (
  tx: Tx,
  { look, clock }: Needs,
): Promise<{ readonly claimed: readonly ClaimedOrder[]; readonly more: boolean }> => {
  const now = clock.now();
  const due = await tx.orders.due(now, AT_ONCE);
  const acts = due.filter(({ kind }) => kind === 'act');
  const looks = await look(tx, [...new Set(acts.map(each => each.case))].sort());
  const warranted = new Set(
    looks.flatMap(({ state, decision }) =>
      decision.kind === 'wait' && decision.for === 'workOrder' ? [state.order?.id] : [],
    ),
  );
  const falls = acts.filter(({ id }) => !warranted.has(id));
  await tx.orders.putOff(idsOf(falls), addMinutes(now, PUT_OFF_MINUTES), 'warrant.none');
  await tx.debtCases.wakeEach(
    falls.map(each => each.case),
    now,
  );
  const standing: readonly DueOrder[] = due.filter(order => !falls.includes(order));
  return { claimed: await tx.orders.claim(idsOf(standing)), more: due.length === AT_ONCE };
};

const handOver = async (
  { store, clock, log, realNow, askPeople }: Needs,
  network: NonNullable<Needs['network']>,
  order: ClaimedOrder,
): Promise<void> => {
  // Standing still since the claim, this process has lost it: another has it now, or will.
  if (!store.workers.holds(realNow())) return;
  const { attempts, ...told } = order;
  const fault = await network.send(told).then(
    () => null,
    (error: unknown) => {
      if (error instanceof Fault) return error;
      throw error;
    },
  );
  const now = clock.now();
  await store.insist(async tx => {
    if (fault === null || fault.kind === 'duplicate') await tx.orders.sent([order.id], now);
    else if (fault.kind === 'rejected') {
      await tx.orders.giveUp(order.id, fault.code, now);
      const details = { order: order.id, kind: order.kind, act: order.act, code: fault.code };
      await askPeople(tx, [{ case: order.case, reason: 'orderRefused', details }], now);
    } else
      await tx.orders.again([
        {
          id: order.id,
          dueAt: nextTry(now, attempts, fault.retryAfterSeconds),
          error: fault.code,
          unknown: fault.kind === 'unknown',
        },
      ]);
  });
  if (fault !== null)
    log.error('order not handed over', {
      order: order.id,
      kind: order.kind,
      fault: fault.kind,
      code: fault.code,
    });
};

/** 10 s, 20 s, 40 s … ten minutes: somebody may sit in the dark, or be about to. */
const nextTry = (now: Instant, attempts: number, retryAfterSeconds = 0): Instant =>
  addSeconds(now, Math.max(retryAfterSeconds, Math.min(600, 5 * 2 ** Math.min(attempts, 7))));
