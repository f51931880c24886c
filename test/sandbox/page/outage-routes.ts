import express, { type Request, type Response } from 'express';
import type { Problem } from '../../../ui-extensions/contract/common.js';
import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { launchPage } from './launch-block.js';
import { outageForm } from './outage-form.js';
import { outagePage } from './outage-page.js';
import { outageRequestOf, revisionRequestOf, typedOf } from './outage-requests.js';
import { newestOf } from './outage-state.js';
import { nameOf } from './outage-table.js';
import { one, oneOf } from './requests.js';
import type { Reply } from './server-api.js';
import { backTo, handle, type Site } from './site.js';

const idOf = (request: Request): string => String(request.params.id);
/** Made with the form, so that a second click or a reload asks for the same. */
const keyOf = (request: Request): string => one(request.body, 'key');

/** Announce, rehearse, approve, send, and say what follows: each form does one thing and comes back to the outage. */
export const outageRoutes = (site: Site): express.Router => {
  const { api, stage } = site;
  const router = express.Router();

  const showForm = async (
    request: Request,
    response: Response,
    source: unknown,
    refused: Problem | null,
    status: number,
  ): Promise<void> => {
    const feeders = await api.feeders();
    if (!feeders.ok) {
      site.failed(request, response, feeders);
      return;
    }
    const view = site.view(request);
    const typed = typedOf(source, stage.clock.now());
    site.show(
      request,
      response,
      {
        title: view.say(typed.kind === 'planned' ? 'oc.new' : 'oc.newEmergency'),
        body: outageForm(view, feeders.value, typed, refused),
      },
      status,
    );
  };

  /** The outage as it is now, with what was just refused. */
  const showOutage = async (
    request: Request,
    response: Response,
    refused: Extract<Reply<unknown>, { ok: false }> | null,
  ): Promise<void> => {
    const found = await api.outage(idOf(request));
    if (!found.ok) {
      if (found.status === 404) site.missing(request, response);
      else site.failed(request, response, refused ?? found);
      return;
    }
    const view = site.view(request);
    const page = {
      title: nameOf(view, found.value),
      body: outagePage(view, found.value, refused?.problem ?? null),
      moves: true,
    };
    site.show(request, response, page, refused?.status ?? 200);
  };

  const settle = async (
    request: Request,
    response: Response,
    reply: Reply<unknown>,
    said: string,
  ): Promise<void> => {
    if (reply.ok) backTo(response, `/outages/${encodeURIComponent(idOf(request))}`, said);
    else await showOutage(request, response, reply);
  };

  router.get(
    '/new',
    handle((request, response) => showForm(request, response, request.query, null, 200)),
  );
  router.post(
    '/',
    handle(async (request, response) => {
      const drafted = await api.draft(keyOf(request), outageRequestOf(request.body, stage.clock.now()));
      if (drafted.ok) backTo(response, `/outages/${encodeURIComponent(drafted.value.id)}`, 'drafted');
      else await showForm(request, response, request.body, drafted.problem, drafted.status);
    }),
  );
  router.get(
    '/:id',
    handle((request, response) => showOutage(request, response, null)),
  );
  router.post(
    '/:id/rehearse',
    handle(async (request, response) =>
      settle(request, response, await api.rehearse(keyOf(request), idOf(request)), 'rehearsed'),
    ),
  );
  router.post(
    '/:id/approve',
    handle(async (request, response) => {
      const reason = one(request.body, 'reason');
      const kind = oneOf(request.body, 'kind', ['size', 'late'] as const) ?? 'size';
      await settle(
        request,
        response,
        await api.approve(
          keyOf(request),
          idOf(request),
          kind,
          reason === '' ? undefined : reason,
          oneOf(request.body, 'as', ['ida', 'marta'] as const) ?? 'marta',
        ),
        'approved',
      );
    }),
  );
  router.get(
    '/:id/launch',
    handle(async (request, response) => showLaunch(site, request, response)),
  );
  router.post(
    '/:id/launch',
    handle(async (request, response) =>
      settle(
        request,
        response,
        await api.launch(keyOf(request), idOf(request), one(request.body, 'fingerprint')),
        'launched',
      ),
    ),
  );
  router.post(
    '/:id/revise',
    handle(async (request, response) => settle(request, response, await revise(site, request), 'rehearsed')),
  );
  return router;
};

const showLaunch = async (site: Site, request: Request, response: Response): Promise<void> => {
  const found = await site.api.outage(idOf(request));
  const revision = found.ok ? newestOf(found.value) : null;
  if (!found.ok || revision === null) {
    site.missing(request, response);
    return;
  }
  if (revision.launchedAt !== null) {
    response.redirect(303, `/outages/${encodeURIComponent(found.value.id)}`);
    return;
  }
  const view = site.view(request);
  site.show(request, response, {
    title: nameOf(view, found.value),
    body: launchPage(view, found.value, revision),
  });
};

/** A revision is rehearsed in the same breath: its numbers are what the person wants to see before sending it. */
const revise = async ({ api }: Site, request: Request): Promise<Reply<OutageView>> => {
  const found = await api.outage(idOf(request));
  if (!found.ok) return found;
  const wanted = revisionRequestOf(request.body, found.value.zone);
  if (wanted === null) return found;
  const revised = await api.revise(keyOf(request), idOf(request), wanted);
  return revised.ok ? api.rehearse(one(request.body, 'rehearsalKey'), idOf(request)) : revised;
};
