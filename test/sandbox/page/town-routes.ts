import express, { type Request, type Response } from 'express';
import type { Instant } from '../../../server/domain/time.js';
import { nextDeadline } from './deadlines.js';
import { html } from './html.js';
import { landingPage } from './landing-page.js';
import { outageRecordPage, recordName, recordPage } from './record-page.js';
import { problemBlock } from './refusal-block.js';
import { one, oneOf, pathOr } from './requests.js';
import { PERSONAS } from '../staff.js';
import { backTo, handle, type Site } from './site.js';
import { ticketsPage } from './tickets-page.js';
import { plusHours } from './times.js';
import { breakPage, logPage, portalPage } from './town-pages.js';
import type { View } from './view.js';

const NOTICES_SHOWN = 50;

const moveClock = async ({ stage, api }: Site, move: string): Promise<void> => {
  const now = stage.clock.now();
  const to = (at: string): Promise<void> => stage.clock.advanceTo(at as Instant);
  if (move === 'hour') await to(plusHours(now, 1));
  if (move === 'day') await to(plusHours(now, 24));
  if (move === 'next') {
    const list = await api.outages();
    const next = list.ok ? nextDeadline(list.value.outages, now) : null;
    if (next !== null) await to(next.at);
  }
  if (move === 'real' || move === 'held') stage.clock.setMode(move);
};

const showRecord =
  (site: Site, objectType: 'contacts' | 'companies') =>
  async (request: Request, response: Response): Promise<void> => {
    const { records } = site.stage.portal;
    const record = records.get(objectType, String(request.params.id));
    if (record === undefined) {
      site.missing(request, response);
      return;
    }
    const view = site.view(request);
    const told =
      objectType === 'contacts' ? await site.api.notices({ contact: record.id, limit: NOTICES_SHOWN }) : null;
    const notices = told === null ? [] : told.ok ? told.value.notices : problemBlock(view, told.problem);
    site.show(request, response, {
      title: recordName(objectType, record),
      body: recordPage(view, records, objectType, record, notices),
      here: '/portal',
      moves: true,
    });
  };

/** The portal's records, as HubSpot would show them. */
export const portalRoutes = (site: Site): express.Router => {
  const { records } = site.stage.portal;
  const router = express.Router();
  router.get(
    '/',
    handle((request, response) => {
      const view = site.view(request);
      site.show(request, response, {
        title: view.say('nav.portal'),
        body: portalPage(view, site.stage),
        here: '/portal',
        moves: true,
      });
    }),
  );
  router.get(
    '/tickets',
    handle((request, response) => {
      const view = site.view(request);
      site.show(request, response, {
        title: view.say('nav.tickets'),
        body: ticketsPage(view, records),
        here: '/portal/tickets',
        moves: true,
      });
    }),
  );
  router.get('/contacts/:id', handle(showRecord(site, 'contacts')));
  router.get('/companies/:id', handle(showRecord(site, 'companies')));
  router.get(
    '/outages/:id',
    handle((request, response) => {
      const record = records.get('outage', String(request.params.id), 'forewarn_id');
      if (record === undefined) site.missing(request, response);
      else
        site.show(request, response, {
          title: record.properties.outage_name ?? record.id,
          body: outageRecordPage(site.view(request), record),
          here: '/portal',
        });
    }),
  );
  return router;
};

/** The landing page, the clock, and the switches that break things. */
export const townRoutes = (site: Site): express.Router => {
  const { stage } = site;
  const router = express.Router();
  router.get(
    '/',
    handle(async (request, response) => {
      const list = await site.api.outages();
      const people = await Promise.all(PERSONAS.map(persona => site.api.me(persona)));
      const view = site.view(request);
      site.show(request, response, {
        title: view.say('dm.title'),
        body: landingPage(view, stage, list, people),
        here: '/',
        moves: true,
      });
    }),
  );
  // What pages without moving parts ask for, to keep their clock right.
  router.get(
    '/now',
    handle((request, response) => {
      const { say } = site.view(request);
      site.show(request, response, { title: say('clock.label'), body: html`<h1>${say('clock.label')}</h1>` });
    }),
  );
  router.post(
    '/clock',
    handle(async (request, response) => {
      const move = oneOf(request.body, 'move', ['hour', 'day', 'next', 'real', 'held'] as const);
      if (move !== null) await moveClock(site, move);
      backTo(
        response,
        pathOr(one(request.body, 'back'), '/'),
        move === 'real' || move === 'held' ? 'mode' : 'clock',
      );
    }),
  );
  router.post(
    '/as',
    handle((request, response) => {
      const as = oneOf(request.body, 'as', PERSONAS);
      if (as !== null) response.cookie('as', as, { sameSite: 'lax', path: '/', httpOnly: true });
      backTo(response, pathOr(one(request.body, 'back'), '/'), 'as');
    }),
  );
  router.post(
    '/reset',
    handle(async (_request, response) => {
      await stage.reset();
      backTo(response, '/', 'reset');
    }),
  );
  router.post(
    '/break',
    handle((request, response) => {
      const knob = stage.knobs().find(({ name }) => name === one(request.body, 'name'));
      const value = knob?.choices.find(choice => choice === one(request.body, 'value'));
      if (knob === undefined || value === undefined) {
        site.missing(request, response);
        return;
      }
      stage.setKnob(knob.name, value);
      backTo(response, '/break', 'knob');
    }),
  );
  const plain = (
    path: '/break' | '/log',
    title: 'dm.break' | 'nav.log',
    body: (view: View) => ReturnType<typeof html>,
  ): void => {
    router.get(
      path,
      handle((request, response) => {
        const view = site.view(request);
        site.show(request, response, {
          title: view.say(title),
          body: body(view),
          here: path,
          moves: path === '/log',
        });
      }),
    );
  };
  plain('/break', 'dm.break', view => breakPage(view, stage));
  plain('/log', 'nav.log', view => logPage(view, stage));
  return router;
};
