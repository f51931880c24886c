import type { Request, RequestHandler, Response } from 'express';
import type { Stage } from '../stage.js';
import type { CardStage } from './card-stage.js';
import { html } from './html.js';
import { renderPage, type Page } from './layout.js';
import { problemBlock } from './refusal-block.js';
import { langOf, one } from './requests.js';
import { wordOr, type WordKey } from './say.js';
import { serverApi, type Reply, type ServerApi } from './server-api.js';
import { viewOf, type View } from './view.js';
import { words } from './words.js';

/** What every route of the page works with. */
export interface Site {
  readonly stage: Stage;
  readonly api: ServerApi;
  /** Null: this page draws no cards. */
  readonly cards: CardStage | null;
  view(request: Request): View;
  show(request: Request, response: Response, page: Page, status?: number): void;
  missing(request: Request, response: Response): void;
  /** The server's "no" or silence, where there is nothing better to show it on. */
  failed(request: Request, response: Response, reply: Extract<Reply<unknown>, { ok: false }>): void;
}

const saidOf = (request: Request): WordKey | undefined => {
  const key = `said.${one(request.query, 'said')}`;
  return Object.hasOwn(words, key) ? (key as WordKey) : undefined;
};

export const createSite = (stage: Stage, cards: CardStage | null): Site => {
  const view = (request: Request): View => {
    const shown = new URL(request.originalUrl, 'http://page');
    shown.searchParams.delete('said');
    return viewOf({
      lang: langOf(request),
      now: stage.clock.now(),
      path: request.method === 'GET' ? `${shown.pathname}${shown.search}` : '/',
    });
  };
  const show: Site['show'] = (request, response, page, status = 200) => {
    if (one(request.query, 'lang') !== '')
      response.cookie('lang', langOf(request), { sameSite: 'lax', path: '/', maxAge: 31_536_000_000 });
    response
      .status(status)
      .type('html')
      .send(renderPage(view(request), stage.clock.mode(), { said: saidOf(request), ...page }));
  };
  return {
    stage,
    api: serverApi(stage),
    cards,
    view,
    show,
    missing: (request, response) => {
      const { say } = view(request);
      show(
        request,
        response,
        {
          title: say('page.missing'),
          body: html`<h1>${say('page.missing')}</h1><p>${say('page.missing.lead')}</p><p><a href="/">${say('nav.start')}</a></p>`,
        },
        404,
      );
    },
    failed: (request, response, { status, problem }) => {
      const v = view(request);
      const title = wordOr(v.say, status >= 500 ? 'page.failed' : 'oc.refused', '');
      show(
        request,
        response,
        {
          title,
          body: html`<h1>${title}</h1>${status >= 500 ? html`<p>${v.say('page.failed.lead')}</p>` : false}${problemBlock(v, problem)}`,
        },
        status,
      );
    },
  };
};

/** Express hands over the rejection of a handler by itself; this only keeps the types honest. */
export const handle =
  (handler: (request: Request, response: Response) => Promise<void> | void): RequestHandler =>
  (request, response, next) => {
    Promise.resolve()
      .then(() => handler(request, response))
      .catch(next);
  };

/** After a form: to a page that can be reloaded, saying what was done. */
export const backTo = (response: Response, path: string, said: string): void => {
  const to = new URL(path, 'http://page');
  to.searchParams.set('said', said);
  response.redirect(303, `${to.pathname}${to.search}`);
};
