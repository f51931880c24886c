import type { PortalId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { Fault } from './fault.js';
import type { Clock, Log } from './ports.js';
import type { Consent, Installations } from './ports/installations.js';

interface Needs {
  readonly installations: Installations;
  readonly consent: Consent;
  readonly clock: Clock;
  readonly log: Log;
  /** Accounts that may be installed: whoever finds the address must not be able to work on this server. */
  readonly allowed: readonly PortalId[];
}

/** Takes the code that HubSpot gave to whoever agreed, and with it the account. Twice the same code is refused by HubSpot. */
export const installPortal =
  ({ installations, consent, clock, log, allowed }: Needs) =>
  async (code: string): Promise<Outcome<PortalId>> => {
    const grant = await consent.exchange(code).catch((error: unknown) => {
      if (error instanceof Fault && error.kind === 'rejected') return null;
      throw error;
    });
    if (grant === null)
      return refuse({
        code: 'oauth.code',
        message: 'HubSpot does not take this code: it was used before, or has expired.',
        lawful: 'Begin the installation anew.',
        because: [],
      });
    const { portal, tokens, scopes } = grant;
    if (!allowed.includes(portal)) {
      await consent.revoke(tokens.refresh);
      log.warn('installation refused', { portal });
      return refuse({
        code: 'portal.notAllowed',
        message: `HubSpot account ${portal} is not one of those this server works for.`,
        lawful: 'Add its number to FOREWARN_PORTALS and start the server again.',
        because: [],
      });
    }
    await installations.save({ portal, tokens, scopes, at: clock.now() });
    log.info('app installed', { portal });
    return accept(portal);
  };
