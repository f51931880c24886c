import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { sign } from '../../server/http/request-signature.js';
import { buildBundles } from '../plugin/bundles.js';
import { buildHost } from '../portal/cards/assets.js';
import { makeHubSpotFetch } from '../portal/cards/hubspot-fetch.js';
import { actingAs } from '../sandbox/page/acting.js';
import { cardRoutes } from '../sandbox/page/card-routes.js';
import { cardsAt, cardScripts } from '../sandbox/page/card-places.js';
import type { CardStage } from '../sandbox/page/card-stage.js';
import { makeFakeStage } from '../sandbox/page/fake-stage.js';
import { html } from '../sandbox/page/html.js';
import { guardPage, ownFormsOnly } from '../sandbox/page/requests.js';
import { createSite } from '../sandbox/page/site.js';
import { stylesheet } from '../sandbox/page/stylesheet.js';
import { ROOT } from '../structure/project-files.js';

const SECRET = 'gallery-secret-of-no-worth';
const BACKEND = 'https://forewarn.example.com';

/** A server that answers with what it was asked, if it was signed. */
const startEcho = async () => {
  const app = express();
  app.use(express.raw({ type: () => true }), (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString() : '';
    const url = `http://${request.headers.host ?? ''}${request.originalUrl}`;
    const timestampMs = Number(request.headers['x-hubspot-request-timestamp']);
    const wanted = sign(SECRET, { method: request.method, url, body, timestampMs })['X-HubSpot-Signature-v3'];
    const signed = request.headers['x-hubspot-signature-v3'] === wanted;
    response.json({ signed, user: request.query['userEmail'], body });
  });
  const http = createServer(app);
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  return { http, url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}` };
};

/** One page with a card that draws everything, bundled as ours are, and one with a card that draws what it must not. */
export const startGallery = async () => {
  const folder = join(ROOT, 'test/portal/gallery');
  const metas = ['Gallery', 'Broken'].map(name => ({
    file: name,
    uid: name.toLowerCase(),
    type: 'card',
    config: { entrypoint: `/${name}.tsx` },
  }));
  const bundles = await buildBundles(
    {
      folder,
      source: folder,
      project: { name: 'gallery', srcDir: '.', platformVersion: '2026.09' },
      metas,
      profiles: new Map(),
    },
    { folder: join(ROOT, 'dist/gallery'), lock: join(ROOT, 'package-lock.json') },
  );
  const echo = await startEcho();
  const stage = makeFakeStage();
  const placement = (name: string) => ({
    name,
    uid: name.toLowerCase(),
    bundle: `${name}.js`,
    location: name,
    objectTypes: ['contacts'],
  });
  const cards: CardStage = {
    assets: {
      ...(await buildHost(ROOT, join(ROOT, 'dist/card-host'))),
      style: join(ROOT, 'test/portal/host/style.css'),
      bundles: new Map(bundles.map(({ entry, file }) => [entry.name.replace('.tsx', '.js'), file])),
    },
    placements: ['Gallery', 'Broken'].map(placement),
    variables: { BACKEND_URL: BACKEND },
    actions: [],
    secret: SECRET,
    fetch: makeHubSpotFetch({
      permitted: [BACKEND],
      serverUrl: () => echo.url,
      secret: SECRET,
      portalId: 1,
      appId: 1,
      realNow: Date.now,
      fetch: globalThis.fetch,
    }),
  };
  const site = createSite(stage, cards);
  const app = express();
  app.use(guardPage);
  app.get('/style.css', (_request, response) => void response.type('css').send(stylesheet));
  app.get('/live.js', (_request, response) => void response.type('text/javascript').send(''));
  app.use(ownFormsOnly([], response => void response.status(403).end()));
  app.use('/cards', cardRoutes(site, cards));
  app.get('/:name', (request, response) => {
    const on = { objectType: 'contacts', objectTypeId: '0-1', id: '5' };
    const places = { cards, view: site.view(request), as: actingAs(request), on };
    const body = html`<h1>Gallery</h1>${cardsAt(places, request.params.name)}${cardScripts}`;
    site.show(request, response, { title: 'Gallery', body });
  });
  const http = createServer(app);
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    close: async () => {
      for (const each of [http, echo.http]) {
        each.closeAllConnections();
        await new Promise(resolve => each.close(resolve));
      }
    },
  };
};
