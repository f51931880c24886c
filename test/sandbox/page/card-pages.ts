import type { Request, Response } from 'express';
import express from 'express';
import type { PortalRecord } from '../../portal/records.js';
import { actingAs } from './acting.js';
import { actingBar, cardsAt, cardScripts, type OnRecord, type Places } from './card-places.js';
import type { CardStage } from './card-stage.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { card, facts, live } from './parts.js';
import {
  ownProperties,
  propertyValue,
  propertyWords,
  recordName,
  servicePoints,
  timeline,
} from './record-page.js';
import { handle, type Site } from './site.js';
import { peopleOf, ticketsBeside } from './tickets-page.js';
import { timelineOf, wordsOf } from './timeline.js';
import type { View } from './view.js';

const OBJECTS = {
  contacts: { objectType: 'contacts', objectTypeId: '0-1' },
  companies: { objectType: 'companies', objectTypeId: '0-2' },
  tickets: { objectType: 'tickets', objectTypeId: '0-5' },
} as const;

interface Parts {
  readonly left: Piece;
  readonly middle: Piece;
  readonly right: Piece;
}

/** As HubSpot lays a record out: what it is, what is worked with, what stands beside it. */
const recordLayout = (places: Places, title: string, { left, middle, right }: Parts): Html => html`
<h1>${title}</h1>
${actingBar(places)}
<div class="record">
  <div>${left}</div>
  <div>${cardsAt(places, 'crm.record.tab')}${middle}</div>
  <div>${cardsAt(places, 'crm.record.sidebar')}${right}</div>
</div>
${cardScripts}`;

const about = (view: View, record: PortalRecord): Html =>
  card(
    view.say('portal.about'),
    facts(ownProperties(record).map(([name, value]) => [propertyWords(name), propertyValue(view, value)])),
  );

const ticketsOf = ({ view }: Places, site: Site, type: string, id: string): Html => {
  const { records } = site.stage.portal;
  const tickets = records
    .associations(type, id, 'tickets')
    .flatMap(each => records.get('tickets', each.id) ?? []);
  return card(
    view.say('nav.tickets'),
    live(
      'tickets',
      tickets.length === 0
        ? html`<p>${view.say('portal.tickets.none')}</p>`
        : html`${ticketsBeside(view, tickets)}`,
    ),
  );
};

/** Where the cards stand. Without them the records are shown by `portalRoutes` alone. */
export const cardPages = (site: Site, cards: CardStage): express.Router => {
  const router = express.Router();
  const { stage } = site;
  const placesFor = (request: Request, on: OnRecord | null): Places => ({
    cards,
    view: site.view(request),
    as: actingAs(request),
    on,
  });
  const show = (request: Request, response: Response, title: string, body: Html, here = '/portal'): void => {
    site.show(request, response, { title, body, here, moves: true, wide: true });
  };

  for (const type of ['contacts', 'companies'] as const)
    router.get(
      `/${type}/:id`,
      handle((request, response) => {
        const { records } = stage.portal;
        const record = records.get(type, String(request.params['id']));
        if (record === undefined) {
          site.missing(request, response);
          return;
        }
        const places = placesFor(request, { ...OBJECTS[type], id: record.id });
        const { view } = places;
        const title = recordName(type, record);
        const parts = {
          left: about(view, record),
          middle: html`${card(
            view.say('portal.timeline'),
            live('timeline', timeline(view, timelineOf(records, type, record.id))),
          )}${servicePoints(view, records, type, record.id)}`,
          right: ticketsOf(places, site, type, record.id),
        };
        show(request, response, title, recordLayout(places, title, parts));
      }),
    );
  router.get(
    '/tickets/:id',
    handle((request, response) => {
      const { records } = stage.portal;
      const record = records.get('tickets', String(request.params['id']));
      if (record === undefined) {
        site.missing(request, response);
        return;
      }
      const places = placesFor(request, { ...OBJECTS.tickets, id: record.id });
      const { view } = places;
      const { subject = record.id, content = '' } = record.properties;
      const parts = {
        left: html`${about(view, { ...record, properties: { ...record.properties, subject: '', content: '' } })}${card(view.say('portal.for'), html`<p>${peopleOf(records, 'tickets', record.id)}</p>`)}`,
        middle: card(
          view.say('portal.conversation'),
          html`<pre class="text" tabindex="0">${wordsOf(content)}</pre>`,
        ),
        right: html`<h2 class="quiet">${view.say('portal.helpdesk')}</h2>${cardsAt(places, 'helpdesk.sidebar')}`,
      };
      show(request, response, subject, recordLayout(places, subject, parts), '/portal/tickets');
    }),
  );
  const custom = (path: string, name: string, idProperty: string): void => {
    router.get(
      `/${path}/:id`,
      handle((request, response) => {
        const { records } = stage.portal;
        const typeId = records.types().find(type => type.name === name)?.id;
        const id = String(request.params['id']);
        const record =
          typeId === undefined ? undefined : (records.get(name, id, idProperty) ?? records.get(name, id));
        if (record === undefined || typeId === undefined) {
          site.missing(request, response);
          return;
        }
        const places = placesFor(request, { objectType: `p_${name}`, objectTypeId: typeId, id: record.id });
        const { outage_name, debt_notice_name, debt_ref } = record.properties;
        const title = outage_name ?? debt_notice_name ?? debt_ref ?? record.id;
        const parts = {
          left: about(places.view, record),
          middle: nothing,
          // A large outage has thousands.
          right:
            name === 'debt_notice'
              ? card(places.view.say('portal.for'), html`<p>${peopleOf(records, name, record.id)}</p>`)
              : nothing,
        };
        show(request, response, title, recordLayout(places, title, parts));
      }),
    );
  };
  custom('outages', 'outage', 'forewarn_id');
  custom('debt-notices', 'debt_notice', 'forewarn_id');

  for (const [path, location, title] of [
    ['/app', 'pages', 'cards.app'],
    ['/settings', 'settings', 'cards.settings'],
  ] as const)
    router.get(
      path,
      handle((request, response) => {
        const places = placesFor(request, null);
        const name = places.view.say(title);
        const body = html`<h1>${name}</h1>${actingBar(places)}${cardsAt(places, location)}${cardScripts}`;
        show(request, response, name, body, `/portal${path}`);
      }),
    );
  return router;
};
