import type { Request, RequestHandler } from 'express';
import { personOf, type Person } from '../domain/office/person.js';
import type { Log } from '../workflows/ports.js';
import { HttpProblem, referenceOf } from './problems.js';
import { checkSignature, type SignatureOptions } from './signature-check.js';

/** Who acts: the HubSpot user that the signed request names; never what a body says. */
export interface Actor {
  readonly email: Person;
  readonly portal: string;
}

export interface SignedOptions extends SignatureOptions {
  /** Whether the app is set up for that account. */
  readonly isKnown: (portal: string) => boolean;
  readonly log: Log;
}

const RAW = Symbol('the bytes that were signed');
/** The bytes that the signature was found to be over. */
export const rawBody = (request: Request): Buffer =>
  (request as Request & { [RAW]?: Buffer })[RAW] ?? Buffer.alloc(0);

/** Lets only requests through that HubSpot signed for a portal of ours, and names the user. */
export const signed =
  (options: SignedOptions): RequestHandler =>
  (request, response, next) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = checkSignature(options, request, bytes);
    if (!verdict.ok) {
      options.log.warn('signature refused', { reference: referenceOf(response), reason: verdict.reason });
      throw new HttpProblem(
        401,
        `signature.${verdict.reason}`,
        'This request was not signed by HubSpot for this app.',
      );
    }
    const { portalId, userEmail } = request.query;
    // Given twice it is a list: which of the two would count is not for us to say.
    if (typeof portalId !== 'string' || !options.isKnown(portalId))
      throw new HttpProblem(403, 'portal.unknown', 'Forewarn is not set up for this HubSpot account.');
    const email = typeof userEmail === 'string' ? personOf(userEmail) : null;
    if (email === null) throw new HttpProblem(403, 'user.missing', 'The request names no user.');
    const actor: Actor = { email, portal: portalId };
    (request as Request & { [RAW]?: Buffer })[RAW] = bytes;
    response.locals['actor'] = actor;
    next();
  };

export const actorOf = (locals: Record<string, unknown>): Actor => locals['actor'] as Actor;
