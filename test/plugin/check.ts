import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildBundles } from './bundles.js';
import { checkEntries, checkPackages, checkShapes } from './check-manifests.js';
import { checkParse } from './check-parse.js';
import { checkScopes } from './check-scopes.js';
import { checkUrls } from './check-urls.js';
import { readProjectTree, type ProjectTree } from './project-tree.js';
import type { PluginPaths } from './repository.js';
import { syncPlugin } from './sync.js';

/** A card that takes longer to load than to read is no help on the phone. */
const MOST_BYTES = 150_000;

/** The version that is installed here, so that HubSpot's cloud installs the same. */
const installedBeside = (lock: string) => {
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return (pkg: string): string => packages[`node_modules/${pkg}`]?.version ?? 'not installed';
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Everything about the manifests that can be judged without building anything; what is wrong, in words. */
export const checkManifests = async (paths: PluginPaths): Promise<readonly string[]> => {
  let tree: ProjectTree;
  try {
    tree = readProjectTree(paths.project);
  } catch (error) {
    return [wordsOf(error)];
  }
  return [
    ...(await checkParse(tree)),
    ...checkShapes(tree),
    ...checkEntries(tree),
    ...checkUrls(tree, paths.uiExtensions),
    ...checkScopes(tree, paths.adapter),
    ...checkPackages(tree, installedBeside(paths.lock)),
  ];
};

/** HubSpot's bundler makes a bundle of each entry, none too large. */
export const checkBundles = async (
  paths: PluginPaths,
  say: (line: string) => void,
  most = MOST_BYTES,
): Promise<readonly string[]> => {
  const tree = readProjectTree(paths.project);
  syncPlugin(paths.uiExtensions, tree.source);
  try {
    const bundles = await buildBundles(tree, { folder: paths.bundles, lock: paths.lock }, name => {
      say(`building ${name}`);
    });
    return bundles
      .filter(({ bytes }) => bytes > most)
      .map(({ entry, bytes }) => `${entry.name} is ${bytes} bytes, more than ${most}`);
  } catch (error) {
    return [`The bundler refuses: ${wordsOf(error)}`];
  }
};

/** All of it. Needs no account and no network. */
export const checkPlugin = async (
  paths: PluginPaths,
  say: (line: string) => void = () => undefined,
): Promise<readonly string[]> => {
  if (!existsSync(join(paths.project, 'hsproject.json')))
    return [`${dirname(paths.project)} holds no plugin/hsproject.json`];
  const complaints = await checkManifests(paths);
  return complaints.length > 0 ? complaints : checkBundles(paths, say);
};
