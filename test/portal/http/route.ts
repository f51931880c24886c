import { z } from 'zod';
import type { Chance } from '../chance.js';
import { done, invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Form } from './form.js';
import type { Crm } from '../state/crm.js';

/** What every handler may use. */
export interface Handling {
  readonly crm: Crm;
  readonly chance: Chance;
}

export interface Call {
  /** Under which address the portal was called, for links it gives. */
  readonly origin: string;
  /** As called, without the query: the same route answers in several releases. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The raw body: some limits count its characters. */
  readonly text: string;
  /** What came as `multipart/form-data`. */
  readonly form: Form | undefined;
  /** Which inputs of a batch an injected fault makes fail, by position; empty as a rule. */
  spoiled(inputs: number): ReadonlySet<number>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express pattern, version and all; the paths of earlier releases follow from it. */
  readonly path: string;
  /** Answers without a bearer token, outside all limits. */
  readonly open?: boolean;
  /** Search has its own limit and sends no limit headers. */
  readonly isSearch?: boolean;
  answer(call: Call): Outcome<Answer>;
}

export const answered = (
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Outcome<Answer> => done({ status, body, headers });

/** HubSpot's error body. */
export function problemBody(problem: Problem, correlationId: string): Readonly<Record<string, unknown>> {
  const { category, message, subCategory, errors, context, links } = problem;
  return {
    status: 'error',
    message,
    correlationId,
    category,
    ...(subCategory === undefined ? {} : { subCategory }),
    ...(errors === undefined ? {} : { errors }),
    ...(context === undefined ? {} : { context }),
    ...(links === undefined ? {} : { links }),
  };
}

/** Parses the body at the edge; a wrong one is refused with the path of its first fault. */
export function bodyOf<T>(call: Call, shape: z.ZodType<T>): Outcome<T> {
  let json: unknown;
  try {
    json = call.text === '' ? {} : JSON.parse(call.text);
  } catch {
    return refused(invalid('Invalid input JSON: the body does not parse'));
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  return refused(
    invalid(`Invalid input JSON${at ? ` at ${at}` : ''}: ${issue?.message ?? 'not understood'}`),
  );
}

export function typeOf(handling: Handling, name: string | undefined): Outcome<ObjectType> {
  const type = name === undefined ? undefined : handling.crm.objects.find(name);
  if (type) return done(type);
  return refused({
    ...notFound(`Unable to infer object type from: ${name ?? ''}`),
    category: 'VALIDATION_ERROR',
    status: 400,
  });
}

/** A whole number in a query string, within bounds. */
export function limitOf(call: Call, fallback: number, most: number): Outcome<number> {
  const parsed = z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .safeParse(call.query.get('limit') ?? fallback);
  if (parsed.success) return done(parsed.data);
  return refused(invalid(`Invalid limit: expected a number between 1 and ${String(most)}`));
}

/** Comma-separated, repeated, or both. */
export const listOf = (call: Call, name: string): readonly string[] =>
  call.query
    .getAll(name)
    .flatMap(value => value.split(','))
    .map(value => value.trim())
    .filter(value => value !== '');
