import { Fault } from '../../workflows/fault.js';
import { problemOf, type Problem } from './problem.js';
import { retryAfterSeconds } from './quota.js';
import type { ApiReply, NoAnswer } from './transport.js';

/** What a failed exchange asks for: another try after a wait, or giving up. `fault` is thrown when no try is left. */
export interface Verdict {
  readonly fault: Fault;
  readonly next:
    | { readonly do: 'giveUp' }
    | { readonly do: 'again'; readonly waitMs: number }
    /** The limiter holds the lane; null means one interval of the burst. */
    | { readonly do: 'holdLane'; readonly waitMs: number | null }
    | { readonly do: 'closeForToday' };
}

const giveUp = (fault: Fault): Verdict => ({ fault, next: { do: 'giveUp' } });
const again = (fault: Fault, waitMs: number): Verdict => ({ fault, next: { do: 'again', waitMs } });

const FIRST_WAIT_MS = 1000;
/** HubSpot keeps a lock for two seconds. */
const LOCK_MS = 2000;
const LONGEST_WAIT_MS = 16_000;
const backoff = (tries: number, first = FIRST_WAIT_MS): number =>
  Math.min(LONGEST_WAIT_MS, first * 2 ** (tries - 1));

/** The gateway's own words that the application never saw the call; any other 5xx may come after a part was written. */
const NEVER_ARRIVED = new Set([503, 521, 522, 523, 525, 526]);

export interface Attempt {
  /** A name for messages: `emails.create`. */
  readonly kind: string;
  /** Whether doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
  /** 1 for the first. */
  readonly tries: number;
}

const lost = ({ kind, repeatable }: Attempt, code: string, cause?: unknown): Fault =>
  repeatable
    ? new Fault('retry', code, `HubSpot gave no answer to ${kind}`, { cause })
    : new Fault('unknown', code, `HubSpot may have carried out ${kind}; its answer was lost`, { cause });

export const judgeSilence = (attempt: Attempt, silence: NoAnswer): Verdict => {
  if (!silence.sent)
    return again(
      new Fault('retry', 'hubspot.unreachable', `HubSpot could not be reached for ${attempt.kind}`, {
        cause: silence,
      }),
      backoff(attempt.tries),
    );
  const fault = lost(attempt, 'hubspot.answerLost', silence);
  return attempt.repeatable ? again(fault, backoff(attempt.tries)) : giveUp(fault);
};

const describe = ({ kind }: Attempt, { status }: ApiReply, problem: Problem): string =>
  `HubSpot answered ${String(status)} ${problem.word} to ${kind} (correlation ${problem.correlationId})`;

const throttled = (attempt: Attempt, reply: ApiReply, problem: Problem): Verdict => {
  const told = retryAfterSeconds(reply.headers);
  const fault = (seconds: number): Fault =>
    new Fault('throttled', 'hubspot.throttled', describe(attempt, reply, problem), {
      retryAfterSeconds: seconds,
    });
  if (reply.status === 477) return giveUp(fault(told ?? 3600));
  if (problem.limit === 'daily')
    return {
      fault: new Fault('throttled', 'hubspot.dailyLimit', describe(attempt, reply, problem)),
      next: { do: 'closeForToday' },
    };
  const wait = told ?? (problem.limit === 'secondly' ? 1 : null);
  return { fault: fault(wait ?? 10), next: { do: 'holdLane', waitMs: wait === null ? null : wait * 1000 } };
};

const unauthorised = (attempt: Attempt, reply: ApiReply, problem: Problem): Fault => {
  const scopes = problem.missingScopes.join(', ');
  return scopes === ''
    ? new Fault(
        'unauthorised',
        reply.status === 401 ? 'hubspot.token' : 'hubspot.forbidden',
        describe(attempt, reply, problem),
      )
    : new Fault(
        'unauthorised',
        'hubspot.scopes',
        `${attempt.kind} needs the scope ${scopes}, which the app was not granted`,
      );
};

export const isAlreadyThere = ({ words }: Problem): boolean => words.includes('OBJECT_ALREADY_EXISTS');

const refusal = (attempt: Attempt, reply: ApiReply, problem: Problem): Fault =>
  new Fault(
    reply.status === 409 && isAlreadyThere(problem) ? 'duplicate' : 'rejected',
    `hubspot.${problem.word}`,
    describe(attempt, reply, problem),
  );

export const judgeReply = (attempt: Attempt, reply: ApiReply): Verdict => {
  const { status } = reply;
  const problem = problemOf(reply.body);
  if (status === 429 || status === 477) return throttled(attempt, reply, problem);
  if (status === 401 || status === 403) return giveUp(unauthorised(attempt, reply, problem));
  if (status === 423)
    return again(
      new Fault('retry', 'hubspot.locked', describe(attempt, reply, problem)),
      backoff(attempt.tries, LOCK_MS),
    );
  if (status === 408) return judgeLate(attempt, lost(attempt, 'hubspot.answerLost'));
  if (status < 500) return giveUp(refusal(attempt, reply, problem));
  if (NEVER_ARRIVED.has(status))
    return again(
      new Fault('retry', 'hubspot.unavailable', describe(attempt, reply, problem)),
      backoff(attempt.tries),
    );
  return judgeLate(attempt, lost(attempt, 'hubspot.failed'));
};

const judgeLate = (attempt: Attempt, fault: Fault): Verdict =>
  attempt.repeatable ? again(fault, backoff(attempt.tries)) : giveUp(fault);
