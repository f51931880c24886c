import type { CrmSettings } from './adapters/hubspot/crm.js';
import { makeConsent } from './adapters/hubspot/consent.js';
import { makeApi } from './adapters/hubspot/make-api.js';
import { describeProvision } from './adapters/hubspot/provision-report.js';
import { provision } from './adapters/hubspot/provision.js';
import { SCOPES } from './adapters/hubspot/scopes.js';
import { ownBudgets } from './adapters/queue/budget.js';
import { makeSealer, type SealKey } from './adapters/secrets/seal.js';
import type { PortalSettings, World } from './compose.js';
import type { PortalId } from './domain/ids.js';
import { accept } from './domain/outcome.js';
import { OAUTH_CALLBACK, type OAuthRoutes } from './http/routes/oauth.js';
import { Fault } from './workflows/fault.js';
import { installPortal } from './workflows/install-portal.js';
import { keepToken } from './workflows/keep-token.js';
import { uninstallPortal } from './workflows/uninstall-portal.js';

export interface OAuthSettings {
  readonly clientId: string;
  /** Where HubSpot asks somebody to agree. */
  readonly authorizeUrl: string;
  /** Accounts that may install the app. */
  readonly allowed: readonly PortalId[];
  /** The first seals tokens, every one opens them. */
  readonly keys: readonly [SealKey, ...SealKey[]];
  /** What a call to HubSpot is made with, but for the token. */
  readonly hubspot: Omit<CrmSettings, 'accessToken'>;
}

/** What the house does with a portal that comes or goes. */
export interface Doors {
  /** Has a static token beside: it is not installed a second time. */
  readonly isOwn: (portal: PortalId) => boolean;
  readonly open: () => readonly PortalId[];
  readonly admit: (portal: Pick<PortalSettings, 'portal' | 'hubspot' | 'uninstall'>) => Promise<void>;
  readonly dismiss: (portal: PortalId) => Promise<void>;
}

export interface OAuth {
  readonly routes: OAuthRoutes;
  /** Opens what was installed and closes what was removed, by whichever process. */
  look(): Promise<void>;
}

export const composeOAuth = (
  { clientId, authorizeUrl, allowed, keys, hubspot }: OAuthSettings,
  { publicUrl, clientSecret }: { readonly publicUrl: string; readonly clientSecret: string },
  { clock, log, store, randomBytes, realNow }: World,
  doors: Doors,
): OAuth => {
  const redirectUri = `${publicUrl}${OAUTH_CALLBACK}`;
  const installations = store.installations(makeSealer(keys));
  const consent = makeConsent({ basePath: hubspot.basePath, clientId, clientSecret, redirectUri }, clock);
  const deps = { installations, consent, clock, log };
  const tokenOf = keepToken(deps);
  const remove = uninstallPortal({ ...deps, storeOf: portal => store.forPortal(portal) });
  const admission = (portal: PortalId): Parameters<Doors['admit']>[0] => ({
    portal,
    hubspot: { ...hubspot, accessToken: tokenOf(portal) },
    uninstall: async by => {
      await remove(portal, by);
      return accept(null);
    },
  });
  const settle = async (): Promise<void> => {
    const installed = (await installations.list()).filter(portal => !doors.isOwn(portal));
    const known = doors.open();
    for (const portal of known)
      if (!doors.isOwn(portal) && !installed.includes(portal)) await doors.dismiss(portal);
    for (const portal of installed)
      if (!known.includes(portal))
        await doors.admit(admission(portal)).catch((error: unknown) => {
          // The others go on; the next look tries again.
          log.error('portal not opened', { portal, error: error instanceof Error ? error.name : 'unknown' });
        });
  };
  // One look at a time: two would open the same portal twice.
  let tail: Promise<unknown> = Promise.resolve();
  const look = (): Promise<void> => {
    const turn = tail.then(settle);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const setUp = async (portal: PortalId): Promise<string> => {
    const settings = { ...hubspot, accessToken: tokenOf(portal) };
    const api = makeApi({ clock, budgets: ownBudgets(clock), log, settings });
    try {
      return describeProvision(await provision(api)({ portal, dryRun: false }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.warn('not set up', { portal, code: error.code });
      return `HubSpot account ${portal}\n\nIt is installed, and not all of it could be set up: ${error.message}. Install it again, which goes on where this ended.`;
    }
  };
  const take = installPortal({ ...deps, allowed });
  return {
    look,
    routes: {
      publicUrl,
      clientSecret,
      randomBytes,
      realNow,
      authorizeUrl: state => {
        const url = new URL(authorizeUrl);
        url.searchParams.set('client_id', clientId);
        url.searchParams.set('redirect_uri', redirectUri);
        url.searchParams.set('scope', SCOPES.join(' '));
        url.searchParams.set('state', state);
        return url.href;
      },
      install: async code => {
        const taken = await take(code);
        if (!taken.ok) return taken;
        // Before it is opened: until then nobody else calls HubSpot for it.
        const report = await setUp(taken.value);
        await look();
        return accept(report);
      },
    },
  };
};
