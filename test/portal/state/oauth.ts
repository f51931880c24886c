import type { Chance } from '../chance.js';

/** An app somebody may install into the portal. */
export interface OAuthApp {
  readonly appId: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly optionalScopes?: readonly string[];
}

export interface Consent {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly optionalScopes?: readonly string[];
}

export interface Grant {
  readonly appId: number;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

export interface TokenPair extends Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Why a token is not given, in OAuth's own words and HubSpot's. */
export interface TokenRefusal {
  readonly error: string;
  readonly status: string;
  readonly description: string;
}

export interface AccessState extends Grant {
  readonly expired: boolean;
  readonly expiresInSeconds: number;
}

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OAuth {
  /** What a person does who clicks "Connect app": a code that serves once, for a few minutes. */
  authorize(consent: Consent): { readonly code: string } | TokenRefusal;
  exchange(credentials: Credentials, code: string, redirectUri: string): TokenPair | TokenRefusal;
  /** The refresh token stays as it is. */
  refresh(credentials: Credentials, refreshToken: string): TokenPair | TokenRefusal;
  access(accessToken: string): AccessState | undefined;
  refreshGrant(refreshToken: string): Grant | undefined;
  /** Access tokens given for it end as well. */
  revoke(refreshToken: string): boolean;
  knows(credentials: Credentials): boolean;
}

export const accessTokenSeconds = 1_800;
const codeMs = 600_000;

interface Parts {
  readonly apps: readonly OAuthApp[];
  readonly now: () => string;
  readonly chance: Chance;
}

const refusal = (error: string, status: string, description: string): TokenRefusal => ({
  error,
  status,
  description,
});

export const isTokenRefusal = (result: object): result is TokenRefusal => 'error' in result;

/** Consent, codes and tokens; time is the portal's clock. */
export function createOAuth({ apps, now, chance }: Parts): OAuth {
  const codes = new Map<string, { readonly grant: Grant; readonly until: number }>();
  const refreshTokens = new Map<string, Grant>();
  const accessTokens = new Map<string, { readonly refreshToken: string; readonly until: number }>();
  const at = (): number => Date.parse(now());

  const appOf = ({ clientId, clientSecret }: Credentials): OAuthApp | undefined =>
    apps.find(app => app.clientId === clientId && app.clientSecret === clientSecret);
  const give = (grant: Grant, refreshToken: string): TokenPair => {
    const accessToken = `access-${chance.uuid()}`;
    accessTokens.set(accessToken, { refreshToken, until: at() + accessTokenSeconds * 1_000 });
    return { ...grant, accessToken, refreshToken };
  };
  const badClient = refusal('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id or secret');
  return {
    authorize: ({ clientId, redirectUri, scopes, optionalScopes = [] }) => {
      const app = apps.find(known => known.clientId === clientId);
      if (!app) return badClient;
      if (!app.redirectUris.includes(redirectUri))
        return refusal('invalid_request', 'BAD_REDIRECT_URI', 'the redirect URI is not one of the app');
      const missing = app.scopes.filter(scope => !scopes.includes(scope));
      if (missing.length > 0)
        return refusal('invalid_scope', 'BAD_SCOPES', `required scopes are missing: ${missing.join(' ')}`);
      const allowed = [...app.scopes, ...(app.optionalScopes ?? [])];
      const granted = allowed.filter(scope => scopes.includes(scope) || optionalScopes.includes(scope));
      const code = chance.uuid();
      const grant = { appId: app.appId, clientId, redirectUri, scopes: granted };
      codes.set(code, { grant, until: at() + codeMs });
      return { code };
    },
    exchange: (credentials, code, redirectUri) => {
      if (!appOf(credentials)) return badClient;
      const found = codes.get(code);
      if (!found || found.until <= at() || found.grant.clientId !== credentials.clientId)
        return refusal('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
      if (found.grant.redirectUri !== redirectUri)
        return refusal('invalid_grant', 'REDIRECT_URI_MISMATCH', 'the redirect URI is not that of the code');
      codes.delete(code);
      const refreshToken = `refresh-${chance.uuid()}`;
      refreshTokens.set(refreshToken, found.grant);
      return give(found.grant, refreshToken);
    },
    refresh: (credentials, refreshToken) => {
      if (!appOf(credentials)) return badClient;
      const grant = refreshTokens.get(refreshToken);
      if (grant?.clientId !== credentials.clientId)
        return refusal('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
      return give(grant, refreshToken);
    },
    access: accessToken => {
      const found = accessTokens.get(accessToken);
      const grant = found && refreshTokens.get(found.refreshToken);
      if (!found || !grant) return undefined;
      const left = Math.max(0, Math.floor((found.until - at()) / 1_000));
      return { ...grant, expired: found.until <= at(), expiresInSeconds: left };
    },
    refreshGrant: refreshToken => refreshTokens.get(refreshToken),
    revoke: refreshToken => refreshTokens.delete(refreshToken),
    knows: credentials => appOf(credentials) !== undefined,
  };
}
