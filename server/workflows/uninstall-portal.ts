import type { PortalId } from '../domain/ids.js';
import { Fault } from './fault.js';
import type { Clock, Log } from './ports.js';
import type { Consent, Installations } from './ports/installations.js';
import type { PortalStore } from './ports/store.js';

/**
 * Ends our access to an account: its tokens are revoked at HubSpot and overwritten here, and nothing is sent or written
 * for it any more. The ledger keeps what was told and proved; installed anew it goes on where it stood.
 */
export const uninstallPortal =
  ({
    installations,
    consent,
    clock,
    log,
    storeOf,
  }: {
    readonly installations: Installations;
    readonly consent: Consent;
    readonly clock: Clock;
    readonly log: Log;
    readonly storeOf: (portal: PortalId) => PortalStore;
  }) =>
  async (portal: PortalId, by: string): Promise<void> => {
    const installed = await installations.find(portal);
    if (installed === null) return;
    const at = clock.now();
    await installations.remove(portal, at);
    await storeOf(portal).transact(tx =>
      tx.office.audit({ at, by, act: 'uninstall', subject: `portal/${portal}`, details: {} }),
    );
    log.info('app uninstalled', { portal });
    await consent.revoke(installed.tokens.refresh).catch((error: unknown) => {
      // Ours are gone already; HubSpot's list of installed apps shows ours until somebody removes it there.
      if (!(error instanceof Fault)) throw error;
      log.warn('token not revoked', { portal, code: error.code });
    });
  };
