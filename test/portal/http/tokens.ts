import type { Problem } from '../problem.js';
import type { OAuth } from '../state/oauth.js';

/** A private app or a service key: its token does not expire. */
export interface AppToken {
  readonly token: string;
  /** What it may do; everything when not said. */
  readonly scopes?: readonly string[];
}

export interface Access {
  readonly scopes: readonly string[] | 'all';
  /** Whose burst a call counts towards: that of the app, however many tokens it holds. */
  readonly app: string;
  /** Apps installed by OAuth have another burst and are told of no daily limit. */
  readonly byOAuth: boolean;
}

export type Admit = (authorization: string | undefined) => Access | Problem;

export const isRefusal = (admitted: Access | Problem): admitted is Problem => 'status' in admitted;

export function createAdmission(tokens: readonly (string | AppToken)[], oauth: OAuth): Admit {
  const known = new Map(
    tokens.map((given): readonly [string, Access] => {
      const { token, scopes = 'all' } = typeof given === 'string' ? { token: given } : given;
      return [token, { scopes, app: token, byOAuth: false }];
    }),
  );
  return authorization => {
    const [scheme, token = ''] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer') return unknownToken;
    const own = known.get(token);
    if (own) return own;
    const granted = oauth.access(token);
    if (granted === undefined) return unknownToken;
    if (granted.expired) return expiredToken;
    return { scopes: granted.scopes, app: `oauth:${granted.clientId}`, byOAuth: true };
  };
}

const unknownToken: Problem = {
  status: 401,
  category: 'INVALID_AUTHENTICATION',
  message: 'No valid access token was sent: expected "Authorization: Bearer <token>"',
};

const expiredToken: Problem = {
  status: 401,
  category: 'EXPIRED_AUTHENTICATION',
  message: 'The access token has expired: refresh it',
};
