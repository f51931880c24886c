import {
  contactLists,
  feederList,
  outageList,
  outageView,
  replayView,
  type OutageView,
  type ReplayView,
} from '../../../ui-extensions/contract/outage.js';
import {
  approvalRequest,
  launchRequest,
  outageRequest,
  pauseRequest,
  revisionRequest,
} from '../../../ui-extensions/contract/outage-requests.js';
import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import type { OutageId } from '../../domain/ids.js';
import type { Etr } from '../../domain/notice/notice.js';
import type { Revision } from '../../domain/outage/outage.js';
import { addMinutes, type Instant, type Zone } from '../../domain/time.js';
import type { approveCampaign } from '../../workflows/approve-campaign.js';
import type { draftOutage, redraftOutage, reviseOutage } from '../../workflows/draft-outage.js';
import type { findList } from '../../workflows/keep-list.js';
import type { launchCampaign } from '../../workflows/launch-campaign.js';
import type { pauseCampaign, resumeCampaign } from '../../workflows/pause-campaign.js';
import type { rehearseCampaign } from '../../workflows/rehearse-campaign.js';
import type { Clock, Texts } from '../../workflows/ports.js';
import type { ContactList } from '../../workflows/ports/lists.js';
import type { Reads } from '../../workflows/ports/reads.js';
import type { Answer, Api, Call } from '../api.js';
import { momentOf, windowsOf, zoneOf } from '../moments.js';
import { orNotFound, orRefuse } from '../problems.js';

export interface OutageRoutes {
  readonly clock: Clock;
  readonly texts: Texts;
  readonly reads: Reads;
  /** As it is set now. */
  readonly nextUpdateMinutes: () => Promise<number>;
  readonly draftOutage: ReturnType<typeof draftOutage>;
  readonly redraftOutage: ReturnType<typeof redraftOutage>;
  readonly reviseOutage: ReturnType<typeof reviseOutage>;
  readonly rehearseCampaign: ReturnType<typeof rehearseCampaign>;
  readonly approveCampaign: ReturnType<typeof approveCampaign>;
  readonly launchCampaign: ReturnType<typeof launchCampaign>;
  readonly pauseCampaign: ReturnType<typeof pauseCampaign>;
  readonly resumeCampaign: ReturnType<typeof resumeCampaign>;
  readonly findList: ReturnType<typeof findList>;
  readonly lists: (text: string) => Promise<readonly ContactList[]>;
  readonly outageDetail: (id: OutageId) => Promise<OutageView | null>;
  readonly replayVerdict: (id: OutageId, n: number) => Promise<ReplayView | null>;
  readonly outageList: (limit: number) => Promise<readonly OutageView[]>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An id from the path; what is no UUID names nothing. */
export const idOf = <T extends string>(text: string | undefined, what: string): T =>
  orNotFound(text !== undefined && UUID.test(text) ? (text as T) : null, what);

export const outageRoutes = (api: Api, deps: OutageRoutes): void => {
  const answer = async (status: number, id: OutageId): Promise<Answer> => ({
    status,
    body: outageView.parse(orNotFound(await deps.outageDetail(id), 'outage')),
  });
  const narrowing = async (list: string | undefined): Promise<Pick<Revision, 'narrowedTo'>> =>
    list === undefined ? {} : { narrowedTo: orRefuse(await deps.findList(list)) };
  const outageIn = ({ params }: Call): OutageId => idOf(params['id'], 'outage');

  api.get('/feeders', 'read', async () => {
    const words = (code: string, language: string): string => deps.texts.reason(code, language);
    const reasons = deps.texts.reasons.map(code => ({
      code,
      text: words(code, 'en'),
      words: { en: words(code, 'en'), ru: words(code, 'ru') },
    }));
    const feeders = await deps.reads.feeders();
    return { status: 200, body: feederList.parse({ feeders, reasons, services: [...deps.texts.services] }) };
  });
  api.get('/lists', 'campaigns.prepare', async ({ query }) => ({
    status: 200,
    body: contactLists.parse({ lists: await deps.lists(String(query['text'] ?? '').slice(0, 100)) }),
  }));
  api.get('/outages', 'read', async () => ({
    status: 200,
    body: outageList.parse({ serverNow: deps.clock.now(), outages: await deps.outageList(50) }),
  }));
  api.post('/outages', 'campaigns.prepare', outageRequest, async ({ body, actor, run }) => {
    const first = firstRevision(deps, body, zoneOf(body.zone), await deps.nextUpdateMinutes());
    const revision = { ...first, ...(await narrowing(body.listId)) };
    const { outage } = orRefuse(
      await deps.draftOutage({ kind: body.kind, revision, by: actor.email, request: run }),
    );
    return answer(201, outage.id);
  });
  api.get('/outages/:id', 'read', call => answer(200, outageIn(call)));
  api.post('/outages/:id/draft', 'campaigns.prepare', outageRequest, async call => {
    const id = outageIn(call);
    const { body } = call;
    const first = firstRevision(deps, body, zoneOf(body.zone), await deps.nextUpdateMinutes());
    const revision = { ...first, ...(await narrowing(body.listId)) };
    orRefuse(await deps.redraftOutage({ outage: id, revision, by: call.actor.email }));
    return answer(200, id);
  });
  api.post('/outages/:id/revisions', 'campaigns.prepare', revisionRequest, async call => {
    const id = outageIn(call);
    const outage = orNotFound(await deps.reads.outage(id), 'outage');
    const former = orNotFound(
      outage.revisions.filter(each => each.launchedAt !== null).at(-1) ?? outage.revisions.at(-1) ?? null,
      'outage',
    );
    const next = nextRevision(deps, call.body, former, await deps.nextUpdateMinutes());
    const revision = { ...next, ...(await narrowing(call.body.listId)) };
    orRefuse(await deps.reviseOutage({ outage: id, revision, by: call.actor.email }));
    return answer(201, id);
  });
  api.get('/outages/:id/revisions/:n/replay', 'read', async call => {
    const n = Number(call.params['n']);
    const replayed = orNotFound(await deps.replayVerdict(outageIn(call), n), 'launch');
    return { status: 200, body: replayView.parse(replayed) };
  });
  api.post('/outages/:id/rehearsal', 'campaigns.prepare', keyOnly, async call => {
    orRefuse(await deps.rehearseCampaign({ outage: outageIn(call), by: call.actor.email }));
    return answer(200, outageIn(call));
  });
  api.post('/outages/:id/approvals', 'campaigns.approve', approvalRequest, async call => {
    const { kind, reason } = call.body;
    orRefuse(
      await deps.approveCampaign({
        outage: outageIn(call),
        kind,
        reason: reason ?? null,
        by: call.actor.email,
      }),
    );
    return answer(200, outageIn(call));
  });
  api.post('/outages/:id/launch', 'campaigns.launch', launchRequest, async call => {
    const { fingerprint } = call.body;
    const { again } = call.run;
    orRefuse(await deps.launchCampaign({ outage: outageIn(call), fingerprint, by: call.actor.email, again }));
    return answer(202, outageIn(call));
  });
  api.post('/outages/:id/pause', 'campaigns.launch', pauseRequest, async call => {
    const { reason } = call.body;
    orRefuse(await deps.pauseCampaign({ outage: outageIn(call), reason, by: call.actor.email }));
    return answer(200, outageIn(call));
  });
  api.post('/outages/:id/resume', 'campaigns.launch', keyOnly, async call => {
    orRefuse(await deps.resumeCampaign({ outage: outageIn(call), by: call.actor.email }));
    return answer(200, outageIn(call));
  });
};

const etrOf = (
  etr: { readonly at: string; readonly quality: Etr['quality'] } | null | undefined,
  zone: Zone | undefined,
): Etr | null =>
  etr === null || etr === undefined ? null : { at: momentOf(etr.at, zone), quality: etr.quality };

/** News is promised for the end of the estimate or within the hour, whichever comes first. */
const nextUpdate = ({ clock }: OutageRoutes, minutes: number): Instant => addMinutes(clock.now(), minutes);

const firstRevision = (
  deps: OutageRoutes,
  body: ReturnType<typeof outageRequest.parse>,
  zone: Zone | undefined,
  updateMinutes: number,
): Omit<Revision, 'n' | 'kind'> => ({
  feeders: [...new Set(body.feeders)].sort(),
  windows: body.kind === 'planned' ? windowsOf(body.windows ?? [], zone) : [],
  since: body.kind === 'emergency' && body.since !== undefined ? momentOf(body.since, zone) : null,
  detectedAt: body.kind === 'emergency' ? deps.clock.now() : null,
  restoredAt: null,
  etr: body.kind === 'emergency' ? etrOf(body.etr, zone) : null,
  nextUpdateBy: body.kind === 'emergency' ? nextUpdate(deps, updateMinutes) : null,
  reason: body.reason,
  alsoAffected: body.alsoAffected ?? [],
  hasNewDate: false,
});

const nextRevision = (
  deps: OutageRoutes,
  body: ReturnType<typeof revisionRequest.parse>,
  former: Revision,
  updateMinutes: number,
): Omit<Revision, 'n'> => {
  const zone = zoneOf(body.zone);
  return {
    kind: body.kind,
    feeders: body.feeders === undefined ? former.feeders : [...new Set(body.feeders)].sort(),
    windows: body.windows === undefined ? former.windows : windowsOf(body.windows, zone),
    since: former.since,
    detectedAt: former.detectedAt,
    restoredAt:
      body.kind === 'restore'
        ? body.restoredAt === undefined
          ? deps.clock.now()
          : momentOf(body.restoredAt, zone)
        : null,
    etr: body.etr === undefined ? former.etr : etrOf(body.etr, zone),
    nextUpdateBy: former.since === null ? null : nextUpdate(deps, updateMinutes),
    reason: body.reason ?? former.reason,
    alsoAffected: former.alsoAffected,
    hasNewDate: body.hasNewDate ?? false,
  };
};
