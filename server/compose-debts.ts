import { actInCase } from './workflows/act-in-case.js';
import { advanceDebtCases } from './workflows/advance-debt-cases.js';
import { agreePlan } from './workflows/agree-plan.js';
import { askPeople, sparePeople } from './workflows/ask-people.js';
import { approveDisconnection } from './workflows/approve-disconnection.js';
import { checkDisconnection } from './workflows/check-disconnection.js';
import { handOverOrders } from './workflows/hand-over-orders.js';
import { holdCustomer, releaseCustomer } from './workflows/hold-customer.js';
import { lookAtCases } from './workflows/look-at-cases.js';
import { noteCarriedOut } from './workflows/note-carried-out.js';
import { noteReconnected } from './workflows/note-reconnected.js';
import { orderNetwork } from './workflows/order-network.js';
import { placeHold } from './workflows/place-hold.js';
import type { Deps } from './workflows/ports/work.js';
import { recordProof } from './workflows/record-proof.js';
import { releaseHold } from './workflows/release-hold.js';
import { takeNetworkWords } from './workflows/take-network-words.js';
import { takePromise } from './workflows/take-promise.js';
import { tellNews } from './workflows/tell-news.js';
import { watchOrders } from './workflows/watch-orders.js';

/** What every look at cases is made of. */
export const composeSteps = (
  deps: Pick<
    Deps,
    'store' | 'clock' | 'ids' | 'log' | 'texts' | 'letterCalendar' | 'policy' | 'rulebooks' | 'network'
  >,
) => {
  const people = { askPeople: askPeople(), sparePeople: sparePeople() };
  const parts = { ...deps, look: lookAtCases(deps), tellNews: tellNews(deps), ...people };
  return { ...parts, orderNetwork: orderNetwork(parts) };
};

/** What people, and workflows for them, do in debt cases, and what is told to the network. */
export const composeDebts = (deps: Deps) => {
  const steps = { ...deps, ...composeSteps(deps) };
  const parts = { ...steps, actInCase: actInCase(steps) };
  const acts = {
    placeHold: placeHold(parts),
    releaseHold: releaseHold(parts),
    takePromise: takePromise(parts),
    agreePlan: agreePlan(parts),
    checkDisconnection: checkDisconnection(parts),
    approveDisconnection: approveDisconnection(parts),
    recordProof: recordProof(parts),
    noteCarriedOut: noteCarriedOut(parts),
    noteReconnected: noteReconnected(parts),
  };
  const customers = { ...parts, ...acts };
  return {
    acts,
    holdCustomer: holdCustomer(customers),
    releaseCustomer: releaseCustomer(customers),
    advanceDebtCases: advanceDebtCases(steps),
    handOverOrders: handOverOrders(steps),
    takeNetworkWords: takeNetworkWords(steps),
    watchOrders: watchOrders(steps),
  };
};
export type Debts = ReturnType<typeof composeDebts>;
