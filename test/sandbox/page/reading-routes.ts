import { readFile } from 'node:fs/promises';
import express, { type Request, type Response } from 'express';
import { inboxItemPage, inboxPage } from './inbox-page.js';
import { noticePage } from './notice-page.js';
import { noticesPage, type NoticeFilter } from './notices-page.js';
import { one, oneOf } from './requests.js';
import { handle, type Site } from './site.js';

/** Rows of a page of notices. */
const ROWS = 25;
/** A mail is shown as its reader would see it, with nothing running, loading or leaving. */
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
/** The browser's own reader draws a PDF in a frame of this page. */
const PAPER_POLICY =
  "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'";

const sendPdf = (response: Response, bytes: Uint8Array): void => {
  response.set('content-security-policy', PAPER_POLICY).type('application/pdf').send(Buffer.from(bytes));
};

const noticesRoute =
  (site: Site) =>
  async (request: Request, response: Response): Promise<void> => {
    const { query } = request;
    const filter: NoticeFilter = {
      outage: one(query, 'outage'),
      revision: one(query, 'revision'),
      state: one(query, 'state'),
      channel: one(query, 'channel'),
    };
    const { outage, revision, state } = filter;
    const [outages, found] = await Promise.all([
      site.api.outages(),
      site.api.notices({ outage, revision, state, after: one(query, 'after'), limit: ROWS }),
    ]);
    if (!found.ok) {
      site.failed(request, response, found);
      return;
    }
    const view = site.view(request);
    // The server has no filter by channel: one notice goes out on several.
    const rows = found.value.notices.filter(
      ({ deliveries }) =>
        filter.channel === '' || deliveries.some(({ channel }) => channel === filter.channel),
    );
    const body = noticesPage(view, filter, outages.ok ? outages.value.outages : [], rows, found.value.next);
    site.show(request, response, { title: view.say('nav.notices'), body, here: '/notices', moves: true });
  };

export const noticeRoutes = (site: Site): express.Router => {
  const router = express.Router();
  router.get('/', handle(noticesRoute(site)));
  router.get(
    '/:id',
    handle(async (request, response) => {
      const found = await site.api.notice(String(request.params.id));
      const view = site.view(request);
      if (found.ok)
        site.show(request, response, {
          title: view.say('notice.title', { name: found.value.notice.addressee }),
          body: noticePage(view, found.value),
          here: '/notices',
          moves: true,
        });
      else if (found.status === 404) site.missing(request, response);
      else site.failed(request, response, found);
    }),
  );
  router.get(
    '/:id/letters/:delivery.pdf',
    handle(async (request, response) => {
      const bytes = await site.api.letter(String(request.params.id), String(request.params.delivery));
      if (bytes === null) site.missing(request, response);
      else sendPdf(response, bytes);
    }),
  );
  return router;
};

export const inboxRoutes = (site: Site): express.Router => {
  const { inbox } = site.stage;
  const router = express.Router();
  const itemOf = (request: Request) => inbox.get(String(request.params.id));
  router.get(
    '/',
    handle((request, response) => {
      const view = site.view(request);
      const filter = {
        channel: oneOf(request.query, 'channel', ['email', 'sms', 'letter'] as const),
        search: one(request.query, 'search'),
      };
      site.show(request, response, {
        title: view.say('nav.inbox'),
        body: inboxPage(view, site.stage, filter),
        here: '/inbox',
        moves: true,
      });
    }),
  );
  router.get(
    '/:id',
    handle((request, response) => {
      const item = itemOf(request);
      const view = site.view(request);
      if (item === null) site.missing(request, response);
      else
        site.show(request, response, {
          title: view.say('nav.inbox'),
          body: inboxItemPage(view, item),
          here: '/inbox',
        });
    }),
  );
  router.get(
    '/:id/mail',
    handle((request, response) => {
      const mail = itemOf(request)?.html ?? null;
      if (mail === null) site.missing(request, response);
      else response.set('content-security-policy', MAIL_POLICY).type('html').send(mail);
    }),
  );
  router.get(
    '/:id/letter.pdf',
    handle(async (request, response) => {
      const path = itemOf(request)?.pdf ?? null;
      if (path === null) site.missing(request, response);
      else sendPdf(response, await readFile(path));
    }),
  );
  return router;
};
