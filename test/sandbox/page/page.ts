import express, { type NextFunction, type Request, type Response } from 'express';
import type { Stage } from '../stage.js';
import { cardPages } from './card-pages.js';
import { cardRoutes } from './card-routes.js';
import type { CardStage } from './card-stage.js';
import { html } from './html.js';
import { liveScript } from './live-script.js';
import { outageRoutes } from './outage-routes.js';
import { inboxRoutes, noticeRoutes } from './reading-routes.js';
import { guardPage, ownFormsOnly } from './requests.js';
import { createSite } from './site.js';
import { stylesheet } from './stylesheet.js';
import { portalRoutes, townRoutes } from './town-routes.js';
import { workflowRoutes } from './workflow-routes.js';

export interface PageOptions {
  /** Names, with their port, by which the page may be opened beside `localhost` and plain addresses. */
  readonly hosts?: readonly string[];
  /** Draws the cards on the record pages; without it they are left out. */
  readonly cards?: CardStage;
}

/**
 * The demo's web page. It owns every path from `/` and answers 404 to what it does not know, so mount it last or on
 * a port of its own. It has no login: whoever can open it can act as anybody. The caller chooses where it listens.
 */
export const makePage = (stage: Stage, { hosts = [], cards }: PageOptions = {}): express.Express => {
  const site = createSite(stage, cards ?? null);
  const app = express();
  app.disable('x-powered-by');
  app.use(guardPage);
  app.get('/style.css', (_request, response) => void response.type('css').send(stylesheet));
  app.get('/live.js', (_request, response) => void response.type('text/javascript').send(liveScript));
  app.use(
    ownFormsOnly(hosts, (response, request) => {
      const { say } = site.view(request);
      site.show(
        request,
        response,
        {
          title: say('page.foreign'),
          body: html`<h1>${say('page.foreign')}</h1><p><a href="/">${say('nav.start')}</a></p>`,
        },
        403,
      );
    }),
  );
  if (cards !== undefined) app.use('/cards', cardRoutes(site, cards));
  app.use(express.urlencoded({ extended: false, limit: '64kb' }));
  app.use('/outages', outageRoutes(site));
  app.use('/notices', noticeRoutes(site));
  app.use('/inbox', inboxRoutes(site));
  if (cards !== undefined) {
    app.use('/portal/workflows', workflowRoutes(site, cards));
    app.use('/portal', cardPages(site, cards));
  }
  app.use('/portal', portalRoutes(site));
  app.use('/', townRoutes(site));
  app.use((request: Request, response: Response) => {
    site.missing(request, response);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const message = error instanceof Error ? error.message : 'Unknown failure.';
    site.failed(request, response, {
      ok: false,
      status: 500,
      problem: { code: 'page.failed', message, reference: '—' },
    });
  });
  return app;
};
