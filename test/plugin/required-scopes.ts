import { readProjectTree } from './project-tree.js';
import { pluginPaths, repositoryRoot } from './repository.js';

/** What the app asks an account for. */
export const requiredScopes = (): readonly string[] => {
  const { metas } = readProjectTree(pluginPaths(repositoryRoot()).project);
  const app = metas.find(({ type }) => type === 'app')?.config as
    { readonly auth?: { readonly requiredScopes?: readonly string[] } } | undefined;
  return app?.auth?.requiredScopes ?? [];
};
