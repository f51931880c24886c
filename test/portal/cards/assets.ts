import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from '../../plugin/bundles.js';
import { entriesOf, readProjectTree } from '../../plugin/project-tree.js';
import { pluginPaths } from '../../plugin/repository.js';
import { syncPlugin } from '../../plugin/sync.js';

export interface CardAssets {
  readonly hostScript: string;
  readonly workerScript: string;
  readonly style: string;
  /** By the name HubSpot gives it: `ContactTabCard.js`. */
  readonly bundles: ReadonlyMap<string, string>;
}

const REGISTERED =
  /createAndRegister\w*RemoteReactComponent\w*\(\s*'([A-Za-z0-9]+)'|createAndRegisterRemoteCompoundReactComponent\(\s*'([A-Za-z0-9]+)'/g;

/** Every component HubSpot's SDK can send, by its name on the wire. */
export const sdkComponentNames = (root: string): readonly string[] => {
  const registry = join(
    root,
    'node_modules/@hubspot/ui-extensions/dist/shared.synced/remoteComponents.synced.js',
  );
  return [...readFileSync(registry, 'utf8').matchAll(REGISTERED)].map(
    ([, plain, compound]) => plain ?? compound ?? '',
  );
};

/** The page's own script and the worker, bundled once for what they are made of. */
export const buildHost = async (
  root: string,
  cache: string,
): Promise<Pick<CardAssets, 'hostScript' | 'workerScript'>> => {
  const folder = join(root, 'test/portal/host');
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  const target = join(cache, hash.digest('hex').slice(0, 20));
  const [hostScript, workerScript] = [join(target, 'main.js'), join(target, 'worker.js')];
  if (!existsSync(hostScript) || !existsSync(workerScript)) {
    const { build } = await import('esbuild');
    mkdirSync(target, { recursive: true });
    await build({
      entryPoints: [join(folder, 'main.tsx'), join(folder, 'worker.ts')],
      outdir: target,
      bundle: true,
      format: 'iife',
      target: 'es2022',
      minify: true,
      jsx: 'automatic',
      define: {
        'process.env.NODE_ENV': '"production"',
        SDK_COMPONENT_NAMES: JSON.stringify(sdkComponentNames(root)),
      },
      logLevel: 'silent',
    });
  }
  return { hostScript, workerScript };
};

/**
 * Everything the record pages need to draw cards: HubSpot's own production bundles, and the page that stands in for
 * HubSpot around them. `onBuild` hears of each bundle that has to be built; the next start finds it built.
 */
export const prepareCards = async (root: string, onBuild: (name: string) => void): Promise<CardAssets> => {
  const paths = pluginPaths(root);
  const tree = readProjectTree(paths.project);
  syncPlugin(paths.uiExtensions, tree.source);
  const bundles = await buildBundles(tree, { folder: paths.bundles, lock: paths.lock }, onBuild);
  return {
    ...(await buildHost(root, join(root, 'dist/card-host'))),
    style: join(root, 'test/portal/host/style.css'),
    bundles: new Map(bundles.map(({ entry, file }) => [entry.name.replace(/[.][jt]sx?$/, '.js'), file])),
  };
};

export interface Placement {
  /** Of the card, as its manifest names it. */
  readonly name: string;
  readonly uid: string;
  readonly bundle: string;
  readonly location: string;
  readonly objectTypes: readonly string[];
}

/** Which card stands where, as the manifests say it. */
export const placementsOf = (root: string): readonly Placement[] => {
  const tree = readProjectTree(pluginPaths(root).project);
  const names = new Map(entriesOf(tree).map(entry => [entry.path, entry.name.replace(/[.][jt]sx?$/, '.js')]));
  return tree.metas.flatMap(({ uid, type, config }) => {
    const { name, entrypoint, location, objectTypes } = config as Partial<{
      name: string;
      entrypoint: string;
      location: string;
      objectTypes: readonly string[];
    }>;
    const bundle = names.get(join(tree.source, entrypoint ?? ''));
    if (bundle === undefined) return [];
    const place = location ?? (type === 'settings' ? 'settings' : 'pages');
    return [{ uid, name: name ?? 'Forewarn', bundle, location: place, objectTypes: objectTypes ?? [] }];
  });
};
