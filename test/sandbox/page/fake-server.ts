import { problem, type RefusalView } from '../../../ui-extensions/contract/common.js';
import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import { meView } from '../../../ui-extensions/contract/office.js';
import {
  feederList,
  outageList,
  outageView,
  type OutageView,
} from '../../../ui-extensions/contract/outage.js';
import {
  approvalRequest,
  launchRequest,
  outageRequest,
  revisionRequest,
} from '../../../ui-extensions/contract/outage-requests.js';
import type { Answer, Persona } from '../stage.js';
import { fakeNotices, fakeNoticeView } from './fake-notices.js';
import { fakeRehearsal, fakeVerdict } from './fake-verdict.js';

type Revision = OutageView['revisions'][number];
const ZONE = 'Europe/Berlin';
/** A launch that reaches more needs Marta. */
const LIMIT = 500;
const ROLES = {
  tom: ['viewer', 'agent'],
  ida: ['viewer', 'campaigns'],
  marta: ['viewer', 'approver', 'admin'],
  vera: ['viewer', 'admin'],
  olga: ['viewer', 'debt'],
} as const;

const json = (status: number, body: unknown): Answer => ({ status, body, contentType: 'application/json' });
const refuse = (refusal: Omit<RefusalView, 'because'>): Answer =>
  json(
    422,
    problem.parse({
      code: refusal.code,
      message: refusal.message,
      reference: 'r-1',
      refusals: [{ ...refusal, because: [] }],
    }),
  );
const missing = json(
  404,
  problem.parse({ code: 'notFound', message: 'There is no such thing.', reference: 'r-2' }),
);
/** Berlin in winter; enough for a fake. */
const instantOf = (typed: string): string => new Date(`${typed}:00+01:00`).toISOString();

const COUNTS: Readonly<Record<string, number>> = { 'F-11': 71, 'F-12': 469, 'F-13': 901 };

/** The server's API as the contract words it, with one rule and no carriers: enough for the page to stand on. */
export const makeFakeServer = (now: () => string, contacts: Readonly<Record<string, string>>) => {
  const outages = new Map<string, OutageView>();
  const calls: {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
    readonly as: Persona;
  }[] = [];

  const judged = (outage: OutageView): OutageView => ({
    ...outage,
    revisions: outage.revisions.map(r =>
      r.launchedAt === null
        ? {
            ...r,
            verdict: fakeVerdict(
              r.kind === 'announce' || r.kind === 'change' ? (r.windows[0]?.from ?? null) : null,
              now(),
              ZONE,
            ),
          }
        : r,
    ),
  });
  const keep = (outage: OutageView): OutageView => {
    const kept = outageView.parse(judged(outage));
    outages.set(kept.id, kept);
    return kept;
  };
  const withNewest = (outage: OutageView, change: Partial<Revision>): OutageView => ({
    ...outage,
    revisions: outage.revisions.map((r, i) => (i === outage.revisions.length - 1 ? { ...r, ...change } : r)),
  });

  const blank: Omit<Revision, 'n' | 'kind' | 'feeders' | 'windows' | 'reason' | 'createdAt'> = {
    since: null,
    restoredAt: null,
    etr: null,
    nextUpdateBy: null,
    createdBy: 'ida@utility.example',
    verdict: null,
    rehearsal: null,
    approvals: [],
    launchedAt: null,
    launchedBy: null,
  };

  const draft = (body: unknown): Answer => {
    const asked = outageRequest.parse(body);
    if (asked.feeders.length === 0)
      return refuse({
        code: 'outage.noArea',
        message: 'No feeder is named, so nobody would be told.',
        lawful: 'Choose a feeder.',
      });
    const id = `o${String(outages.size + 1)}`;
    const revision: Revision = {
      ...blank,
      n: 1,
      kind: 'announce',
      feeders: asked.feeders,
      windows: (asked.windows ?? []).map(w => ({ from: instantOf(w.from), to: instantOf(w.to) })),
      since: asked.since === undefined ? null : instantOf(asked.since),
      nextUpdateBy: asked.kind === 'emergency' ? now() : null,
      reason: asked.reason,
      createdAt: now(),
    };
    return json(
      201,
      keep({
        id,
        ref: `REF${String(outages.size + 1)}`,
        kind: asked.kind,
        status: 'draft',
        createdAt: now(),
        createdBy: 'ida@utility.example',
        zone: ZONE,
        reasonText: asked.reason,
        revisions: [revision],
        progress: [],
        approval: { above: LIMIT, approvers: ['marta@utility.example'] },
      }),
    );
  };

  const revise = (outage: OutageView, body: unknown): Answer => {
    const asked = revisionRequest.parse(body);
    const former = outage.revisions.filter(r => r.launchedAt !== null).at(-1);
    if (former === undefined)
      return refuse({ code: 'outage.notAnnounced', message: 'The outage has not been announced yet.' });
    const windows =
      asked.windows?.map(w => ({ from: instantOf(w.from), to: instantOf(w.to) })) ?? former.windows;
    const restoredAt = asked.restoredAt === undefined ? null : instantOf(asked.restoredAt);
    return json(
      201,
      keep({
        ...outage,
        revisions: [
          ...outage.revisions,
          { ...former, ...blank, n: former.n + 1, kind: asked.kind, windows, restoredAt, createdAt: now() },
        ],
      }),
    );
  };

  const rehearse = (outage: OutageView): Answer => {
    const newest = outage.revisions.at(-1);
    const accounts = newest?.feeders.reduce((sum, feeder) => sum + (COUNTS[feeder] ?? 0), 0) ?? 0;
    return json(
      200,
      keep(
        withNewest(outage, {
          rehearsal: fakeRehearsal(
            now(),
            newest?.verdict?.serveBy ?? null,
            accounts,
            newest?.verdict?.kind === 'unlawful' ? accounts : 0,
          ),
        }),
      ),
    );
  };

  const launch = (outage: OutageView, body: unknown): Answer => {
    const { fingerprint } = launchRequest.parse(body);
    const newest = outage.revisions.at(-1);
    const approved = (kind: 'size' | 'late') => newest?.approvals.some(a => a.kind === kind) === true;
    if (newest?.rehearsal?.fingerprint !== fingerprint)
      return refuse({
        code: 'campaign.changed',
        message: 'Not sent: something changed since the rehearsal.',
        lawful: 'Rehearse again.',
      });
    if (newest.verdict?.kind === 'unlawful' && !approved('late'))
      return json(
        422,
        problem.parse({
          code: 'refused',
          message: 'Too late.',
          reference: 'r-3',
          refusals: newest.verdict.refusals,
        }),
      );
    if (newest.rehearsal.summary.accounts > LIMIT && !approved('size'))
      return refuse({
        code: 'approval.size',
        message: 'Someone else must approve: the campaign reaches 901 customers, and the limit is 500.',
        lawful: 'Ask an approver.',
      });
    const status =
      newest.kind === 'cancel' ? 'cancelled' : newest.kind === 'restore' ? 'restored' : 'announced';
    const progress = {
      revision: newest.n,
      expanded: true,
      notices: { open: 1, served: 2, unreachable: 1 },
      servedByProof: 1,
      servedByRule: 1,
      late: 0,
      deliveries: [{ channel: 'sms' as const, state: 'delivered', count: 1 }],
      crmBehind: 3,
    };
    return json(
      202,
      keep({
        ...withNewest(outage, { launchedAt: now(), launchedBy: 'ida@utility.example' }),
        status,
        progress: [...outage.progress, progress],
      }),
    );
  };

  const act = (outage: OutageView, what: string, body: unknown, as: Persona): Answer => {
    if (what === 'revisions') return revise(outage, body);
    if (what === 'rehearsal') {
      keyOnly.parse(body);
      return rehearse(outage);
    }
    if (what === 'launch') return launch(outage, body);
    const { kind, reason } = approvalRequest.parse(body);
    if (as === 'ida')
      return refuse({
        code: 'role.missing',
        message: 'This needs the role "Approver".',
        lawful: 'Ask an administrator: marta@utility.example.',
      });
    if (kind === 'late' && reason === undefined)
      return refuse({
        code: 'approval.reason',
        message: 'To go ahead with a schedule that is too late needs a reason.',
      });
    return json(
      200,
      keep(
        withNewest(outage, {
          approvals: [
            ...(outage.revisions.at(-1)?.approvals ?? []),
            { kind, by: 'marta@utility.example', reason: reason ?? null, at: now() },
          ],
        }),
      ),
    );
  };

  const notices = () =>
    [...outages.values()]
      .filter(o => o.status !== 'draft')
      .flatMap(o => fakeNotices(o, o.revisions[0]?.launchedAt ?? now(), contacts));

  const read = (path: string, query: URLSearchParams, as: Persona): Answer => {
    if (path === '/api/me')
      return json(200, meView.parse({ email: `${as}@utility.example`, roles: ROLES[as], permissions: [] }));
    if (path === '/api/feeders')
      return json(
        200,
        feederList.parse({
          feeders: Object.entries(COUNTS).map(([feeder, accounts]) => ({
            feeder,
            servicePoints: accounts + 3,
            accounts,
          })),
          reasons: [
            {
              code: 'network_repairs',
              text: 'network repairs',
              words: { en: 'network repairs', ru: 'ремонт сети' },
            },
          ],
          services: ['heating', 'water'],
        }),
      );
    if (path === '/api/outages')
      return json(200, outageList.parse({ serverNow: now(), outages: [...outages.values()].map(judged) }));
    if (path === '/api/notices') {
      const wanted = (key: string, value: string | undefined): boolean => (query.get(key) ?? value) === value;
      return json(200, {
        notices: notices().filter(
          n =>
            wanted('state', n.state) &&
            wanted('outage', n.outage ?? undefined) &&
            wanted('contact', n.contactIds[0]),
        ),
        next: null,
      });
    }
    if (path.endsWith('/letter'))
      return { status: 200, body: Buffer.from('%PDF-1.4 fake'), contentType: 'application/pdf' };
    const notice = notices().find(n => path === `/api/notices/${n.id}`);
    const outage = outages.get(path.split('/')[3] ?? '');
    return notice !== undefined
      ? json(200, fakeNoticeView(notice))
      : outage === undefined
        ? missing
        : json(200, judged(outage));
  };

  const call = (method: 'GET' | 'POST', path: string, body: unknown, as: Persona): Promise<Answer> => {
    calls.push({ method, path, body, as });
    const [plain = '', query = ''] = path.split('?');
    if (method === 'GET') return Promise.resolve(read(plain, new URLSearchParams(query), as));
    if (plain === '/api/outages') return Promise.resolve(draft(body));
    const [, , , id = '', what = ''] = plain.split('/');
    const outage = outages.get(id);
    return Promise.resolve(outage === undefined ? missing : act(outage, what, body, as));
  };
  return { call, calls };
};
