import { sign, type SignatureVersion } from '../../../server/http/request-signature.js';

export interface SignedPost {
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  readonly versions: readonly SignatureVersion[];
  readonly timeoutMs: number;
}
export interface PostAnswer {
  /** Null: no answer came in time, or no connection. */
  readonly status: number | null;
  readonly body: string;
  readonly headers: Headers;
}

/** As HubSpot calls an app: signed over the exact bytes; the age of a signature is real time, whatever the portal's clock says. */
export const postSigned = async ({
  url,
  body,
  secret,
  versions,
  timeoutMs,
}: SignedPost): Promise<PostAnswer> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...sign(secret, { method: 'POST', url, body, timestampMs: Date.now() }, versions),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.text(), headers: response.headers };
  } catch {
    return { status: null, body: '', headers: new Headers() };
  }
};

export const isTaken = ({ status }: PostAnswer): boolean => status !== null && status >= 200 && status < 300;
