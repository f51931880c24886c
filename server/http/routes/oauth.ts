import { createHmac, timingSafeEqual } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import type { Outcome } from '../../domain/outcome.js';
import { HttpProblem, orRefuse } from '../problems.js';

export interface OAuthRoutes {
  readonly publicUrl: string;
  readonly clientSecret: string;
  /** Where HubSpot asks somebody to agree, for that state. */
  readonly authorizeUrl: (state: string) => string;
  /** Takes the code, sets the account up, and says in words for a person what was done. */
  readonly install: (code: string) => Promise<Outcome<string>>;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly realNow: () => number;
}

/** Where HubSpot sends whoever agreed: one of the redirect addresses of the app's manifest. */
export const OAUTH_CALLBACK = '/oauth/callback';

const COOKIE = 'forewarn_install';
/** Long enough to choose an account and to read what is asked for. */
const GOOD_FOR_MS = 15 * 60_000;

/**
 * Installation by consent. The state goes to HubSpot and, with its end and our mark, into a cookie of whoever began: a
 * code that was not asked for from this very browser is not taken, so that nobody can be led into connecting an account
 * of somebody else's choice.
 */
export const oauthRoutes = (options: OAuthRoutes): Router => {
  const { publicUrl, clientSecret, randomBytes, realNow } = options;
  const router = Router();
  const mark = (state: string, until: string): string =>
    createHmac('sha256', clientSecret).update(`install ${state} ${until}`).digest('base64url');
  const cookie = (value: string, maxAgeMs: number) =>
    `${COOKIE}=${value}; Path=/oauth; HttpOnly; SameSite=Lax; Max-Age=${String(maxAgeMs / 1000)}${publicUrl.startsWith('https:') ? '; Secure' : ''}`;

  router.get('/install', (_request: Request, response: Response) => {
    const state = Buffer.from(randomBytes(24)).toString('base64url');
    const until = String(realNow() + GOOD_FOR_MS);
    response
      .set('Set-Cookie', cookie(`${state}.${until}.${mark(state, until)}`, GOOD_FOR_MS))
      .set('Cache-Control', 'no-store')
      .redirect(302, options.authorizeUrl(state));
  });

  router.get('/callback', async (request: Request, response: Response) => {
    const [state = '', until = '', given = ''] = (cookieOf(request) ?? '').split('.');
    const asked = request.query['state'];
    const isOurs = state !== '' && same(given, mark(state, until)) && Number(until) > realNow();
    if (!isOurs || typeof asked !== 'string' || !same(asked, state))
      throw new HttpProblem(
        403,
        'oauth.state',
        'This installation was not begun here, or too long ago. Begin it anew at /oauth/install.',
      );
    const { code } = request.query;
    if (typeof code !== 'string' || code === '')
      throw new HttpProblem(400, 'oauth.refused', 'HubSpot gave no code: nobody agreed to the installation.');
    const report = orRefuse(await options.install(code));
    response
      .set('Set-Cookie', cookie('', 0))
      .set('Cache-Control', 'no-store')
      .type('text')
      .send(`Forewarn is installed.\n\n${report}\n`);
  });
  return router;
};

const cookieOf = (request: Request): string | undefined =>
  (request.get('cookie') ?? '')
    .split(';')
    .map(part => part.trim())
    .find(part => part.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

const same = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};
