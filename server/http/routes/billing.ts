import { Router, type Request } from 'express';
import { accept, refuse, type Outcome } from '../../domain/outcome.js';
import { addMinutes, parseMoment, type Instant, type Zone } from '../../domain/time.js';
import type { answerOnce } from '../../workflows/answer-once.js';
import type { Clock, Log } from '../../workflows/ports.js';
import type { BillingReport, FeedLine, Spooled, TakeBilling } from '../../workflows/ports/billing-feed.js';
import { verifyEntries } from '../billing-signature.js';
import { HttpProblem, orRefuse, referenceOf } from '../problems.js';

/** What one portal does with billing's rows. */
export interface BillingRoutes {
  readonly clock: Clock;
  readonly answerOnce: ReturnType<typeof answerOnce>;
  readonly takeBilling: TakeBilling;
  /** Of the billing system. */
  readonly zone: Zone;
}
type Form = 'csv' | 'json' | 'ndjson';
export interface BillingDoor {
  /** Those that may sign for this portal; none: nobody may. */
  readonly secretsOf: (portal: string) => readonly string[];
  readonly billingOf: (portal: string) => BillingRoutes | null;
  readonly spool: (pieces: AsyncIterable<Uint8Array>, most: number) => Promise<Spooled | 'tooLarge'>;
  readonly lines: (form: Form, pieces: AsyncIterable<Uint8Array>) => AsyncIterable<FeedLine>;
  readonly realNow: () => number;
  readonly log: Log;
}

/** Some 400,000 rows: a minute or two of work. More comes in several requests, or as a file. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Each takes the ledger's time from others. */
const AT_ONCE = 4;
const BUSY_SECONDS = 5;
/** Clocks differ; a word of tomorrow would make today's balance look fresh. */
const AHEAD_MINUTES = 5;

const FORMS: Readonly<Record<string, Form>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
};

const formOf = (request: Request): Form => {
  const type = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const form = Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
  const encoding = request.get('content-encoding') ?? 'identity';
  if (form === undefined || encoding !== 'identity')
    throw new HttpProblem(415, 'billing.form', `Send ${Object.keys(FORMS).join(', ')}, not compressed.`);
  return form;
};

const asOfFrom = (request: Request, clock: Clock): Outcome<Instant | null> => {
  const given = request.query['asOf'];
  if (given === undefined) return accept(null);
  const moment = parseMoment(typeof given === 'string' ? given : '');
  if (!moment.ok || moment.value <= addMinutes(clock.now(), AHEAD_MINUTES)) return moment;
  return refuse({
    code: 'asOf.future',
    message: 'asOf is a moment that has not come.',
    lawful: 'Give the moment at which billing made these rows.',
    because: [],
  });
};

const received = async (door: BillingDoor, request: Request, sha256: string): Promise<Spooled> => {
  const announced = Number(request.get('content-length') ?? 0);
  // What is left unread must not close the connection before the answer is out.
  const pieces = request.iterator({ destroyOnReturn: false });
  const body = announced > MOST_BYTES ? 'tooLarge' : await door.spool(pieces, MOST_BYTES);
  if (body === 'tooLarge')
    throw new HttpProblem(
      413,
      'billing.tooLarge',
      `More than ${MOST_BYTES} bytes: send it in several parts.`,
    );
  if (body.sha256 === sha256) return body;
  await body.drop();
  throw new HttpProblem(401, 'signature.body', 'The body is not the one that was signed.');
};

const answerOf = (report: BillingReport): string => JSON.stringify(report);

/**
 * The way in for billing's rows, signed with a secret of each portal. What can be taken of a request is taken, and
 * each line that cannot is told; the same key is answered the same, and a request that broke off is safe to send again.
 */
export const billingRoutes = (door: BillingDoor): Router => {
  const router = Router();
  let under = 0;
  const take = async (request: Request, { key, sha256 }: { key: string; sha256: string }) => {
    const routes = door.billingOf(request.params['portal'] as string);
    if (routes === null) throw new HttpProblem(404, 'route.unknown', 'There is nothing here.');
    const form = formOf(request);
    const asOf = orRefuse(asOfFrom(request, routes.clock));
    if (under >= AT_ONCE)
      throw new HttpProblem(
        503,
        'billing.busy',
        'Others are being taken: send it again.',
        undefined,
        BUSY_SECONDS,
      );
    under += 1;
    try {
      const body = await received(door, request, sha256);
      try {
        const asked = { key, actor: 'billing', route: `POST ${request.originalUrl} ${form}`, sha256 };
        return orRefuse(
          await routes.answerOnce(asked, async () => {
            const report = await routes.takeBilling(door.lines(form, body.read()), {
              zone: routes.zone,
              asOf,
            });
            return { status: 200, text: answerOf(report) };
          }),
        );
      } finally {
        await body.drop();
      }
    } finally {
      under -= 1;
    }
  };

  router.post('/:portal/entries', async (request, response) => {
    const { portal } = request.params;
    const verdict = verifyEntries(
      door.secretsOf(portal),
      request.originalUrl,
      name => request.get(name),
      door.realNow(),
    );
    if (!verdict.ok) {
      door.log.warn('billing refused', { reference: referenceOf(response), reason: verdict.reason });
      throw new HttpProblem(
        401,
        `signature.${verdict.reason}`,
        'This request is not signed by the billing system of this account.',
      );
    }
    const { status, text } = await take(request, verdict);
    response.status(status).type('json').send(text);
  });
  return router;
};
