import express from 'express';
import { parseMoment, toEpochMs, type Zone } from '../../../server/domain/time.js';
import { configWith } from '../../plugin/check-manifests.js';
import type { MetaFile } from '../../plugin/project-tree.js';
import type { ActionDefinition } from '../../portal/actions/workflow-actions.js';
import type { CardStage } from './card-stage.js';
import { one } from './requests.js';
import { backTo, handle, type Site } from './site.js';
import { workflowPage, type ActionManifest, type OfferedAction, type RunAction } from './workflow-page.js';
import { TOWN_ZONE } from './view.js';

const SHOWN_RUNS = 20;
const FIRST_DEFINITION = 64_000_000;

/** What the portal knows of an action that was uploaded. */
const definitionOf = (site: Site, cards: CardStage, meta: MetaFile, index: number) => {
  const variables = { ...cards.variables, BACKEND_URL: site.stage.serverUrl };
  const manifest = configWith(meta, variables) as ActionManifest;
  const definition: ActionDefinition = {
    actionDefinitionId: FIRST_DEFINITION + index,
    actionUrl: manifest.actionUrl,
    clientSecret: cards.secret,
  };
  return { uid: meta.uid, manifest, definition };
};

/** HubSpot sends a date as milliseconds since 1970, and everything else as text. */
const valueOf = (type: string, typed: string): string => {
  if (type !== 'datetime' || typed === '') return typed;
  const moment = parseMoment(typed, TOWN_ZONE as Zone);
  return moment.ok ? String(toEpochMs(moment.value)) : typed;
};

/** The workflow runner: HubSpot's side of the workflow actions, from the very manifests that are uploaded. */
export const workflowRoutes = (site: Site, cards: CardStage): express.Router => {
  const router = express.Router();
  const runs: RunAction[] = [];
  const flows = () => site.stage.portal.workflowActions;
  const all = () => cards.actions.map((meta, index) => definitionOf(site, cards, meta, index));

  const offered = (): Promise<readonly OfferedAction[]> =>
    Promise.all(
      all().map(async ({ uid, manifest, definition }) => {
        const asked = manifest.inputFields.flatMap(({ typeDefinition: { name, optionsUrl } }) =>
          optionsUrl === undefined ? [] : [{ name, optionsUrl }],
        );
        const choices = await Promise.all(
          asked.map(
            async ({ name, optionsUrl }) =>
              [name, await flows().options({ ...definition, optionsUrl }, { q: '' })] as const,
          ),
        );
        return { uid, manifest, choices: Object.fromEntries(choices) };
      }),
    );

  router.get(
    '/',
    handle(async (request, response) => {
      const view = site.view(request);
      // What was blocked may have been completed since.
      const now = runs.map(run => ({
        ...run,
        execution: flows().execution(run.execution.callbackId) ?? run.execution,
      }));
      site.show(request, response, {
        title: view.say('flow.title'),
        body: workflowPage(view, site.stage.people, await offered(), now),
        here: '/portal/workflows',
        moves: true,
      });
    }),
  );
  router.post(
    '/again/:callbackId',
    handle(async (request, response) => {
      const callbackId = String(request.params['callbackId']);
      const at = runs.findIndex(run => run.execution.callbackId === callbackId);
      const run = runs[at];
      if (run !== undefined) runs[at] = { ...run, execution: await flows().repeat(callbackId) };
      await site.stage.settle();
      backTo(response, '/portal/workflows', 'flow');
    }),
  );
  router.post(
    '/:uid',
    handle(async (request, response) => {
      const action = all().find(({ uid }) => uid === request.params['uid']);
      const [objectType = '', objectId = ''] = one(request.body, 'record').split('/');
      const person = Object.entries(site.stage.people).find(
        ([, { type, id }]) => type === objectType && id === objectId,
      );
      if (action === undefined || person === undefined) {
        site.missing(request, response);
        return;
      }
      const inputFields = Object.fromEntries(
        action.manifest.inputFields.flatMap(({ typeDefinition: { name, type } }) => {
          const typed = one(request.body, name);
          return typed === '' ? [] : [[name, valueOf(type, typed)]];
        }),
      );
      const execution = await flows().execute(action.definition, { objectType, objectId, inputFields });
      await site.stage.settle();
      runs.unshift({ uid: action.uid, at: site.stage.clock.now(), on: person[0], execution });
      runs.splice(SHOWN_RUNS);
      backTo(response, '/portal/workflows', 'flow');
    }),
  );
  return router;
};
