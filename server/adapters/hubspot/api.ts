import type { z } from 'zod';
import {
  addDays,
  addSeconds,
  atMinuteOfDay,
  civilDateIn,
  earliest,
  fromEpochMs,
  toEpochMs,
  type Instant,
  type Zone,
} from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { Lane, Limiter } from './limiter.js';
import { quotaOf } from './quota.js';
import { NoAnswer, type ApiReply, type ApiRequest, type Transport } from './transport.js';
import { judgeReply, judgeSilence, type Verdict } from './verdict.js';

export interface ApiCall<T> extends ApiRequest {
  /** What is counted and named: `emails.create`. */
  readonly kind: string;
  readonly answer: z.ZodType<T>;
  /** Whether doing it twice is the same as doing it once: reads, updates, upserts and associations; not creates. */
  readonly repeatable: boolean;
  readonly lane?: Lane;
}
export interface Api {
  /** Throws Fault. */
  call<T>(call: ApiCall<T>): Promise<T>;
  calls(): Readonly<Record<string, number>>;
}
export interface ApiParts {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the portal's day ends and its daily count begins anew. */
  readonly zone: Zone;
  /** Tries of one call, the first included. */
  readonly tries: number;
}

/** The zone may be set wrong, and a limit may be raised: once an hour HubSpot is asked again all the same. */
const nextDay = (now: Instant, zone: Zone): Instant =>
  earliest(atMinuteOfDay(zone, addDays(civilDateIn(zone, now), 1), 0), addSeconds(now, 3600));

type Ended = { readonly reply: ApiReply } | { readonly silence: NoAnswer };

const attempt = async (transport: Transport, request: ApiRequest): Promise<Ended> => {
  try {
    return { reply: await transport(request) };
  } catch (error) {
    if (error instanceof NoAnswer) return { silence: error };
    throw error;
  }
};

export const createApi = ({ transport, limiter, clock, log, zone, tries: mostTries }: ApiParts): Api => {
  const counts = new Map<string, number>();

  const once = (call: ApiCall<unknown>, lane: Lane): Promise<Ended> =>
    limiter.run(lane, async () => {
      counts.set(call.kind, (counts.get(call.kind) ?? 0) + 1);
      const ended = await attempt(transport, call);
      if ('reply' in ended && lane === 'general') limiter.learn(quotaOf(ended.reply.headers));
      return ended;
    });

  const closeForToday = (fault: Fault): Fault => {
    const until = nextDay(clock.now(), zone);
    limiter.close(until);
    const seconds = Math.ceil((toEpochMs(until) - toEpochMs(clock.now())) / 1000);
    return new Fault('throttled', fault.code, fault.message, { retryAfterSeconds: seconds });
  };
  /** Resolves when the call may be tried again, throws when it may not. */
  const prepare = async ({ fault, next }: Verdict, lane: Lane, triesLeft: number): Promise<void> => {
    if (next.do === 'closeForToday') throw closeForToday(fault);
    if (next.do === 'holdLane') limiter.hold(lane, next.waitMs ?? limiter.intervalMs());
    if (next.do === 'giveUp' || triesLeft === 0) throw fault;
    if (next.do === 'again') await clock.sleepUntil(fromEpochMs(toEpochMs(clock.now()) + next.waitMs));
  };
  return {
    calls: () => Object.fromEntries(counts),
    call: async call => {
      const { lane = 'general', kind, repeatable } = call;
      for (let tries = 1; ; tries += 1) {
        const ended = await once(call, lane);
        if ('reply' in ended && ended.reply.status >= 200 && ended.reply.status < 300)
          return read(call, ended.reply);
        const now = { kind, repeatable, tries };
        const verdict = 'reply' in ended ? judgeReply(now, ended.reply) : judgeSilence(now, ended.silence);
        const status = 'reply' in ended ? ended.reply.status : 'none';
        log.warn('hubspot.callFailed', {
          kind,
          status,
          code: verdict.fault.code,
          next: verdict.next.do,
          tries,
        });
        await prepare(verdict, lane, mostTries - tries);
      }
    },
  };
};

/** An answer that cannot be read tells nothing of what a create did. */
const read = <T>({ answer, kind, repeatable }: ApiCall<T>, reply: ApiReply): T => {
  const parsed = answer.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new Fault(
    repeatable ? 'retry' : 'unknown',
    'hubspot.unreadable',
    `HubSpot’s answer to ${kind} has another form than expected${where === '' ? '' : ` at ${where}`}`,
  );
};
