import { makeHubSpotFetch, type HubSpotFetch } from '../../portal/cards/hubspot-fetch.js';
import { placementsOf, type CardAssets, type Placement } from '../../portal/cards/assets.js';
import { pluginPaths } from '../../plugin/repository.js';
import { readProjectTree, type MetaFile } from '../../plugin/project-tree.js';
import { defaultPortalId } from '../../portal/portal.js';

/** Everything the record pages need to show the cards. */
export interface CardStage {
  readonly assets: CardAssets;
  readonly placements: readonly Placement[];
  readonly fetch: HubSpotFetch;
  /** The workflow actions of the project. */
  readonly actions: readonly MetaFile[];
  /** HubSpot's calls are signed with it. */
  readonly secret: string;
  /** What the profile gives the cards: where they believe our server to be. */
  readonly variables: Readonly<Record<string, unknown>>;
}

const PROFILE = 'development';
const APP_ID = 14_947_547;

export const makeCardStage = (options: {
  readonly root: string;
  readonly assets: CardAssets;
  readonly serverUrl: () => string;
  readonly secret: string;
}): CardStage => {
  const tree = readProjectTree(pluginPaths(options.root).project);
  const variables = tree.profiles.get(PROFILE) ?? {};
  return {
    assets: options.assets,
    placements: placementsOf(options.root),
    variables,
    actions: tree.metas.filter(({ type }) => type === 'workflow-action'),
    secret: options.secret,
    fetch: makeHubSpotFetch({
      permitted: [String(variables['BACKEND_URL'])],
      serverUrl: options.serverUrl,
      secret: options.secret,
      portalId: defaultPortalId,
      appId: APP_ID,
      realNow: Date.now,
      fetch: globalThis.fetch,
    }),
  };
};
