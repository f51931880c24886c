import type { Request } from 'express';
import { verifySignature, type SignatureCheck, type SignatureResult } from './request-signature.js';

export interface SignatureOptions {
  /** The app's client secret. */
  readonly secret: string;
  /** How HubSpot calls us, without a path: the signature covers the whole address, whatever a proxy makes of it. */
  readonly publicUrl: string;
  /** Milliseconds; the age of a signature is real time, whatever the injected clock says. */
  readonly realNow: () => number;
}

/** Whether HubSpot signed this request for our app. `body` are the bytes as they came. */
export const checkSignature = (
  { secret, publicUrl, realNow }: SignatureOptions,
  request: Request,
  body: Uint8Array,
  alsoAllow: NonNullable<SignatureCheck['alsoAllow']> = [],
): SignatureResult =>
  verifySignature({
    secret,
    method: request.method,
    url: `${publicUrl}${request.originalUrl}`,
    body,
    headers: request.headers,
    nowMs: realNow(),
    alsoAllow,
  });
