import express, { Router } from 'express';
import { z } from 'zod';
import type { Log } from '../../workflows/ports.js';
import type { NotedEvent } from '../../workflows/note-webhooks.js';
import type { Hint } from '../../workflows/ports/upkeep.js';
import { HttpProblem, referenceOf } from '../problems.js';
import { checkSignature, type SignatureOptions } from '../signature-check.js';

export type NoteWebhooks = (events: readonly NotedEvent[]) => Promise<{ readonly fresh: number }>;
export interface WebhookRoutes extends SignatureOptions {
  /** Null: the app is not set up for that account. */
  readonly notesOf: (portal: string) => NoteWebhooks | null;
  /** Events of another app are refused; null: of any app that has our secret. */
  readonly appId: string | null;
  readonly alsoAllow: readonly ('v1' | 'v2')[];
  readonly log: Log;
  /** For the metrics: `taken`, `repeated`, `passedOver`, or why something was refused. */
  readonly count: (portal: string, outcome: string, n: number) => void;
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

const groupByPortal = (events: readonly WebhookEvent[]): ReadonlyMap<string, readonly WebhookEvent[]> => {
  const groups = new Map<string, WebhookEvent[]>();
  for (const given of events) {
    const group = groups.get(given.portalId);
    if (group === undefined) groups.set(given.portalId, [given]);
    else group.push(given);
  }
  return groups;
};

/**
 * Where HubSpot says what changed. The raw bytes are what is signed; nothing is parsed before the signature holds. The
 * answer waits for one short transaction for each portal: HubSpot gives five seconds, and a batch it calls again is
 * known. An app has one address for all its accounts; what comes for one that is not set up, or is no more, is passed
 * over as long as anything is for another.
 */
export const webhookRoutes = (options: WebhookRoutes): Router => {
  const { notesOf, appId, alsoAllow, log, count } = options;
  const router = Router();
  const refuse = (code: string, status: 400 | 401, reference: string): never => {
    count('none', code, 1);
    log.warn('webhook refused', { reference, reason: code });
    throw new HttpProblem(status, code, 'This is no webhook of our app for our account.');
  };
  const note = async (portal: string, events: readonly WebhookEvent[], take: NoteWebhooks): Promise<void> => {
    const noted = events
      .map(given => ({ event: nameOf(given), hints: hintsOf(given) }))
      .filter(({ hints }) => hints.length > 0);
    const { fresh } = noted.length === 0 ? { fresh: 0 } : await take(noted);
    count(portal, 'taken', fresh);
    count(portal, 'repeated', noted.length - fresh);
    count(portal, 'passedOver', events.length - noted.length);
  };

  router.post('/', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const reference = referenceOf(response);
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = checkSignature(options, request, raw, alsoAllow);
    if (!verdict.ok)
      refuse(`signature.${verdict.reason}`, verdict.reason === 'malformed' ? 400 : 401, reference);
    const events = parse(raw) ?? refuse('webhook.malformed', 400, reference);
    if (appId !== null && events.some(given => given.appId !== undefined && given.appId !== appId))
      refuse('webhook.app', 401, reference);
    const groups = [...groupByPortal(events)].map(([portal, ours]) => ({
      portal,
      ours,
      take: notesOf(portal),
    }));
    if (groups.every(({ take }) => take === null)) refuse('webhook.portal', 401, reference);
    for (const { portal, ours, take } of groups)
      if (take !== null) await note(portal, ours, take);
      else count('none', 'webhook.portal', ours.length);
    response.status(204).end();
  });
  return router;
};
