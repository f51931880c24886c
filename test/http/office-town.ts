import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { sign } from '../../server/http/request-signature.js';
import { outageView, type OutageView } from '../../ui-extensions/contract/outage.js';
import type { OutageRequest } from '../../ui-extensions/contract/outage-requests.js';
import { defaultPortalId } from '../portal/portal.js';
import { CLIENT_SECRET } from '../sandbox/world.js';
import { startNeighbourhood, type Neighbourhood } from '../stories/neighbourhood.js';

export interface Reply {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}
export interface OfficeTown extends Neighbourhood {
  /** Signed for whatever address is given, and sent as it stands: without a key, unless the body has one. */
  send(as: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Reply>;
  /** With a key of its own. */
  post(as: string, path: string, body?: object): Promise<Reply>;
  grant(email: string, ...roles: readonly string[]): Promise<void>;
  draft(as: string, changes?: Partial<OutageRequest>): Promise<OutageView>;
  rehearsed(as: string, changes?: Partial<OutageRequest>): Promise<OutageView>;
}

export const IDA = 'ida@utility.example';
export const MARTA = 'marta@utility.example';

/** Friday 27 November 2026; the town's Monday is the 23rd. */
export const PLANNED: OutageRequest = {
  kind: 'planned',
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

export const fingerprintOf = (outage: OutageView): string =>
  outage.revisions.at(-1)?.rehearsal?.fingerprint ?? 'none';
export const codeOf = ({ status, body }: Reply): readonly unknown[] => [status, body['code']];

/** Three customers, and an office in which Marta administers and approves and Ida runs campaigns. */
export const startOfficeTown = async (): Promise<OfficeTown> => {
  const town = await startNeighbourhood([
    { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
    { feeder: 'F-12', people: [{ name: 'Jan Holm', email: 'jan@mail.example' }] },
    { feeder: 'F-12', people: [{ name: 'Ute Fern', email: 'ute@mail.example' }] },
  ]);
  const { serverUrl } = town.world;
  const send: OfficeTown['send'] = async (as, method, path, body) => {
    const query = `userEmail=${encodeURIComponent(as)}&portalId=${String(defaultPortalId)}`;
    const target = `${path}${path.includes('?') ? '&' : '?'}${query}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const signature = sign(CLIENT_SECRET, {
      method,
      url: `${serverUrl}${target}`,
      body: text,
      timestampMs: Date.now(),
    });
    const call = request(serverUrl)
      [method === 'GET' ? 'get' : 'post'](target)
      .set({ ...signature });
    const answer = await (body === undefined ? call : call.type('json').send(text));
    return {
      status: answer.status,
      body: answer.body as Reply['body'],
      text: answer.text,
      headers: answer.headers as Reply['headers'],
    };
  };
  const post: OfficeTown['post'] = (as, path, body = {}) =>
    send(as, 'POST', path, { idempotencyKey: randomUUID(), ...body });
  const need = (reply: Reply): OutageView => {
    if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`);
    return outageView.parse(reply.body);
  };
  const draft: OfficeTown['draft'] = async (as, changes) =>
    need(await post(as, '/api/outages', { ...PLANNED, ...changes }));
  return {
    ...town,
    send,
    post,
    draft,
    grant: async (email, ...roles) => {
      for (const role of roles) {
        const { status, text } = await post(MARTA, '/api/roles/grant', { email, role });
        if (status !== 200) throw new Error(text);
      }
    },
    rehearsed: async (as, changes) =>
      need(await post(as, `/api/outages/${(await draft(as, changes)).id}/rehearsal`)),
  };
};
