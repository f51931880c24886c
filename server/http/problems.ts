import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Problem } from '../../ui-extensions/contract/common.js';
import type { Outcome, Refusals } from '../domain/outcome.js';
import { Fault } from '../workflows/fault.js';
import type { Log } from '../workflows/ports.js';

/** An answer that ends the request: thrown by routes, turned into HTTP below and nowhere else. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly refusals?: Refusals,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** Refusals that HTTP has a better word for than 422. */
const REFUSAL_STATUS: Readonly<
  Record<string, { readonly status: number; readonly retryAfterSeconds?: number }>
> = {
  'role.missing': { status: 403 },
  'setting.conflict': { status: 409 },
  'request.running': { status: 409, retryAfterSeconds: 3 },
};

/** The value, or the refusals as 422 or what suits them better. */
export const orRefuse = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  const [{ code, message }] = outcome.refusals;
  const { status, retryAfterSeconds } = REFUSAL_STATUS[code] ?? { status: 422 };
  throw new HttpProblem(status, code, message, outcome.refusals, retryAfterSeconds);
};

/** Whether the request was refused with nothing done; after any other error nobody knows. */
export const isRefusal = (error: unknown): boolean => error instanceof HttpProblem && error.status < 500;

export const orNotFound = <T>(value: T | null, what: string): T => {
  if (value === null) throw new HttpProblem(404, 'notFound', `There is no such ${what}.`);
  return value;
};

const FAULT_STATUS: Readonly<Record<Fault['kind'], number>> = {
  retry: 503,
  throttled: 503,
  unknown: 503,
  rejected: 502,
  duplicate: 409,
  unauthorised: 502,
};

const asProblem = (error: unknown): HttpProblem | null => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof z.ZodError || error instanceof z.core.$ZodError)
    return new HttpProblem(
      400,
      'request.malformed',
      error.issues.map(issue => `${issue.path.join('.') || '(body)'}: ${issue.message}`).join('; '),
    );
  if (error instanceof Fault)
    return new HttpProblem(
      FAULT_STATUS[error.kind],
      error.code,
      'Something this server depends on did not answer as it should.',
    );
  const status = (error as { readonly status?: unknown }).status;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new HttpProblem(status, 'request.malformed', 'The request cannot be read.');
  return null;
};

/** The one place where refusals, faults and bugs become HTTP. */
export const problemHandler =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const reference = referenceOf(response);
    const problem = asProblem(error);
    if (problem === null || problem.status >= 500)
      log.error('request failed', {
        reference,
        route: request.path,
        error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
      });
    if (response.headersSent) {
      next(error);
      return;
    }
    const body: Problem = {
      code: problem?.code ?? 'bug',
      message:
        problem?.message ?? 'Something went wrong here. Nothing was lost; the reference finds it in the log.',
      reference,
      ...(problem?.refusals === undefined
        ? {}
        : { refusals: problem.refusals.map(refusal => ({ ...refusal, because: [...refusal.because] })) }),
    };
    if (problem?.retryAfterSeconds !== undefined)
      response.set('Retry-After', String(problem.retryAfterSeconds));
    response.status(problem?.status ?? 500).json(body);
  };

export const referenceOf = (response: Response): string => String(response.locals['requestId'] ?? '');
