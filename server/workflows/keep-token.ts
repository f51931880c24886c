import type { PortalId } from '../domain/ids.js';
import { addSeconds } from '../domain/time.js';
import { Fault } from './fault.js';
import type { Clock, Log } from './ports.js';
import type { Consent, Installation, Installations, Tokens } from './ports/installations.js';

/** Renewed so long before its end: a call must not set out with a token that ends on the way. */
const EARLY_SECONDS = 120;

/** HubSpot's words for a refresh token that is no more; any other refusal is about our own credentials. */
const UNINSTALLED = new Set(['oauth.BAD_REFRESH_TOKEN', 'oauth.invalid_grant']);

/**
 * The access token of a portal, renewed when it is about to end or when HubSpot has refused it. However many calls ask at
 * once, it is renewed once; what another process has renewed is taken over. Throws Fault `unauthorised` when the app is
 * no longer installed: then it is removed here too.
 */
export const keepToken =
  ({
    installations,
    consent,
    clock,
    log,
  }: {
    readonly installations: Installations;
    readonly consent: Consent;
    readonly clock: Clock;
    readonly log: Log;
  }) =>
  (portal: PortalId): ((refused?: string) => Promise<string>) => {
    let kept: Tokens | null = null;
    let renewing: Promise<Tokens> | null = null;
    const isGood = (tokens: Tokens | null, refused: string | undefined): tokens is Tokens =>
      tokens !== null &&
      tokens.access !== refused &&
      tokens.expiresAt > addSeconds(clock.now(), EARLY_SECONDS);

    const refreshed = async ({ tokens, version }: Installation): Promise<Tokens> => {
      const next = await consent.refresh(tokens.refresh).catch((error: unknown) => {
        if (error instanceof Fault && error.kind === 'rejected') return error;
        throw error;
      });
      if (!(next instanceof Fault)) {
        // Another process may have been first; a token of HubSpot's does not end another one.
        await installations.renew(portal, version, next);
        return next;
      }
      if (!UNINSTALLED.has(next.code)) throw new Fault('unauthorised', next.code, next.message);
      const newer = await installations.find(portal);
      if (newer !== null && newer.version !== version) return newer.tokens;
      log.warn('app was uninstalled', { portal });
      await installations.remove(portal, clock.now());
      throw notInstalled(portal);
    };
    const renewed = async (refused: string | undefined): Promise<Tokens> => {
      const stored = await installations.find(portal);
      if (stored === null) throw notInstalled(portal);
      return isGood(stored.tokens, refused) ? stored.tokens : refreshed(stored);
    };

    return async refused => {
      if (isGood(kept, refused)) return kept.access;
      renewing ??= renewed(refused).finally(() => (renewing = null));
      kept = await renewing;
      return kept.access;
    };
  };

const notInstalled = (portal: PortalId): Fault =>
  new Fault('unauthorised', 'oauth.notInstalled', `The app is not installed in HubSpot account ${portal}.`);
