import express, { Router, type Request } from 'express';
import { z } from 'zod';
import type { Log } from '../../workflows/ports.js';
import type { NotedEvent } from '../../workflows/note-webhooks.js';
import type { Hint } from '../../workflows/ports/upkeep.js';
import { HttpProblem, referenceOf } from '../problems.js';
import { verifySignature } from '../request-signature.js';

export interface WebhookRoutes {
  /** The app's client secret. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly portal: string;
  /** Events of another app are refused; null: of any app that has our secret. */
  readonly appId: string | null;
  readonly alsoAllow: readonly ('v1' | 'v2')[];
  readonly realNow: () => number;
  readonly log: Log;
  readonly noteWebhooks: (events: readonly NotedEvent[]) => Promise<{ readonly fresh: number }>;
  /** For the metrics: `taken`, `repeated`, `passedOver`, or why a request was refused. */
  readonly count: (outcome: string, n: number) => void;
}

/** HubSpot sends up to a hundred; more in one request is not HubSpot. */
const MOST_EVENTS = 1000;

const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,19}$/)]).transform(String);
/** Everything but who sent it and what kind it is may be missing: the forms differ by kind and by age. */
const event = z.looseObject({
  portalId: id,
  appId: id.optional(),
  eventId: id,
  subscriptionType: z.string().max(100),
  occurredAt: z.number().optional(),
  objectId: id.optional(),
  objectTypeId: z.string().max(40).optional(),
  primaryObjectId: id.optional(),
  newObjectId: id.optional(),
  mergedObjectIds: z.array(id).max(MOST_EVENTS).optional(),
  fromObjectId: id.optional(),
  toObjectId: id.optional(),
  fromObjectTypeId: z.string().max(40).optional(),
  toObjectTypeId: z.string().max(40).optional(),
  associationType: z.string().max(200).optional(),
});
type WebhookEvent = z.output<typeof event>;
const batch = z.array(event).min(1).max(MOST_EVENTS);

/** What the directory mirrors, by HubSpot's number or by the word of an older subscription. */
const typeOf = (name: string | undefined): string | null => {
  const known = name?.toLowerCase() ?? '';
  if (known === '0-1' || known === 'contact') return 'contact';
  if (known === '0-2' || known === 'company') return 'company';
  return /^2-\d+$/.test(known) ? known : null;
};

const named = (type: string | null, ids: readonly (string | undefined)[], erase = false): readonly Hint[] =>
  type === null ? [] : ids.flatMap(crmId => (crmId === undefined ? [] : [{ type, crmId, erase }]));

/** The records an event speaks of, whatever it says of them: they are read, and what is read counts. */
const hintsOf = (given: WebhookEvent): readonly Hint[] => {
  const [prefix, what] = given.subscriptionType.split('.');
  const type = typeOf(given.objectTypeId ?? prefix);
  if (what === 'privacyDeletion') return named('contact', [given.objectId], true);
  if (what === 'associationChange') {
    const [from, to] = (given.associationType ?? '').split('_TO_');
    return [
      ...named(typeOf(given.fromObjectTypeId ?? given.objectTypeId ?? from), [given.fromObjectId]),
      ...named(typeOf(given.toObjectTypeId ?? to), [given.toObjectId]),
    ];
  }
  return named(type, [
    given.objectId,
    given.primaryObjectId,
    given.newObjectId,
    ...(given.mergedObjectIds ?? []),
  ]);
};

/** `eventId` alone is not promised to be unique; an attempt's number is left out, so that a repeated one is the same. */
const nameOf = (given: WebhookEvent): string =>
  [
    given.eventId,
    given.subscriptionType,
    given.objectTypeId ?? '',
    given.objectId ?? given.fromObjectId ?? '',
    given.toObjectId ?? '',
    given.occurredAt ?? '',
  ].join('/');

const parse = (raw: Buffer): readonly WebhookEvent[] | null => {
  try {
    const read = batch.safeParse(JSON.parse(raw.toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
};

/**
 * Where HubSpot says what changed. The raw bytes are what is signed; nothing is parsed before the signature holds. The
 * answer waits for one short transaction only: HubSpot gives five seconds, and a batch it calls again is known.
 */
export const webhookRoutes = (options: WebhookRoutes): Router => {
  const { secret, publicUrl, portal, appId, alsoAllow, realNow, log, noteWebhooks, count } = options;
  const router = Router();
  const refuse = (code: string, status: 400 | 401, reference: string): never => {
    count(code, 1);
    log.warn('webhook refused', { reference, reason: code });
    throw new HttpProblem(status, code, 'This is no webhook of our app for our account.');
  };
  const checkSignature = (request: Request, body: Buffer, reference: string): void => {
    const url = `${publicUrl}${request.originalUrl}`;
    const verdict = verifySignature({
      secret,
      method: request.method,
      url,
      body,
      headers: request.headers,
      nowMs: realNow(),
      alsoAllow,
    });
    if (!verdict.ok)
      refuse(`signature.${verdict.reason}`, verdict.reason === 'malformed' ? 400 : 401, reference);
  };

  router.post('/', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const reference = referenceOf(response);
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    checkSignature(request, raw, reference);
    const events = parse(raw) ?? refuse('webhook.malformed', 400, reference);
    if (events.some(given => given.portalId !== portal)) refuse('webhook.portal', 401, reference);
    if (appId !== null && events.some(given => given.appId !== undefined && given.appId !== appId))
      refuse('webhook.app', 401, reference);
    const noted = events
      .map(given => ({ event: nameOf(given), hints: hintsOf(given) }))
      .filter(({ hints }) => hints.length > 0);
    const { fresh } = noted.length === 0 ? { fresh: 0 } : await noteWebhooks(noted);
    count('taken', fresh);
    count('repeated', noted.length - fresh);
    count('passedOver', events.length - noted.length);
    response.status(204).end();
  });
  return router;
};
