import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { entriesOf, type Entry, type ProjectTree } from './project-tree.js';

export interface Bundle {
  readonly entry: Entry;
  /** `ContactTabCard.js`, as HubSpot names it. */
  readonly file: string;
  readonly bytes: number;
}
export interface BundleCache {
  /** Where built bundles are kept. */
  readonly folder: string;
  /** package-lock.json: it stands for the packages in the bundles, and for the bundler. */
  readonly lock: string;
}

/** Of everything that a bundle of this folder is made of. */
const fingerprintOf = (folder: string, lock: string): string => {
  const hash = createHash('sha256').update(readFileSync(lock));
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash
      .update(`${relative(folder, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  return hash.digest('hex').slice(0, 20);
};

interface Wanted {
  readonly entry: Entry;
  readonly folder: string;
  readonly file: string;
}

const wantedOf = (tree: ProjectTree, { folder, lock }: BundleCache): readonly Wanted[] => {
  const prints = new Map<string, string>();
  return entriesOf(tree).map(entry => {
    const print = prints.get(entry.folder) ?? fingerprintOf(entry.folder, lock);
    prints.set(entry.folder, print);
    const name = basename(entry.name, extname(entry.name));
    const target = join(folder, `${name}-${print}`);
    return { entry, folder: target, file: join(target, `${name}.js`) };
  });
};

const unfinished = (folder: string): string => `${folder}.${process.pid}`;

/** Runs the bundler over all of them in one process of its own. */
const build = (wanted: readonly Wanted[], lock: string, onBuild: (name: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = join(dirname(lock), 'test/plugin/build-bundles.mjs');
    const entries = wanted.map(({ entry, folder }) => ({
      root: entry.folder,
      entryPoint: `./${entry.name}`,
      outputDir: unfinished(folder),
    }));
    const child = spawn(process.execPath, [script, JSON.stringify(entries)], {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      for (const n of said.split('\n').filter(line => line !== ''))
        onBuild(wanted[Number(n)]?.entry.name ?? n);
    });
    child.stderr.setEncoding('utf8').on('data', (said: string) => (complaint += said));
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve();
      else reject(new Error(complaint));
    });
  });

/**
 * HubSpot's own production bundle of each entry, by HubSpot's own bundler; kept in the cache, and built again when
 * anything it is made of has changed. `onBuild` hears of each that has to be built.
 */
export const buildBundles = async (
  tree: ProjectTree,
  cache: BundleCache,
  onBuild: (name: string) => void = () => undefined,
): Promise<readonly Bundle[]> => {
  mkdirSync(cache.folder, { recursive: true });
  const wanted = wantedOf(tree, cache);
  const missing = wanted.filter(({ file }) => !existsSync(file));
  try {
    if (missing.length > 0) await build(missing, cache.lock, onBuild);
    for (const { folder } of missing) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished(folder), folder);
    }
  } finally {
    for (const { folder } of missing) rmSync(unfinished(folder), { recursive: true, force: true });
  }
  forgetOld(cache.folder, wanted);
  return wanted.map(({ entry, file }) => ({ entry, file, bytes: statSync(file).size }));
};

const forgetOld = (cache: string, wanted: readonly Wanted[]): void => {
  const kept = wanted.map(({ folder }) => basename(folder));
  for (const name of readdirSync(cache))
    // What ends in a number is another process's, not finished yet.
    if (!kept.includes(name) && !/[.]\d+$/.test(name))
      rmSync(join(cache, name), { recursive: true, force: true });
};
