import { z } from 'zod';
import type { PortalId } from '../../domain/ids.js';
import { addSeconds } from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import type { Clock } from '../../workflows/ports.js';
import type { Consent } from '../../workflows/ports/installations.js';
import { API_VERSION } from './paths.js';

export interface ConsentSettings {
  /** `https://api.hubapi.com`, or the local portal. */
  readonly basePath: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where HubSpot sends whoever agreed; the same when the code is exchanged. */
  readonly redirectUri: string;
  /** Real milliseconds for one exchange. */
  readonly timeoutMs?: number;
}

const pair = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});
const grant = pair.extend({
  hub_id: z.union([z.number(), z.string()]).transform(String),
  scopes: z
    .array(z.string())
    .nullish()
    .transform(given => given ?? []),
});
/** Of a refusal only its constant is read: a message may repeat what was sent. */
const refusal = z.object({ status: z.string().optional(), error: z.string().optional() });

/** HubSpot's OAuth calls. None of them carries a bearer token, nor counts towards a portal's limits. */
export const makeConsent = (settings: ConsentSettings, clock: Clock): Consent => {
  const { basePath, clientId, clientSecret, redirectUri, timeoutMs = 15_000 } = settings;
  const call = async (
    what: 'token' | 'token/revoke',
    form: Readonly<Record<string, string>>,
  ): Promise<unknown> => {
    const response = await fetch(`${basePath.replace(/\/+$/, '')}/oauth/${API_VERSION}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new Fault('retry', 'oauth.unreachable', `HubSpot gave no answer to oauth ${what}`, {
        cause: error,
      });
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const said = refusal.safeParse(body);
    const word = (said.success ? (said.data.status ?? said.data.error) : undefined) ?? 'UNNAMED';
    const passing = response.status === 429 || response.status >= 500;
    throw new Fault(
      passing ? 'retry' : 'rejected',
      passing ? 'oauth.unavailable' : `oauth.${word.replace(/[^A-Za-z0-9_]/g, '').slice(0, 60)}`,
      `HubSpot answered ${String(response.status)} to oauth ${what}`,
    );
  };
  const read = <T>(schema: z.ZodType<T>, body: unknown): T => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new Fault(
      'retry',
      'oauth.unreadable',
      'HubSpot’s answer to oauth token has another form than expected',
    );
  };
  const tokensOf = ({ access_token, refresh_token, expires_in }: z.infer<typeof pair>) => ({
    access: access_token,
    refresh: refresh_token,
    expiresAt: addSeconds(clock.now(), expires_in),
  });
  return {
    exchange: async code => {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      const given = read(grant, await call('token', form));
      return { portal: given.hub_id as PortalId, scopes: given.scopes, tokens: tokensOf(given) };
    },
    refresh: async refreshToken =>
      tokensOf(read(pair, await call('token', { grant_type: 'refresh_token', refresh_token: refreshToken }))),
    revoke: async refreshToken => {
      await call('token/revoke', { token: refreshToken, token_type_hint: 'refresh_token' });
    },
  };
};
