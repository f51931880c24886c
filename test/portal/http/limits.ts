import type { Chance } from '../chance.js';
import type { Access } from './tokens.js';

export interface Limits {
  /** Calls per rolling window and app. */
  readonly burst: number;
  /** The same for an app installed by OAuth. */
  readonly oauthBurst: number;
  readonly burstWindowMs: number;
  /** Calls per calendar day of the portal's time zone, all tokens together. */
  readonly daily: number;
  /** Search calls per second, all tokens together; they count towards no burst. */
  readonly searchPerSecond: number;
}

export type Tier = 'free' | 'starter' | 'professional' | 'enterprise';

const everywhere = { oauthBurst: 110, burstWindowMs: 10_000, searchPerSecond: 5 };

/** What the account has paid for. */
export const tierLimits: Readonly<Record<Tier, Limits>> = {
  free: { ...everywhere, burst: 100, daily: 250_000 },
  starter: { ...everywhere, burst: 100, daily: 250_000 },
  professional: { ...everywhere, burst: 190, daily: 625_000 },
  enterprise: { ...everywhere, burst: 190, daily: 1_000_000 },
};

export type LimitPolicy = 'TEN_SECONDLY_ROLLING' | 'DAILY' | 'SECONDLY';

export interface Admission {
  /** The policy that refuses the call; none lets it in. */
  readonly exceeded?: LimitPolicy;
  readonly headers: Readonly<Record<string, string>>;
}

export interface LimitUse {
  readonly burst: { readonly used: number; readonly limit: number };
  readonly daily: { readonly used: number; readonly limit: number };
}

export interface Limiter {
  /** Counts the call unless it is refused. */
  admit(access: Access, isSearch: boolean): Admission;
  /** For a page that shows how full the portal's limits are. */
  use(token: string): LimitUse;
}

interface LimiterSettings {
  readonly limits: Limits;
  readonly timeZone: string;
  readonly now: () => string;
}

export function createLimiter({ limits, timeZone, now }: LimiterSettings): Limiter {
  const bursts = new Map<string, Window>();
  const searches = createWindow(1_000);
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  let day = { name: '', used: 0 };

  const burstOf = (token: string): Window => {
    const known = bursts.get(token) ?? createWindow(limits.burstWindowMs);
    bursts.set(token, known);
    return known;
  };
  const today = (at: number): typeof day => {
    const name = dayOf.format(at);
    if (name !== day.name) day = { name, used: 0 };
    return day;
  };
  const headers = (burst: Window, at: number, byOAuth: boolean): Record<string, string> => {
    const most = byOAuth ? limits.oauthBurst : limits.burst;
    const perSecond = Math.ceil((most * 1_000) / limits.burstWindowMs);
    const daily = {
      'X-HubSpot-RateLimit-Daily': String(limits.daily),
      'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, limits.daily - today(at).used)),
    };
    return {
      'X-HubSpot-RateLimit-Max': String(most),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(0, most - burst.used(at))),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(limits.burstWindowMs),
      ...(byOAuth ? {} : daily),
      'X-HubSpot-RateLimit-Secondly': String(perSecond),
      'X-HubSpot-RateLimit-Secondly-Remaining': String(Math.max(0, perSecond - burst.usedSince(at - 1_000))),
    };
  };
  return {
    admit: ({ app, byOAuth }, isSearch) => {
      const at = Date.parse(now());
      const window = isSearch ? searches : burstOf(app);
      const burst = byOAuth ? limits.oauthBurst : limits.burst;
      const full = window.used(at) >= (isSearch ? limits.searchPerSecond : burst);
      const isDayOver = !byOAuth && today(at).used >= limits.daily;
      const exceeded = full
        ? isSearch
          ? 'SECONDLY'
          : 'TEN_SECONDLY_ROLLING'
        : isDayOver
          ? 'DAILY'
          : undefined;
      if (exceeded === undefined) {
        window.add(at);
        if (!byOAuth) today(at).used += 1;
      }
      const sent = isSearch ? {} : headers(window, at, byOAuth);
      return exceeded === undefined ? { headers: sent } : { exceeded, headers: sent };
    },
    use: token => {
      const at = Date.parse(now());
      return {
        burst: { used: burstOf(token).used(at), limit: limits.burst },
        daily: { used: today(at).used, limit: limits.daily },
      };
    },
  };
}

interface Window {
  add(at: number): void;
  used(at: number): number;
  usedSince(since: number): number;
}

/** Instants of calls no older than the span. */
function createWindow(spanMs: number): Window {
  let calls: number[] = [];
  return {
    add: at => {
      calls.push(at);
    },
    used: at => {
      const oldest = calls.findIndex(call => call > at - spanMs);
      if (oldest !== 0) calls = oldest < 0 ? [] : calls.slice(oldest);
      return calls.length;
    },
    usedSince: since => calls.length - Math.max(0, calls.findLastIndex(call => call <= since) + 1),
  };
}

const messages: Readonly<Record<LimitPolicy, string>> = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  DAILY: 'You have reached your daily limit.',
  SECONDLY: 'You have reached your secondly limit.',
};

/** Carries both names of the category, as both have been met; there is no Retry-After. */
export function limitBody(policyName: LimitPolicy, chance: Chance): Readonly<Record<string, string>> {
  return {
    status: 'error',
    message: messages[policyName],
    errorType: 'RATE_LIMIT',
    category: 'RATE_LIMITS',
    correlationId: chance.uuid(),
    policyName,
    requestId: chance.uuid(),
  };
}
