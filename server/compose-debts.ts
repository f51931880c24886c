import { actInCase } from './workflows/act-in-case.js';
import { agreePlan } from './workflows/agree-plan.js';
import { approveDisconnection } from './workflows/approve-disconnection.js';
import { checkDisconnection } from './workflows/check-disconnection.js';
import { holdCustomer, promiseOfCustomer, releaseCustomer } from './workflows/hold-customer.js';
import { lookAtCases } from './workflows/look-at-cases.js';
import { noteCarriedOut, noteReconnected } from './workflows/note-network-act.js';
import { placeHold } from './workflows/place-hold.js';
import type { Deps } from './workflows/ports/work.js';
import { recordProof } from './workflows/record-proof.js';
import { releaseHold } from './workflows/release-hold.js';
import { takePromise } from './workflows/take-promise.js';
import { tellNews } from './workflows/tell-news.js';

/** What people, and workflows for them, do in debt cases. */
export const composeDebts = (deps: Deps) => {
  const look = lookAtCases(deps);
  const news = tellNews(deps);
  const parts = { ...deps, look, tellNews: news, actInCase: actInCase({ ...deps, look }) };
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
    look,
    tellNews: news,
    acts,
    holdCustomer: holdCustomer(customers),
    releaseCustomer: releaseCustomer(customers),
    promiseOfCustomer: promiseOfCustomer(customers),
  };
};
export type Debts = ReturnType<typeof composeDebts>;
