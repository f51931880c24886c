import { Router, type Response } from 'express';
import {
  approvalRequest,
  feederList,
  launchRequest,
  outageList,
  outageRequest,
  outageView,
  revisionRequest,
  type OutageView,
} from '../../../ui-extensions/contract/outage.js';
import type { OutageId } from '../../domain/ids.js';
import type { Etr } from '../../domain/notice/notice.js';
import type { Outcome } from '../../domain/outcome.js';
import type { Revision } from '../../domain/outage/outage.js';
import { addMinutes, type Instant, type Zone } from '../../domain/time.js';
import type { approveCampaign } from '../../workflows/approve-campaign.js';
import type { draftOutage, reviseOutage } from '../../workflows/draft-outage.js';
import type { launchCampaign } from '../../workflows/launch-campaign.js';
import type { rehearseCampaign } from '../../workflows/rehearse-campaign.js';
import type { Clock, Texts } from '../../workflows/ports.js';
import type { Reads } from '../../workflows/ports/reads.js';
import { momentOf, windowsOf, zoneOf } from '../moments.js';
import { orNotFound, orRefuse } from '../problems.js';
import { actorOf } from '../signed.js';

export interface OutageRoutes {
  readonly clock: Clock;
  readonly texts: Texts;
  readonly reads: Reads;
  readonly nextUpdateMinutes: number;
  readonly draftOutage: ReturnType<typeof draftOutage>;
  readonly reviseOutage: ReturnType<typeof reviseOutage>;
  readonly rehearseCampaign: ReturnType<typeof rehearseCampaign>;
  readonly approveCampaign: ReturnType<typeof approveCampaign>;
  readonly launchCampaign: ReturnType<typeof launchCampaign>;
  readonly outageDetail: (id: OutageId) => Promise<OutageView | null>;
  readonly outageList: (limit: number) => Promise<readonly OutageView[]>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An id from the path; what is no UUID names nothing. */
export const idOf = <T extends string>(text: string | undefined, what: string): T =>
  orNotFound(text !== undefined && UUID.test(text) ? (text as T) : null, what);

export const outageRoutes = (deps: OutageRoutes): Router => {
  const router = Router();
  const answer = async (response: Response, status: number, id: OutageId): Promise<void> => {
    response.status(status).json(outageView.parse(orNotFound(await deps.outageDetail(id), 'outage')));
  };
  const act =
    (status: number, run: (id: OutageId, body: unknown, by: string) => Promise<Outcome<unknown>>) =>
    async (
      request: { params: Record<string, string | undefined>; body: unknown },
      response: Response,
    ): Promise<void> => {
      const id = idOf<OutageId>(request.params['id'], 'outage');
      orRefuse(await run(id, request.body, actorOf(response.locals).email));
      await answer(response, status, id);
    };

  router.get('/feeders', async (_request, response) => {
    const reasons = deps.texts.reasons.map(code => ({ code, text: deps.texts.reason(code, 'en') }));
    response.json(
      feederList.parse({ feeders: await deps.reads.feeders(), reasons, services: [...deps.texts.services] }),
    );
  });
  router.get('/outages', async (_request, response) => {
    response.json(outageList.parse({ serverNow: deps.clock.now(), outages: await deps.outageList(50) }));
  });
  router.post('/outages', async (request, response) => {
    const body = outageRequest.parse(request.body);
    const zone = zoneOf(body.zone);
    const { outage } = orRefuse(
      await deps.draftOutage({
        kind: body.kind,
        revision: firstRevision(deps, body, zone),
        by: actorOf(response.locals).email,
      }),
    );
    await answer(response, 201, outage.id);
  });
  router.get('/outages/:id', async (request, response) => {
    await answer(response, 200, idOf(request.params['id'], 'outage'));
  });
  router.post(
    '/outages/:id/revisions',
    act(201, async (id, body, by) => {
      const request = revisionRequest.parse(body);
      const outage = orNotFound(await deps.reads.outage(id), 'outage');
      const former = orNotFound(
        outage.revisions.filter(revision => revision.launchedAt !== null).at(-1) ??
          outage.revisions.at(-1) ??
          null,
        'outage',
      );
      return deps.reviseOutage({ outage: id, revision: nextRevision(deps, request, former), by });
    }),
  );
  router.post(
    '/outages/:id/rehearsal',
    act(200, (id, _body, by) => deps.rehearseCampaign({ outage: id, by })),
  );
  router.post(
    '/outages/:id/approvals',
    act(200, (id, body, by) => {
      const { kind, reason } = approvalRequest.parse(body);
      return deps.approveCampaign({ outage: id, kind, reason: reason ?? null, by });
    }),
  );
  router.post(
    '/outages/:id/launch',
    act(202, (id, body, by) =>
      deps.launchCampaign({ outage: id, fingerprint: launchRequest.parse(body).fingerprint, by }),
    ),
  );
  return router;
};

const etrOf = (
  etr: { readonly at: string; readonly quality: Etr['quality'] } | null | undefined,
  zone: Zone | undefined,
): Etr | null =>
  etr === null || etr === undefined ? null : { at: momentOf(etr.at, zone), quality: etr.quality };

/** News is promised for the end of the estimate or within the hour, whichever comes first. */
const nextUpdate = ({ clock, nextUpdateMinutes }: OutageRoutes): Instant =>
  addMinutes(clock.now(), nextUpdateMinutes);

const firstRevision = (
  deps: OutageRoutes,
  body: ReturnType<typeof outageRequest.parse>,
  zone: Zone | undefined,
): Omit<Revision, 'n' | 'kind'> => ({
  feeders: [...new Set(body.feeders)].sort(),
  windows: body.kind === 'planned' ? windowsOf(body.windows ?? [], zone) : [],
  since: body.kind === 'emergency' && body.since !== undefined ? momentOf(body.since, zone) : null,
  detectedAt: body.kind === 'emergency' ? deps.clock.now() : null,
  restoredAt: null,
  etr: body.kind === 'emergency' ? etrOf(body.etr, zone) : null,
  nextUpdateBy: body.kind === 'emergency' ? nextUpdate(deps) : null,
  reason: body.reason,
  alsoAffected: body.alsoAffected ?? [],
  hasNewDate: false,
});

const nextRevision = (
  deps: OutageRoutes,
  body: ReturnType<typeof revisionRequest.parse>,
  former: Revision,
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
    nextUpdateBy: former.since === null ? null : nextUpdate(deps),
    reason: body.reason ?? former.reason,
    alsoAffected: former.alsoAffected,
    hasNewDate: body.hasNewDate ?? false,
  };
};
