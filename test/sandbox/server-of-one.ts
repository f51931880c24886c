import { composeHouse, type House, type Settings } from '../../server/compose-house.js';
import type { PortalServer, World } from '../../server/compose.js';
import type { Config } from '../../server/load-config.js';

/** A house with one portal, and that portal's parts at hand. */
export type Server = Omit<PortalServer, 'portal' | 'start' | 'renew' | 'tick' | 'close' | 'keepDirectory'> &
  House & { readonly own: PortalServer };

export const serverOfOne = (
  settings: Omit<Settings, 'own'> & { readonly own: NonNullable<Settings['own']> },
  config: Config,
  world: World,
): Server => {
  const house = composeHouse(settings, config, world);
  const own = house.portal(settings.own.portal);
  if (own === null) throw new Error('The house was made without the portal it was given.');
  // A house that others have joined is worked off whole: what one tick releases for all must not wait for ever.
  const drain = async (): Promise<number> => {
    let done = 0;
    for (const { queue } of house.portals()) done += await queue.drain();
    return done;
  };
  return { ...own, ...house, queue: { ...own.queue, drain }, own };
};
