import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type express from 'express';
import { createWorkflowActions, type WorkflowActions } from './actions/workflow-actions.js';
import { createChance } from './chance.js';
import { accountRoutes } from './http/account-routes.js';
import { actRoutes } from './http/act-routes.js';
import { associationRoutes } from './http/association-routes.js';
import { createCallLog, type Calls } from './http/calls.js';
import { createFaults, type Faults } from './http/faults.js';
import { labelRoutes } from './http/label-routes.js';
import { createLimiter, tierLimits, type Limits, type LimitUse, type Tier } from './http/limits.js';
import { eventRoutes } from './http/event-routes.js';
import { fileRoutes } from './http/file-routes.js';
import { listMemberRoutes } from './http/list-member-routes.js';
import { listRoutes } from './http/list-routes.js';
import { subscriptionRoutes, type SubscriptionType } from './http/subscription-routes.js';
import { objectBatchRoutes } from './http/object-batch-routes.js';
import { ownerRoutes, type Owner } from './http/owner-routes.js';
import { oauthRoutes } from './http/oauth-routes.js';
import { objectRoutes } from './http/object-routes.js';
import type { Handling, Route } from './http/route.js';
import { pipelineRoutes } from './http/pipeline-routes.js';
import { propertyGroupRoutes } from './http/property-group-routes.js';
import { propertyRoutes } from './http/property-routes.js';
import { schemaRoutes } from './http/schema-routes.js';
import { searchRoute } from './http/search-route.js';
import { createApp } from './http/serve.js';
import { createAdmission, type AppToken } from './http/tokens.js';
import { byPerson, type PersonActs } from './person-acts.js';
import { createPortalRecords, type PortalRecords } from './records.js';
import { createAssociationTypes } from './schema/association-types.js';
import type { CustomObjectSchema } from './schema/custom-object.js';
import { createObjectTypes } from './schema/object-types.js';
import type { PropertyDefinition } from './schema/property.js';
import { createCrm, type Crm } from './state/crm.js';
import {
  createCustomEvents,
  type CustomEvents,
  type EventDefinition,
  type Occurrence,
} from './state/custom-events.js';
import { listMatcher } from './state/list-filters.js';
import { createLists } from './state/lists.js';
import { createLocks } from './state/locks.js';
import { createPipelines } from './state/pipelines.js';
import { createOAuth, type OAuth, type OAuthApp } from './state/oauth.js';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.js';

export interface PortalOptions {
  /** The only source of time: ISO instant, UTC with milliseconds. */
  readonly clock: { now(): string };
  readonly portalId?: number;
  /** Accepted bearer tokens. Each has a burst of its own, as each app has, and may do all unless scopes are named. */
  readonly tokens?: readonly (string | AppToken)[];
  /** Apps that are installed by consent. */
  readonly oauthApps?: readonly OAuthApp[];
  readonly owners?: readonly Owner[];
  readonly subscriptionTypes?: readonly SubscriptionType[];
  /** Decides the limits, and whether there are custom objects: those need Enterprise, the default. */
  readonly tier?: Tier;
  readonly limits?: Partial<Limits>;
  readonly schemas?: readonly CustomObjectSchema[];
  /** Custom properties on standard objects, by the object's name. */
  readonly properties?: Readonly<Record<string, readonly PropertyDefinition[]>>;
  /** Of the order of results and of correlation ids. */
  readonly seed?: number;
  /** Where midnight resets the daily count. */
  readonly timeZone?: string;
  /** How long a write stays unseen by search. */
  readonly searchLagMs?: number;
  /** How many records of one type a record may be associated with. */
  readonly associationCap?: number;
  /** Told when a webhook waits to be sent, so that who drives the clock calls `webhooks.runDue` then. */
  readonly onWebhook?: (at: string) => void;
}

export interface Portal {
  readonly app: express.Express;
  readonly portalId: number;
  /** Binds to 127.0.0.1 only; closing it destroys calls left unanswered. */
  listen(port?: number): Promise<{ readonly url: string; close(): Promise<void> }>;
  readonly records: PortalRecords;
  /** What a person does to whole records in the CRM. */
  readonly acts: PersonActs;
  readonly webhooks: Webhooks;
  readonly workflowActions: WorkflowActions;
  readonly calls: Calls;
  readonly faults: Faults;
  readonly oauth: OAuth;
  readonly events: CustomEvents;
  /** Another system writes that record and has it locked, for so long by the portal's clock. */
  lock(objectType: string, id: string, ms: number): void;
  /** How much of its limits a token has used. */
  limitUse(token: string): LimitUse;
}

export const defaultPortalId = 4_310_001;
export const defaultToken = 'local-portal-token';

/** A HubSpot portal in memory, for tests, demos and benchmarks; README.md says what it leaves out. */
export function createPortal(options: PortalOptions): Portal {
  const { portalId = defaultPortalId, timeZone = 'UTC', tokens = [defaultToken] } = options;
  const { tier = 'enterprise' } = options;
  const now = (): string => options.clock.now();
  const chance = createChance(options.seed ?? 1);
  const objects = createObjectTypes({
    portalId,
    schemas: options.schemas ?? [],
    properties: options.properties ?? {},
  });
  const crm = createCrm({
    portalId,
    objects,
    associationTypes: createAssociationTypes(objects),
    associationCap: options.associationCap ?? 50_000,
    searchLagMs: options.searchLagMs ?? 3_000,
    now,
  });
  const limiter = createLimiter({ limits: { ...tierLimits[tier], ...options.limits }, timeZone, now });
  const calls = createCallLog();
  const faults = createFaults();
  const locks = createLocks(now);
  const oauth = createOAuth({ apps: options.oauthApps ?? [], now, chance });
  const handling = { crm, chance };
  const workflowActions = createWorkflowActions(crm);
  const lists = createLists(crm, listMatcher);
  const events = createCustomEvents({ now, newId: () => chance.uuid(), recordOf: eventRecordOf(crm) });
  const routes = [
    ...workflowActions.routes,
    ...routesOf(handling),
    ...accountRoutes(handling, { timeZone, dailyUse: () => limiter.use(defaultToken).daily }),
    ...schemaRoutes(handling, tier),
    ...pipelineRoutes(handling, createPipelines(objects, now())),
    ...listRoutes(handling, lists),
    ...listMemberRoutes(lists),
    ...fileRoutes(handling),
    ...eventRoutes(handling, events),
    ...subscriptionRoutes(handling, options.subscriptionTypes ?? []),
    ...ownerRoutes(options.owners ?? []),
    ...oauthRoutes(oauth, portalId),
  ];
  const admit = createAdmission(tokens, oauth);
  const app = createApp({ routes, admit, crm, locks, limiter, faults, calls, chance, now });
  return {
    app,
    portalId,
    listen: port => listen(app, port ?? 0),
    ...byPerson(crm, createPortalRecords(crm)),
    webhooks: createWebhooks(crm, createChance(options.seed ?? 1), options.onWebhook ?? (() => undefined)),
    workflowActions,
    calls,
    faults,
    oauth,
    events,
    lock: (objectType, id, ms) => {
      locks.hold(crm.objects.find(objectType)?.id ?? objectType, id, ms);
    },
    limitUse: token => limiter.use(token),
  };
}

/** By record id, or by a contact's e-mail; a cookie (`utk`) leads nowhere here. */
const eventRecordOf =
  (crm: Crm) =>
  ({ primaryObject }: EventDefinition, { objectId, email }: Occurrence): string | undefined => {
    const type = crm.objects.find(primaryObject);
    if (!type) return undefined;
    const table = crm.table(type);
    if (objectId !== undefined) return table.getBy('hs_object_id', objectId)?.id;
    return type.id === '0-1' && email !== undefined
      ? table.getBy('email', email.toLowerCase())?.id
      : undefined;
  };

function routesOf(handling: Handling): readonly Route[] {
  return [
    ...objectBatchRoutes(handling),
    searchRoute(handling),
    ...actRoutes(handling),
    ...objectRoutes(handling),
    ...associationRoutes(handling),
    ...labelRoutes(handling),
    ...propertyGroupRoutes(handling),
    ...propertyRoutes(handling),
  ];
}

async function listen(app: express.Express, port: number): ReturnType<Portal['listen']> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
