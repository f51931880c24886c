import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Clock, Log } from '../workflows/ports.js';
import type { Reads } from '../workflows/ports/reads.js';
import { makeApi, type ApiOptions } from './api.js';
import { HttpProblem, problemHandler, referenceOf } from './problems.js';
import { parsedBody, rawBytes } from './raw-body.js';
import { carrierRoutes, type CarrierRoutes } from './routes/carriers.js';
import { healthRoutes, type Metrics } from './routes/health.js';
import { noticeRoutes, type NoticeRoutes } from './routes/notices.js';
import { officeRoutes, type OfficeRoutes } from './routes/office.js';
import { outageRoutes, type OutageRoutes } from './routes/outages.js';
import { webhookRoutes, type WebhookRoutes } from './routes/webhooks.js';
import { signed, type SignedOptions } from './signed.js';

export interface AppOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly reads: Reads;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
  readonly signature: Omit<SignedOptions, 'log'>;
  readonly guard: ApiOptions;
  readonly outages: OutageRoutes;
  readonly notices: NoticeRoutes;
  readonly office: OfficeRoutes;
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

export const makeApp = ({
  log,
  clock,
  reads,
  metrics,
  stopping,
  signature,
  guard,
  outages,
  notices,
  office,
  carriers,
  webhooks,
}: AppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(withRequestId, helmet(), logged(log));
  app.use(healthRoutes({ reads, clock, metrics, stopping }));
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
  noticeRoutes(api, notices);
  officeRoutes(api, office);
  app.use('/api', limit, rawBytes, signed({ ...signature, log }), parsedBody, api.router);
  app.use(() => {
    throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
  });
  app.use(problemHandler(log));
  return app;
};
