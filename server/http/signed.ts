import type { Request, RequestHandler } from 'express';
import { personOf, type Person } from '../domain/office/person.js';
import type { Log } from '../workflows/ports.js';
import { HttpProblem, referenceOf } from './problems.js';
import { verifySignature } from './request-signature.js';

/** Who acts: the HubSpot user that the signed request names; never what a body says. */
export interface Actor {
  readonly email: Person;
  readonly portal: string;
}

export interface SignedOptions {
  readonly secret: string;
  /** How HubSpot calls us, without a path: the signature covers the whole address. */
  readonly publicUrl: string;
  readonly portal: string;
  /** Milliseconds; the age of a signature is real time, whatever the injected clock says. */
  readonly realNow: () => number;
  readonly log: Log;
}

const RAW = Symbol('the bytes that were signed');
/** The bytes that the signature was found to be over. */
export const rawBody = (request: Request): Buffer =>
  (request as Request & { [RAW]?: Buffer })[RAW] ?? Buffer.alloc(0);

/** Lets only requests through that HubSpot signed for our portal, and names the user. */
export const signed =
  ({ secret, publicUrl, portal, realNow, log }: SignedOptions): RequestHandler =>
  (request, response, next) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = verifySignature({
      secret,
      method: request.method,
      url: `${publicUrl}${request.originalUrl}`,
      body: bytes,
      headers: request.headers,
      nowMs: realNow(),
    });
    if (!verdict.ok) {
      log.warn('signature refused', { reference: referenceOf(response), reason: verdict.reason });
      throw new HttpProblem(
        401,
        `signature.${verdict.reason}`,
        'This request was not signed by HubSpot for this app.',
      );
    }
    const { portalId, userEmail } = request.query;
    if (portalId !== portal)
      throw new HttpProblem(403, 'portal.unknown', 'Forewarn is not set up for this HubSpot account.');
    const email = typeof userEmail === 'string' ? personOf(userEmail) : null;
    if (email === null) throw new HttpProblem(403, 'user.missing', 'The request names no user.');
    const actor: Actor = { email, portal };
    (request as Request & { [RAW]?: Buffer })[RAW] = bytes;
    response.locals['actor'] = actor;
    next();
  };

export const actorOf = (locals: Record<string, unknown>): Actor => locals['actor'] as Actor;
