import express, { type NextFunction, type Request, type Response } from 'express';
import type { Chance } from '../chance.js';
import type { Problem } from '../problem.js';
import type { createCallLog, CallStatus } from './calls.js';
import { spoiledInputs, type FaultInjection, type FaultSource } from './faults.js';
import { limitBody, type Limiter } from './limits.js';
import { problemBody, type Route } from './route.js';

export interface Serving {
  readonly routes: readonly Route[];
  readonly tokens: readonly string[];
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

/** Every call goes the same way: token, limits, injected faults, then the route. */
export function createApp(serving: Serving): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.text({ type: () => true, limit: '20mb' }));
  for (const route of serving.routes) {
    const method = route.method.toLowerCase() as Lowercase<Route['method']>;
    app[method](route.path, async (req: Request, res: Response) => {
      await serveRoute({ serving, req, res, at: serving.now(), routePath: route.path }, route);
    });
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
  const token = admittedToken(exchange);
  if (token === undefined) return;
  const { serving, req, res } = exchange;
  const { exceeded, headers } = serving.limiter.admit(token, route.isSearch === true);
  res.set(headers);
  if (exceeded) return send(exchange, 429, limitBody(exceeded, serving.chance));
  const fault = serving.faults.take(req.method, req.path);
  if (fault?.delayMs) await realDelay(fault.delayMs);
  if (fault && strike(exchange, route, fault)) return;
  answer(exchange, route, fault);
}

function serveUnknown(exchange: Exchange): void {
  if (admittedToken(exchange) === undefined) return;
  const { method, path } = exchange.req;
  sendProblem(exchange, {
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'LocalPortal.UNKNOWN_CALL',
    message: `The local portal does not know ${method} ${path}`,
  });
}

/** Answers 401 itself when there is no token it knows. */
function admittedToken(exchange: Exchange): string | undefined {
  const [scheme, token = ''] = (exchange.req.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && exchange.serving.tokens.includes(token)) return token;
  sendProblem(exchange, {
    status: 401,
    category: 'INVALID_AUTHENTICATION',
    message: 'No valid access token was sent: expected "Authorization: Bearer <token>"',
  });
  return undefined;
}

function answer(exchange: Exchange, route: Route, fault: FaultInjection | undefined): void {
  const { serving, req } = exchange;
  const outcome = route.answer({
    params: Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)])),
    query: new URL(req.originalUrl, 'http://portal').searchParams,
    text: typeof req.body === 'string' ? req.body : '',
    spoiled: inputs => spoiledInputs(fault, inputs, serving.chance),
  });
  if (fault?.kind === 'commit-then-drop') return drop(exchange);
  if (outcome.ok) send(exchange, outcome.value.status, outcome.value.body);
  else sendProblem(exchange, outcome.problem);
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
  else exchange.res.json(body);
}

function log({ serving, req, at, routePath }: Exchange, status: CallStatus): void {
  serving.calls.add({ method: req.method, route: routePath, path: req.path, status, at });
}

const realDelay = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
