import { apiVersion } from '../api-version.js';
import { notFound, refused, type Outcome } from '../problem.js';
import {
  accessTokenSeconds,
  isTokenRefusal,
  type Credentials,
  type Grant,
  type OAuth,
  type TokenPair,
  type TokenRefusal,
} from '../state/oauth.js';
import { answered, type Answer, type Call, type Route } from './route.js';

const userId = 4_310_100;
const hubDomain = 'local-portal.example';
const dated = `/oauth/${apiVersion}`;

/** Tokens for apps that are installed by consent. None of these calls carries a bearer token. */
export function oauthRoutes(oauth: OAuth, portalId: number): readonly Route[] {
  const issued =
    (isDated: boolean) =>
    (call: Call): Outcome<Answer> => {
      const result = tokenFor(oauth, new URLSearchParams(call.text));
      return isTokenRefusal(result) ? refusal(result) : answered(200, tokenView(result, portalId, isDated));
    };
  const open = (method: Route['method'], path: string, answer: (call: Call) => Outcome<Answer>): Route => ({
    method,
    path,
    open: true,
    answer,
  });
  return [
    open('GET', '/oauth/authorize', call => consent(oauth, call)),
    open('POST', `${dated}/token`, issued(true)),
    open('POST', '/oauth/v1/token', issued(false)),
    open('POST', `${dated}/token/introspect`, call => introspect(oauth, portalId, call)),
    open('POST', `${dated}/token/revoke`, call => revoke(oauth, call)),
    open('GET', '/oauth/v1/access-tokens/:token', call => accessInfo(oauth, portalId, call)),
    open('GET', '/oauth/v1/refresh-tokens/:token', call => refreshInfo(oauth, portalId, call)),
    open('DELETE', '/oauth/v1/refresh-tokens/:token', call =>
      oauth.revoke(call.params['token'] ?? '') ? answered(204) : unknownToken,
    ),
  ];
}

const unknownToken = refused(notFound('The token is not known'));

function tokenFor(oauth: OAuth, form: URLSearchParams): TokenPair | TokenRefusal {
  const credentials = credentialsOf(form);
  const grant = form.get('grant_type');
  if (grant === 'authorization_code')
    return oauth.exchange(credentials, form.get('code') ?? '', form.get('redirect_uri') ?? '');
  if (grant === 'refresh_token') return oauth.refresh(credentials, form.get('refresh_token') ?? '');
  return { error: 'unsupported_grant_type', status: 'BAD_GRANT_TYPE', description: 'unknown grant type' };
}

const credentialsOf = (form: URLSearchParams): Credentials => ({
  clientId: form.get('client_id') ?? '',
  clientSecret: form.get('client_secret') ?? '',
});

const refusal = ({ error, status, description }: TokenRefusal): Outcome<Answer> =>
  answered(400, { error, error_description: description, status, message: description });

/** The first release says neither whose token it is nor what it may do. */
function tokenView(pair: TokenPair, portalId: number, isDated: boolean): unknown {
  const plain = {
    token_type: 'bearer',
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: accessTokenSeconds,
  };
  return isDated ? { ...plain, hub_id: portalId, scopes: pair.scopes } : plain;
}

/** Stands for the page where somebody chooses an account and agrees: here everybody agrees at once. */
function consent(oauth: OAuth, { query }: Call): Outcome<Answer> {
  const words = (name: string): readonly string[] => (query.get(name) ?? '').split(/[ ,]+/).filter(Boolean);
  const redirectUri = query.get('redirect_uri') ?? '';
  const result = oauth.authorize({
    clientId: query.get('client_id') ?? '',
    redirectUri,
    scopes: words('scope'),
    optionalScopes: [...words('optional_scope'), ...words('optional_scopes')],
  });
  if (isTokenRefusal(result)) return refusal(result);
  const back = new URL(redirectUri);
  back.searchParams.set('code', result.code);
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return answered(302, undefined, { location: back.toString() });
}

const grantView = ({ appId, scopes }: Grant, portalId: number): Readonly<Record<string, unknown>> => ({
  user: `installer@${hubDomain}`,
  user_id: userId,
  hub_domain: hubDomain,
  hub_id: portalId,
  app_id: appId,
  scopes,
});

function accessInfo(oauth: OAuth, portalId: number, call: Call): Outcome<Answer> {
  const token = call.params['token'] ?? '';
  const state = oauth.access(token);
  if (!state || state.expired) return unknownToken;
  const view = { ...grantView(state, portalId), token, token_type: 'access' };
  return answered(200, { ...view, expires_in: state.expiresInSeconds });
}

function refreshInfo(oauth: OAuth, portalId: number, call: Call): Outcome<Answer> {
  const token = call.params['token'] ?? '';
  const grant = oauth.refreshGrant(token);
  if (!grant) return unknownToken;
  const { app_id: _, ...view } = grantView(grant, portalId);
  return answered(200, { ...view, token, token_type: 'refresh', client_id: grant.clientId });
}

const badClient: TokenRefusal = {
  error: 'invalid_client',
  status: 'BAD_CLIENT_ID',
  description: 'missing or unknown client id or secret',
};

function introspect(oauth: OAuth, portalId: number, call: Call): Outcome<Answer> {
  const form = new URLSearchParams(call.text);
  if (!oauth.knows(credentialsOf(form))) return refusal(badClient);
  const token = form.get('token') ?? '';
  const access = oauth.access(token);
  const grant = access ?? oauth.refreshGrant(token);
  if (!grant || access?.expired) return answered(200, { active: false });
  const expiry = access ? { expires_in: access.expiresInSeconds } : {};
  return answered(200, {
    active: true,
    ...grantView(grant, portalId),
    is_private_distribution: true,
    ...expiry,
  });
}

function revoke(oauth: OAuth, call: Call): Outcome<Answer> {
  const form = new URLSearchParams(call.text);
  if (!oauth.knows(credentialsOf(form))) return refusal(badClient);
  oauth.revoke(form.get('token') ?? '');
  return answered(200);
}
