import type * as z from 'zod/mini';
import { problem, type Problem } from '../../../ui-extensions/contract/common.js';
import { noticeList, noticeView } from '../../../ui-extensions/contract/notice.js';
import { meView } from '../../../ui-extensions/contract/office.js';
import { feederList, outageList, outageView } from '../../../ui-extensions/contract/outage.js';
import type { OutageRequest, RevisionRequest } from '../../../ui-extensions/contract/outage-requests.js';
import type { Persona, Stage } from '../stage.js';

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/** The server did not answer, or not as the contract says. */
const silent = (message: string): Reply<never> => ({
  ok: false,
  status: 502,
  problem: { code: 'server.noAnswer', message, reference: '—' },
});

type Call = <T>(
  schema: z.ZodMiniType<T>,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  as?: Persona,
) => Promise<Reply<T>>;

const caller =
  (stage: Stage): Call =>
  async (schema, method, path, body = null, as = 'ida') => {
    try {
      const answer = await stage.call(method, path, body, as);
      if (answer.status < 300) {
        const read = schema.safeParse(answer.body);
        return read.success
          ? { ok: true, value: read.data }
          : silent(`The answer to ${method} ${path} is not what the contract says: ${read.error.message}`);
      }
      const refused = problem.safeParse(answer.body);
      return refused.success
        ? { ok: false, status: answer.status, problem: refused.data }
        : silent(`${method} ${path} answered ${String(answer.status)}.`);
    } catch (error) {
      return silent(error instanceof Error ? error.message : 'No answer.');
    }
  };

export interface NoticeQuery {
  readonly outage?: string | undefined;
  readonly revision?: string | undefined;
  readonly state?: string | undefined;
  readonly contact?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number;
}

const queryOf = (values: Readonly<Record<string, unknown>>): string => {
  const set = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && value !== '') set.set(key, String(value));
  return set.size === 0 ? '' : `?${set.toString()}`;
};

/** The server's API, each answer checked against the contract that the cards use. */
export const serverApi = (stage: Stage) => {
  const call = caller(stage);
  const outage = (id: string): string => `/api/outages/${encodeURIComponent(id)}`;
  return {
    feeders: () => call(feederList, 'GET', '/api/feeders'),
    outages: () => call(outageList, 'GET', '/api/outages'),
    outage: (id: string) => call(outageView, 'GET', outage(id)),
    me: (as: Persona) => call(meView, 'GET', '/api/me', null, as),
    draft: (key: string, request: OutageRequest) =>
      call(outageView, 'POST', '/api/outages', { idempotencyKey: key, ...request }),
    revise: (key: string, id: string, request: RevisionRequest) =>
      call(outageView, 'POST', `${outage(id)}/revisions`, { idempotencyKey: key, ...request }),
    rehearse: (key: string, id: string) =>
      call(outageView, 'POST', `${outage(id)}/rehearsal`, { idempotencyKey: key }),
    approve: (key: string, id: string, kind: 'size' | 'late', reason: string | undefined, as: Persona) =>
      call(
        outageView,
        'POST',
        `${outage(id)}/approvals`,
        { idempotencyKey: key, kind, ...(reason === undefined ? {} : { reason }) },
        as,
      ),
    launch: (key: string, id: string, fingerprint: string) =>
      call(outageView, 'POST', `${outage(id)}/launch`, { idempotencyKey: key, fingerprint }),
    notices: (query: NoticeQuery) => call(noticeList, 'GET', `/api/notices${queryOf({ ...query })}`),
    notice: (id: string) => call(noticeView, 'GET', `/api/notices/${encodeURIComponent(id)}`),
    /** The bytes of a letter; null where there is none. */
    letter: async (notice: string, delivery: string): Promise<Uint8Array | null> => {
      const answer = await stage.call(
        'GET',
        `/api/notices/${encodeURIComponent(notice)}/deliveries/${encodeURIComponent(delivery)}/letter`,
        null,
        'ida',
      );
      return answer.status === 200 && answer.body instanceof Uint8Array ? answer.body : null;
    },
  };
};
export type ServerApi = ReturnType<typeof serverApi>;
