import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Log } from '../workflows/ports.js';
import { makeApi, type ApiOptions } from './api.js';
import { HttpProblem, problemHandler, referenceOf } from './problems.js';
import { parsedBody, rawBytes } from './raw-body.js';
import { campaignRoutes, type CampaignRoutes } from './routes/campaigns.js';
import { carrierRoutes, type CarrierRoutes } from './routes/carriers.js';
import { healthRoutes, type HealthRoutes } from './routes/health.js';
import { noticeRoutes, type NoticeRoutes } from './routes/notices.js';
import { officeRoutes, type OfficeRoutes } from './routes/office.js';
import { outageRoutes, type OutageRoutes } from './routes/outages.js';
import { pageRoutes, type PageRoutes } from './routes/pages.js';
import { webhookRoutes, type WebhookRoutes } from './routes/webhooks.js';
import { signed, type SignedOptions } from './signed.js';

export interface WorkerAppOptions extends HealthRoutes {
  readonly log: Log;
}
export interface AppOptions extends WorkerAppOptions {
  readonly signature: Omit<SignedOptions, 'log'>;
  readonly guard: ApiOptions;
  readonly outages: OutageRoutes;
  readonly campaigns: CampaignRoutes;
  readonly notices: NoticeRoutes;
  readonly office: OfficeRoutes;
  readonly pages: PageRoutes;
  readonly carriers: Omit<CarrierRoutes, 'clock' | 'log'>;
  readonly webhooks: Pick<WebhookRoutes, 'appId' | 'alsoAllow' | 'noteWebhooks' | 'count'>;
}

/**
 * HubSpot allows 20 requests at once for an account; anything far beyond that is not HubSpot. Carriers have no limit: in
 * a storm two hundred callbacks a second come from one address, and a provider does not repeat the one it was refused.
 */
const PER_MINUTE = 6000;

const withRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.locals['requestId'] = given !== undefined && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
  response.set('X-Request-Id', referenceOf(response));
  next();
};

/** One line per request: the route and what came of it, never a query or a body. */
const logged =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      const path = (request.baseUrl + request.path).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
      log.info('request', {
        reference: referenceOf(response),
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(Number(process.hrtime.bigint() - started) / 1e6),
      });
    });
    next();
  };

const bare = ({ log, ...health }: WorkerAppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(withRequestId, helmet(), logged(log));
  app.use(healthRoutes(health));
  return app;
};

const ended = (app: Express, log: Log): Express => {
  app.use(() => {
    throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
  });
  app.use(problemHandler(log));
  return app;
};

/** Of a process that takes no requests: whether it lives, and its numbers. */
export const makeWorkerApp = (options: WorkerAppOptions): Express => ended(bare(options), options.log);

export const makeApp = (options: AppOptions): Express => {
  const { log, clock, signature, guard, outages, campaigns, notices, office, pages, carriers, webhooks } =
    options;
  const app = bare(options);
  app.use('/carriers', carrierRoutes({ ...carriers, clock, log }));
  app.use('/webhooks', webhookRoutes({ ...signature, ...webhooks, log }));
  const limit = rateLimit({
    windowMs: 60_000,
    limit: PER_MINUTE,
    standardHeaders: true,
    legacyHeaders: false,
  });
  const api = makeApi(guard);
  outageRoutes(api, outages);
  campaignRoutes(api, campaigns);
  noticeRoutes(api, notices);
  officeRoutes(api, office);
  pageRoutes(api, pages);
  app.use('/api', limit, rawBytes, signed({ ...signature, log }), parsedBody, api.router);
  return ended(app, log);
};
