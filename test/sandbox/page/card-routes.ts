import express, { type Response } from 'express';
import { z } from 'zod';
import type { PortalRecords } from '../../portal/records.js';
import { actingAs, userOf } from './acting.js';
import type { CardStage } from './card-stage.js';
import { handle, type Site } from './site.js';

const request = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  timeout: z.number().positive().nullable(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()),
});
const crm = z.object({ objectId: z.number(), objectTypeId: z.string() });
const properties = z.object({
  crm: crm.optional(),
  request: z
    .union([z.array(z.string()), z.literal('*'), z.object({ properties: z.array(z.string()) })])
    .optional(),
});
const associations = z.object({ crm: crm.optional(), request: z.object({ toObjectType: z.string() }) });

type OnRecord = z.infer<typeof crm> | undefined;

/** As HubSpot gives a card the record's own properties: text, or null. */
const propertiesOf = (records: PortalRecords, on: OnRecord, names: readonly string[] | '*'): unknown => {
  const record = on === undefined ? undefined : records.get(on.objectTypeId, String(on.objectId));
  const all = record?.properties ?? {};
  return names === '*' ? all : Object.fromEntries(names.map(name => [name, all[name] ?? null]));
};
const associatedWith = (records: PortalRecords, on: OnRecord, to: string): unknown => {
  const found = on === undefined ? [] : records.associations(on.objectTypeId, String(on.objectId), to);
  return {
    results: found.map(({ id, labels }) => ({
      toObjectId: Number(id),
      associationTypes: labels.map(label => ({ label })),
      properties: records.get(to, id)?.properties ?? {},
    })),
    hasMore: false,
    nextOffset: 0,
    total: found.length,
  };
};

const sendFile = (response: Response, type: string, file: string | undefined): void => {
  if (file === undefined) response.status(404).end();
  else response.type(type).sendFile(file, { dotfiles: 'allow' });
};

/** What the record pages' script asks for: the bundles, and everything that HubSpot itself would give a card. */
export const cardRoutes = (site: Site, cards: CardStage): express.Router => {
  const router = express.Router();
  const records = (): PortalRecords => site.stage.portal.records;
  const { assets } = cards;
  router.get('/host.js', (_request, response) => {
    sendFile(response, 'text/javascript', assets.hostScript);
  });
  router.get('/worker.js', (_request, response) => {
    sendFile(response, 'text/javascript', assets.workerScript);
  });
  router.get('/host.css', (_request, response) => {
    sendFile(response, 'css', assets.style);
  });
  router.get('/bundles/:name', (asked, response) => {
    sendFile(response, 'text/javascript', assets.bundles.get(asked.params.name));
  });
  router.use(express.json({ limit: '2mb' }));
  router.post(
    '/fetch',
    handle(async (asked, response) => {
      const { body, ...rest } = request.parse(asked.body);
      const answer = await cards.fetch({ ...rest, body }, userOf(actingAs(asked)));
      // What an act leads to is seen at once, as it is after a form of this page.
      if (rest.method !== 'GET') await site.stage.settle();
      response.json(answer);
    }),
  );
  router.post(
    '/crm/properties',
    handle((asked, response) => {
      const given = properties.parse(asked.body);
      const names = given.request ?? '*';
      const wanted = typeof names === 'object' && 'properties' in names ? names.properties : names;
      response.json({ data: propertiesOf(records(), given.crm, wanted) });
    }),
  );
  router.post(
    '/crm/associations',
    handle((asked, response) => {
      const given = associations.parse(asked.body);
      response.json({ data: associatedWith(records(), given.crm, given.request.toObjectType) });
    }),
  );
  router.post('/crm/:kind', (asked, response) => {
    response.json({ error: `This preview does not do ${asked.params.kind}.` });
  });
  return router;
};
