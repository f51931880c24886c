import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Log } from '../workflows/ports.js';
import { makeApi, type ApiOptions } from './api.js';
import { HttpProblem, problemHandler, referenceOf } from './problems.js';
import { parsedBody, rawBytes } from './raw-body.js';
import { actionRoutes, type ActionRoutes } from './routes/actions.js';
import { billingRoutes, type BillingDoor, type BillingRoutes } from './routes/billing.js';
import { campaignRoutes, type CampaignRoutes } from './routes/campaigns.js';
import { carrierRoutes, type CarrierRoutes } from './routes/carriers.js';
import {
  customerActRoutes,
  letterRoutes,
  type CustomerActRoutes,
  type LetterRoutes,
} from './routes/customer-acts.js';
import { customerCardRoutes, type CustomerCardRoutes } from './routes/customers.js';
import { debtActRoutes, type DebtActRoutes } from './routes/debt-acts.js';
import { debtRoutes, type DebtRoutes } from './routes/debts.js';
import { fileRoutes, type FileRoutes } from './routes/files.js';
import { healthRoutes, type HealthRoutes } from './routes/health.js';
import { installationRoutes, type InstallationRoutes } from './routes/installation.js';
import { networkRoutes, type NetworkRoutes } from './routes/network.js';
import { noticeRoutes, type NoticeRoutes } from './routes/notices.js';
import { officeRoutes, type OfficeRoutes } from './routes/office.js';
import { oauthRoutes, type OAuthRoutes } from './routes/oauth.js';
import { outageRoutes, type OutageRoutes } from './routes/outages.js';
import { pageRoutes, type PageRoutes } from './routes/pages.js';
import { webhookRoutes, type NoteWebhooks, type WebhookRoutes } from './routes/webhooks.js';
import type { SignatureOptions } from './signature-check.js';
import { actorOf, signed } from './signed.js';

/** The cards' routes of one portal. */
export interface PortalApi {
  readonly guard: ApiOptions;
  readonly outages: OutageRoutes;
  readonly campaigns: CampaignRoutes;
  readonly notices: NoticeRoutes;
  readonly office: OfficeRoutes;
  readonly pages: PageRoutes;
  readonly customers: CustomerCardRoutes & CustomerActRoutes;
  readonly debtActs: DebtActRoutes;
  readonly debts: DebtRoutes;
  readonly installation: InstallationRoutes;
}
/** What is served to one portal. */
export interface PortalRoutes {
  readonly api: Router;
  readonly noteWebhooks: NoteWebhooks;
  readonly actions: ActionRoutes;
  readonly letters: LetterRoutes;
  readonly files: FileRoutes;
  readonly billing: BillingRoutes;
}
export interface WorkerAppOptions extends HealthRoutes {
  readonly log: Log;
}
export interface AppOptions extends WorkerAppOptions {
  readonly signature: SignatureOptions;
  /** Null: the app is not set up for that account. */
  readonly portal: (id: string) => PortalRoutes | null;
  readonly carriers: Omit<CarrierRoutes, 'clock' | 'log'>;
  readonly webhooks: Pick<WebhookRoutes, 'appId' | 'alsoAllow' | 'count'>;
  readonly billing: Pick<BillingDoor, 'secretsOf' | 'spool' | 'lines'>;
  /** How the app is installed into further accounts; null: it is not. */
  readonly oauth: OAuthRoutes | null;
  /** Null: no network is set up. */
  readonly network?: NetworkRoutes | null;
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
      const path = (request.baseUrl + request.path)
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
        .replace(/[0-9a-f]{32,}/g, ':token');
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

export const portalApi = ({
  guard,
  outages,
  campaigns,
  notices,
  office,
  pages,
  customers,
  debtActs,
  debts,
  installation,
}: PortalApi): Router => {
  const api = makeApi(guard);
  outageRoutes(api, outages);
  campaignRoutes(api, campaigns);
  noticeRoutes(api, notices);
  officeRoutes(api, office);
  pageRoutes(api, pages);
  customerCardRoutes(api, customers);
  customerActRoutes(api, customers);
  debtActRoutes(api, debtActs);
  debtRoutes(api, debts);
  installationRoutes(api, installation);
  return api.router;
};

const perMinute = (): RequestHandler =>
  rateLimit({ windowMs: 60_000, limit: PER_MINUTE, standardHeaders: true, legacyHeaders: false });

/** On to the routes of the portal that the signature is for. */
const inPortal =
  (portal: AppOptions['portal']): RequestHandler =>
  (request, response, next) => {
    const routes = portal(actorOf(response.locals).portal);
    if (routes === null) throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
    routes.api(request, response, next);
  };

export const makeApp = (options: AppOptions): Express => {
  const { log, clock, signature, portal, carriers, webhooks, billing, oauth, network = null } = options;
  const app = bare(options);
  app.use('/carriers', carrierRoutes({ ...carriers, clock, log }));
  app.use(
    '/webhooks',
    webhookRoutes({ ...signature, ...webhooks, notesOf: id => portal(id)?.noteWebhooks ?? null, log }),
  );
  app.use(
    '/actions',
    perMinute(),
    actionRoutes({ ...signature, actionsOf: id => portal(id)?.actions ?? null, log }),
  );
  app.use(
    '/letters',
    perMinute(),
    letterRoutes(id => portal(id)?.letters ?? null),
  );
  app.use(
    '/files',
    perMinute(),
    fileRoutes(id => portal(id)?.files ?? null),
  );
  app.use(
    '/billing',
    perMinute(),
    billingRoutes({
      ...billing,
      billingOf: id => portal(id)?.billing ?? null,
      realNow: signature.realNow,
      log,
    }),
  );
  if (network !== null) app.use('/network', perMinute(), networkRoutes(network));
  if (oauth !== null) app.use('/oauth', perMinute(), oauthRoutes(oauth));
  const isKnown = (id: string): boolean => portal(id) !== null;
  app.use(
    '/api',
    perMinute(),
    rawBytes,
    signed({ ...signature, isKnown, log }),
    parsedBody,
    inPortal(portal),
  );
  return ended(app, log);
};
