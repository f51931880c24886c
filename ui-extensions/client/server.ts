import { problem, type Problem } from '../contract/common.js';
import type { WithoutKey } from '../contract/keyed.js';
import type { Failed, FailureReason, Outcome } from './outcome.js';

/** A contract's schema; of zod/mini, or of whatever reads unknown values the same way. */
export interface Schema<A> {
  parse(value: unknown): A;
}

/** The companion server as a card sees it. Neither function ever throws or rejects. */
export interface Server {
  read<A>(path: string, answer: Schema<A>): Promise<Outcome<A>>;
  /** `key`: one for each press of a button, the same for each repetition of it. */
  act<B extends object, A>(
    path: string,
    body: WithoutKey<B>,
    answer: Schema<A>,
    key: string,
  ): Promise<Outcome<A>>;
}

export interface FetchOptions {
  readonly method: 'GET' | 'POST';
  /** Milliseconds. */
  readonly timeout: number;
  readonly body?: Record<string, unknown>;
}
export interface FetchAnswer {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | undefined;
  json(): Promise<unknown>;
}
/** What `hubspot.fetch` does: it signs the request and names the user on the way. */
export type Fetch = (url: string, options: FetchOptions) => Promise<FetchAnswer>;

export interface ServerOptions {
  readonly fetch: Fetch;
  /** Where the companion server is, without a path. */
  readonly baseUrl: string;
  /** Milliseconds. HubSpot waits 15 s by default; a card that shows nothing for longer helps nobody. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 15_000;

const failed = (reason: FailureReason, more: Partial<Failed> = {}): Failed => ({
  kind: 'failed',
  reason,
  code: null,
  message: null,
  refusal: null,
  reference: null,
  retryAfterSeconds: null,
  nothingDone: false,
  ...more,
});

const reasonOf = (status: number): FailureReason => {
  if (status === 401 || status === 403) return 'denied';
  if (status === 408 || status === 504) return 'slow';
  if (status === 409 || status === 429 || status === 503) return 'busy';
  return status === 502 ? 'offline' : 'unexpected';
};

const secondsToWait = (answer: FetchAnswer): number | null => {
  const given = Number(answer.headers?.get('Retry-After') ?? '');
  return Number.isFinite(given) && given > 0 ? given : null;
};

const asProblem = (body: unknown): Problem | null => {
  const read = problem.safeParse(body);
  return read.success ? read.data : null;
};

/** Refusals that only say "wait" or "not you" are failures to a card: it has a state of its own for those. */
const NOT_REFUSALS: readonly string[] = ['request.running', 'role.missing'];

const refusedOrFailed = (answer: FetchAnswer, body: unknown): Outcome<never> => {
  const said = asProblem(body);
  const [refusal, ...also] = said?.refusals ?? [];
  if (said !== null && refusal !== undefined && !NOT_REFUSALS.includes(said.code))
    return { kind: 'refused', refusal, also, reference: said.reference };
  return failed(reasonOf(answer.status), {
    code: said?.code ?? null,
    message: said?.message ?? null,
    refusal: refusal ?? null,
    reference: said?.reference ?? null,
    retryAfterSeconds: secondsToWait(answer),
    // 409 is the same press still at work; 408 was cut off on the way.
    nothingDone: answer.status >= 400 && answer.status < 500 && ![408, 409].includes(answer.status),
  });
};

const isTimeout = (error: unknown): boolean =>
  /time(d)?[ -]?out|abort/i.test(error instanceof Error ? `${error.name} ${error.message}` : String(error));

const read = async (answer: FetchAnswer): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    return null;
  }
};

const ask = async <A>(
  fetch: Fetch,
  url: string,
  options: FetchOptions,
  schema: Schema<A>,
): Promise<Outcome<A>> => {
  let answer: FetchAnswer;
  try {
    answer = await fetch(url, options);
  } catch (error) {
    return failed(isTimeout(error) ? 'slow' : 'offline');
  }
  const body = await read(answer);
  if (answer.status < 200 || answer.status >= 300) return refusedOrFailed(answer, body);
  try {
    return { kind: 'ready', value: schema.parse(body) };
  } catch {
    return failed('unexpected', { code: 'answer.unreadable' });
  }
};

/** The connection of a card to the companion server, over whatever carries signed requests. */
export const makeServer = ({ fetch, baseUrl, timeoutMs = DEFAULT_TIMEOUT_MS }: ServerOptions): Server => {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    read: (path, answer) => ask(fetch, `${base}${path}`, { method: 'GET', timeout: timeoutMs }, answer),
    act: (path, body, answer, key) =>
      ask(
        fetch,
        `${base}${path}`,
        { method: 'POST', timeout: timeoutMs, body: { ...body, idempotencyKey: key } },
        answer,
      ),
  };
};
