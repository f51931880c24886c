import express, { type NextFunction, type Request, type Response } from 'express';
import type { Chance } from '../chance.js';
import type { Problem } from '../problem.js';
import type { createCallLog, CallStatus } from './calls.js';
import { spoiledInputs, type FaultInjection, type FaultSource } from './faults.js';
import { readForm } from './form.js';
import { limitBody, type Limiter } from './limits.js';
import { pathsOf } from './releases.js';
import { problemBody, type Call, type Route } from './route.js';
import { scopeProblem } from './scopes.js';
import { isRefusal, type Access, type Admit } from './tokens.js';
import { writtenRecords } from './written-records.js';
import type { Crm } from '../state/crm.js';
import type { Locks } from '../state/locks.js';

export interface Serving {
  readonly routes: readonly Route[];
  readonly admit: Admit;
  readonly crm: Crm;
  readonly locks: Locks;
  readonly limiter: Limiter;
  readonly faults: FaultSource;
  readonly calls: ReturnType<typeof createCallLog>;
  readonly chance: Chance;
  readonly now: () => string;
}

interface Exchange {
  readonly serving: Serving;
  readonly req: Request;
  readonly res: Response;
  readonly at: string;
  readonly routePath: string;
}

/** Every call goes the same way: token, limits, scopes, injected faults, locks, then the route. */
export function createApp(serving: Serving): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.raw({ type: 'multipart/form-data', limit: '20mb' }));
  app.use(express.text({ type: () => true, limit: '20mb' }));
  for (const route of serving.routes) {
    const method = route.method.toLowerCase() as Lowercase<Route['method']>;
    for (const path of pathsOf(route.path)) {
      app[method](path, async (req: Request, res: Response) => {
        await serveRoute({ serving, req, res, at: serving.now(), routePath: path }, route);
      });
    }
  }
  app.use((req: Request, res: Response) => {
    serveUnknown({ serving, req, res, at: serving.now(), routePath: req.path });
  });
  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    serveBroken({ serving, req, res, at: serving.now(), routePath: req.path }, error);
  });
  return app;
}

/** A body express cannot read, or a bug of the portal's own, which is printed. */
function serveBroken(exchange: Exchange, error: unknown): void {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 500) console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  const category = status >= 500 ? 'INTERNAL_ERROR' : 'VALIDATION_ERROR';
  sendProblem(exchange, { status, category, message });
}

async function serveRoute(exchange: Exchange, route: Route): Promise<void> {
  const { serving, req } = exchange;
  if (!route.open && !isLetIn(exchange, route)) return;
  const fault = serving.faults.take(req.method, req.path);
  const call = await callOf(exchange, fault);
  const writes = serving.locks.any() || fault?.delayMs ? writtenRecords(serving.crm, route, call) : [];
  if (serving.locks.lockedAmong(writes) !== undefined) return sendProblem(exchange, injected['423']);
  const unlock = serving.locks.begin(writes);
  try {
    if (fault?.delayMs) await realDelay(fault.delayMs);
    if (fault && strike(exchange, route, fault)) return;
    answer(exchange, route, call, fault);
  } finally {
    unlock();
  }
}

/** Answers itself what may not come in: no token, a limit used up, a scope not granted. */
function isLetIn(exchange: Exchange, route: Route): boolean {
  const access = admittedAccess(exchange);
  if (!access) return false;
  const { serving, req, res } = exchange;
  const { exceeded, headers } = serving.limiter.admit(access, route.isSearch === true);
  res.set(headers);
  if (exceeded) {
    send(exchange, 429, limitBody(exceeded, serving.chance));
    return false;
  }
  const asked = {
    method: route.method,
    route: route.path,
    params: paramsOf(req),
    objects: serving.crm.objects,
  };
  const missing = scopeProblem(asked, access.scopes);
  if (missing) sendProblem(exchange, missing);
  return !missing;
}

function serveUnknown(exchange: Exchange): void {
  if (!admittedAccess(exchange)) return;
  const { method, path } = exchange.req;
  sendProblem(exchange, {
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'LocalPortal.UNKNOWN_CALL',
    message: `The local portal does not know ${method} ${path}`,
  });
}

/** Answers 401 itself when there is no token it knows. */
function admittedAccess(exchange: Exchange): Access | undefined {
  const admitted = exchange.serving.admit(exchange.req.get('authorization'));
  if (!isRefusal(admitted)) return admitted;
  sendProblem(exchange, admitted);
  return undefined;
}

const paramsOf = (req: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)]));

async function callOf({ serving, req }: Exchange, fault: FaultInjection | undefined): Promise<Call> {
  const body: unknown = req.body;
  return {
    origin: `${req.protocol}://${req.get('host') ?? ''}`,
    path: req.path,
    params: paramsOf(req),
    query: new URL(req.originalUrl, 'http://portal').searchParams,
    text: typeof body === 'string' ? body : '',
    form: Buffer.isBuffer(body) ? await readForm(body, req.get('content-type') ?? '') : undefined,
    spoiled: inputs => spoiledInputs(fault, inputs, serving.chance),
  };
}

function answer(exchange: Exchange, route: Route, call: Call, fault: FaultInjection | undefined): void {
  const outcome = route.answer(call);
  if (fault?.kind === 'commit-then-drop') return drop(exchange);
  if (!outcome.ok) return sendProblem(exchange, outcome.problem);
  const { status, body, headers = {} } = outcome.value;
  exchange.res.set(headers);
  send(exchange, status, body);
}

/** True when the fault was the whole answer. */
function strike(exchange: Exchange, route: Route, { kind }: FaultInjection): boolean {
  switch (kind) {
    case '429': {
      const policy = route.isSearch ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING';
      send(exchange, 429, limitBody(policy, exchange.serving.chance));
      return true;
    }
    case '423':
    case '500':
    case '502':
      sendProblem(exchange, injected[kind]);
      return true;
    case 'timeout':
      log(exchange, 'unanswered');
      return true;
    case 'drop':
      drop(exchange);
      return true;
    case 'commit-then-drop':
    case 'partial':
    case 'slow':
      return false;
  }
}

const injected: Readonly<Record<'423' | '500' | '502', Problem>> = {
  '423': {
    status: 423,
    category: 'LOCKED',
    message: 'The resource is locked by other writes; wait two seconds',
  },
  '500': { status: 500, category: 'INTERNAL_ERROR', message: 'internal error' },
  '502': { status: 502, category: 'BAD_GATEWAY', message: 'bad gateway' },
};

function drop(exchange: Exchange): void {
  log(exchange, 'dropped');
  exchange.req.socket.destroy();
}

function sendProblem(exchange: Exchange, problem: Problem): void {
  send(exchange, problem.status, problemBody(problem, exchange.serving.chance.uuid()));
}

function send(exchange: Exchange, status: number, body: unknown): void {
  log(exchange, status);
  exchange.res.status(status);
  if (body === undefined) exchange.res.end();
  else if (body instanceof Uint8Array) exchange.res.send(Buffer.from(body));
  else exchange.res.json(body);
}

function log({ serving, req, at, routePath }: Exchange, status: CallStatus): void {
  serving.calls.add({ method: req.method, route: routePath, path: req.path, status, at });
}

const realDelay = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
