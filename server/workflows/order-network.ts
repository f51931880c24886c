import type { CaseEvent } from '../domain/debt/event.js';
import { orderOf, type OrderDraft } from '../domain/debt/network-order.js';
import type { AskPeople, OrderNetwork } from './ports/case-steps.js';
import type { CaseLook } from './ports/look-at-cases.js';
import type { NewOrder } from './ports/orders.js';
import type { Tx } from './ports/store.js';
import type { TellNews } from './ports/tell-news.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'ids' | 'log' | 'network'> & {
  readonly askPeople: AskPeople;
  readonly tellNews: TellNews;
};
type Draft<Kind extends OrderDraft['kind']> = Extract<OrderDraft, { readonly kind: Kind }>;

/** See `OrderNetwork`. */
export const orderNetwork =
  (deps: Needs): OrderNetwork =>
  async (tx, look) => {
    const draft = orderOf(look.decision, look.state, look.now);
    if (draft === null) return;
    switch (draft.kind) {
      case 'act':
        // Without anybody to hand it to it is a person's, who enters what was done.
        if (deps.network !== null) await order(tx, look, draft, deps);
        return;
      case 'recall':
        await recall(tx, look, draft, deps);
        return;
      case 'reconnect':
        await reconnect(tx, look, draft, deps);
    }
  };

const note = (tx: Tx, { row, decision, now }: CaseLook, event: CaseEvent): Promise<number> =>
  tx.debtCases.append([{ id: row.id, events: [event], because: decision.because }], now);

const NOTHING = { recalls: null, on: null, notBefore: null, notAfter: null, reasons: [] } as const;

const order = async (
  tx: Tx,
  look: CaseLook,
  { act, on, notBefore, notAfter }: Draft<'act'>,
  { store, ids }: Needs,
): Promise<void> => {
  const { row, now } = look;
  // The case is locked: no other look makes an order of the same moment.
  const id = ids.ofKey(now, `${store.portal}/order/${row.id}/${act}/${on}/${now}`);
  await note(tx, look, { type: 'ordered', id, at: now, order: id, act, on });
  const made: NewOrder = { ...NOTHING, id, case: row.id, kind: 'act', act, on, notBefore, notAfter };
  await tx.orders.put([made], now);
};

/** One that has not left is only taken back; of one that may have, a person makes sure with the crew. */
const recall = async (
  tx: Tx,
  look: CaseLook,
  { order: recalls, act, reasons }: Draft<'recall'>,
  { store, ids, log, askPeople }: Needs,
): Promise<void> => {
  const { row, now } = look;
  await note(tx, look, { type: 'recalled', id: recalls, at: now, order: recalls });
  if (!(await tx.orders.withdraw(recalls, now))) return;
  log.error('work order recalled after it was handed over', { case: row.id, order: recalls, reasons });
  const id = ids.ofKey(now, `${store.portal}/recall/${recalls}`);
  await tx.orders.put([{ ...NOTHING, id, case: row.id, kind: 'recall', recalls, act, reasons }], now);
  const details = { order: recalls, act, reasons };
  await askPeople(tx, [{ case: row.id, reason: 'recallConfirm', details }], now);
};

const reconnect = async (
  tx: Tx,
  look: CaseLook,
  { act, offSince, by, reasons, wrong }: Draft<'reconnect'>,
  { store, ids, log, network, tellNews }: Needs,
): Promise<void> => {
  const { row, now } = look;
  if (by !== null && by <= now) log.error('reconnection is late', { case: row.id, by });
  if (wrong !== null) log.error('supply ended without a warrant', { case: row.id, act, wrong });
  const id = ids.ofKey(offSince, `${store.portal}/reconnect/${row.id}/${offSince}`);
  const made: NewOrder = { ...NOTHING, id, case: row.id, kind: 'reconnect', act, notAfter: by, reasons };
  if (network !== null) await tx.orders.put([made], now);
  await tellNews(tx, look, { kind: 'reconnection', by });
};
