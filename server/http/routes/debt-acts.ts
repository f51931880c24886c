import {
  approveActAnswer,
  holdAnswer,
  networkAnswer,
  proofAnswer,
  warrantAnswer,
} from '../../../ui-extensions/contract/debt-acts.js';
import {
  approveActRequest,
  carriedOutRequest,
  holdRequest,
  planRequest,
  promiseToPayRequest,
  proofRequest,
  reconnectedRequest,
  releaseRequest,
} from '../../../ui-extensions/contract/debt-requests.js';
import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import type { HoldEnd } from '../../domain/debt/hold.js';
import { isCivilDate, type CivilDate } from '../../domain/time.js';
import type { agreePlan } from '../../workflows/agree-plan.js';
import type { approveDisconnection } from '../../workflows/approve-disconnection.js';
import type { Checked, checkDisconnection } from '../../workflows/check-disconnection.js';
import type { noteCarriedOut } from '../../workflows/note-carried-out.js';
import type { noteReconnected } from '../../workflows/note-reconnected.js';
import type { placeHold } from '../../workflows/place-hold.js';
import type { recordProof } from '../../workflows/record-proof.js';
import type { releaseHold } from '../../workflows/release-hold.js';
import type { takePromise } from '../../workflows/take-promise.js';
import type { Api, Post } from '../api.js';
import { momentOf } from '../moments.js';
import { HttpProblem, orNotFound, orRefuse } from '../problems.js';

export interface DebtActRoutes {
  readonly placeHold: ReturnType<typeof placeHold>;
  readonly releaseHold: ReturnType<typeof releaseHold>;
  readonly takePromise: ReturnType<typeof takePromise>;
  readonly agreePlan: ReturnType<typeof agreePlan>;
  readonly checkDisconnection: ReturnType<typeof checkDisconnection>;
  readonly approveDisconnection: ReturnType<typeof approveDisconnection>;
  readonly recordProof: ReturnType<typeof recordProof>;
  readonly noteCarriedOut: ReturnType<typeof noteCarriedOut>;
  readonly noteReconnected: ReturnType<typeof noteReconnected>;
}

/** An id of a case, or the reference that customers quote. */
const CASE = /^[\w-]{4,40}$/;
const caseOf = (text: string | undefined): string =>
  orNotFound(text !== undefined && CASE.test(text) ? text : null, 'debt case');

const dayOf = (text: string): CivilDate => {
  if (isCivilDate(text)) return text;
  throw new HttpProblem(400, 'day.malformed', `"${text.slice(0, 20)}" is not a day of the calendar.`);
};
const endOf = (until: { readonly day: string } | { readonly event: string }): HoldEnd =>
  'day' in until ? { day: dayOf(until.day) } : until;

const command = ({ actor, run, params }: Post<{ readonly idempotencyKey: string }>) => ({
  named: caseOf(params['case']),
  by: actor.email,
  request: run,
});

/** What people do in a debt case; each under their name and once for its key. */
export const debtActRoutes = (api: Api, deps: DebtActRoutes): void => {
  holdRoutes(api, deps);
  warrantRoutes(api, deps);
  networkRoutes(api, deps);
};

const holdRoutes = (api: Api, deps: DebtActRoutes): void => {
  api.post('/debts/:case/holds', 'debt.serve', holdRequest, async call => {
    const { reason, until, effect, note } = call.body;
    const held = await deps.placeHold({ ...command(call), reason, until: endOf(until), effect, note });
    return { status: 201, body: holdAnswer.parse(orRefuse(held)) };
  });
  api.post('/debts/:case/holds/:hold/release', 'debt.serve', releaseRequest, async call => {
    const hold = orNotFound(call.params['hold'] ?? null, 'hold');
    const ended = await deps.releaseHold({ ...command(call), hold, note: call.body.note });
    return { status: 200, body: holdAnswer.parse(orRefuse(ended)) };
  });
  api.post('/debts/:case/promise', 'debt.serve', promiseToPayRequest, async call => {
    const { minor, on, note = null } = call.body;
    const held = await deps.takePromise({ ...command(call), minor, on: dayOf(on), note });
    return { status: 201, body: holdAnswer.parse(orRefuse(held)) };
  });
  api.post('/debts/:case/plan', 'debt.serve', planRequest, async call => {
    const { parts, note = null } = call.body;
    const given = parts.map(({ on, minor }) => ({ on: dayOf(on), minor }));
    const held = await deps.agreePlan({ ...command(call), parts: given, note });
    return { status: 201, body: holdAnswer.parse(orRefuse(held)) };
  });
};

const checkedView = ({ warrant, on, needed, given, deliveries, ...found }: Checked) =>
  warrantAnswer.parse({
    ...found,
    on,
    lawful: warrant.ok,
    from: warrant.ok ? warrant.value.from : null,
    until: warrant.ok ? warrant.value.until : null,
    approvals: { needed, given },
    obstacles: warrant.ok ? [] : warrant.refusals,
    proofs: deliveries.map(({ id, notice, channel, sentAt, delivered, returnedAt }) => ({
      ...{ notice, delivery: id, channel, sentAt, returnedAt },
      servedAt: delivered?.at ?? null,
      proof: delivered?.proof ?? null,
    })),
    because: warrant.ok ? warrant.value.because : [],
    trace: warrant.ok ? warrant.value.trace.map(({ step, result }) => `${step}: ${result}`) : [],
  });

const warrantRoutes = (api: Api, deps: DebtActRoutes): void => {
  api.post('/debts/:case/check', 'read', keyOnly, async ({ params }) => ({
    status: 200,
    body: checkedView(orRefuse(await deps.checkDisconnection(caseOf(params['case'])))),
  }));
  api.post('/debts/:case/approve', 'debt.approve', approveActRequest, async call => {
    const approved = await deps.approveDisconnection({ ...command(call), reason: call.body.reason });
    return { status: 201, body: approveActAnswer.parse(orRefuse(approved)) };
  });
  api.post('/debts/:case/proofs', 'debt.serve', proofRequest, async call => {
    const { step, form, sentAt, served, note, scan } = call.body;
    const kept = await deps.recordProof({
      ...command(call),
      ...{ step, form, note },
      sentAt: momentOf(sentAt, undefined),
      served: served === null ? null : { at: momentOf(served.at, undefined), proof: served.proof },
      scan: scan === undefined ? null : Buffer.from(scan.base64, 'base64'),
    });
    return { status: 201, body: proofAnswer.parse(orRefuse(kept)) };
  });
};

const networkRoutes = (api: Api, deps: DebtActRoutes): void => {
  api.post('/debts/:case/carried-out', 'debt.advance', carriedOutRequest, async call => {
    const { act, at } = call.body;
    const noted = await deps.noteCarriedOut({ ...command(call), act, at: momentOf(at, undefined) });
    return { status: 201, body: networkAnswer.parse(orRefuse(noted)) };
  });
  api.post('/debts/:case/reconnected', 'debt.advance', reconnectedRequest, async call => {
    const noted = await deps.noteReconnected({ ...command(call), at: momentOf(call.body.at, undefined) });
    return { status: 201, body: networkAnswer.parse(orRefuse(noted)) };
  });
};
