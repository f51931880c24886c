import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, wherever this was compiled to. */
export const repositoryRoot = (): string => {
  let folder = __dirname;
  while (!existsSync(join(folder, 'plugin/hsproject.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`plugin/hsproject.json was not found above ${__dirname}.`);
    folder = above;
  }
  return folder;
};

export interface PluginPaths {
  readonly project: string;
  readonly uiExtensions: string;
  /** Of the server's adapter to HubSpot: what it calls takes scopes. */
  readonly adapter: string;
  /** Built bundles are kept here. */
  readonly bundles: string;
  /** Says which versions everything is built with. */
  readonly lock: string;
}
export const pluginPaths = (root: string): PluginPaths => ({
  project: join(root, 'plugin'),
  uiExtensions: join(root, 'ui-extensions'),
  adapter: join(root, 'server/adapters/hubspot'),
  bundles: join(root, 'dist/bundles'),
  lock: join(root, 'package-lock.json'),
});
