import type { OutageView } from '../../ui-extensions/contract/outage.js';
import type { OutageRequest, RevisionRequest } from '../../ui-extensions/contract/outage-requests.js';
import { outageView } from '../../ui-extensions/contract/outage.js';
import { problem, type Problem } from '../../ui-extensions/contract/common.js';
import type { Persona } from './stage.js';
import type { World } from './world.js';

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/** What a person at the card does, as calls; each answer is parsed with the contract. */
export interface Desk {
  draft(request: OutageRequest): Promise<Reply<OutageView>>;
  revise(id: string, request: RevisionRequest): Promise<Reply<OutageView>>;
  rehearse(id: string): Promise<Reply<OutageView>>;
  approve(id: string, kind: 'size' | 'late', reason?: string): Promise<Reply<OutageView>>;
  launch(outage: OutageView): Promise<Reply<OutageView>>;
  see(id: string): Promise<OutageView>;
}

export const deskOf = (world: Pick<World, 'call'>): Desk => {
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    as: Persona,
  ): Promise<Reply<OutageView>> => {
    const answer = await world.call(method, path, body, as);
    return answer.status < 300
      ? { ok: true, value: outageView.parse(answer.body) }
      : { ok: false, status: answer.status, problem: problem.parse(answer.body) };
  };
  return {
    draft: request => ask('POST', '/api/outages', request, 'ida'),
    revise: (id, request) => ask('POST', `/api/outages/${id}/revisions`, request, 'ida'),
    rehearse: id => ask('POST', `/api/outages/${id}/rehearsal`, {}, 'ida'),
    approve: (id, kind, reason) =>
      ask(
        'POST',
        `/api/outages/${id}/approvals`,
        reason === undefined ? { kind } : { kind, reason },
        'marta',
      ),
    launch: outage =>
      ask(
        'POST',
        `/api/outages/${outage.id}/launch`,
        { fingerprint: outage.revisions.at(-1)?.rehearsal?.fingerprint ?? '' },
        'ida',
      ),
    see: async id => need(await ask('GET', `/api/outages/${id}`, undefined, 'ida')),
  };
};

/** The value, or an error that says what was refused: for steps that must go well. */
export const need = <T>(reply: Reply<T>): T => {
  if (reply.ok) return reply.value;
  throw new Error(`Refused (${reply.status} ${reply.problem.code}): ${reply.problem.message}`);
};

/** Rehearse, have it approved where it is too large for one person, launch, and let everything due happen. */
export const launchNow = async (world: Pick<World, 'call' | 'pump'>, id: string): Promise<OutageView> => {
  const desk = deskOf(world);
  const rehearsed = need(await desk.rehearse(id));
  let launched = await desk.launch(rehearsed);
  if (!launched.ok && launched.problem.code === 'approval.size') {
    need(await desk.approve(id, 'size'));
    launched = await desk.launch(rehearsed);
  }
  need(launched);
  await world.pump();
  return desk.see(id);
};
