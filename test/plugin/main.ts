import { buildBundles } from './bundles.js';
import { checkPlugin } from './check.js';
import { readProjectTree } from './project-tree.js';
import { pluginPaths, repositoryRoot } from './repository.js';
import { syncPlugin } from './sync.js';

const USAGE = `npm run plugin:sync    copies ui-extensions into the HubSpot project; before every upload
npm run plugin:check   everything about the project that can be judged without an account
npm run plugin:build   HubSpot's production bundle of every card, page and settings surface`;

const paths = pluginPaths(repositoryRoot());
const say = (line: string): void => {
  console.log(line);
};

const commands: Readonly<Record<string, () => Promise<number>>> = {
  sync: () => {
    const changed = syncPlugin(paths.uiExtensions, readProjectTree(paths.project).source);
    say(changed === 0 ? 'plugin/ is up to date.' : `${changed} files of plugin/ are brought up to date.`);
    return Promise.resolve(0);
  },
  check: async () => {
    const complaints = await checkPlugin(paths, say);
    for (const complaint of complaints) console.error(`plugin: ${complaint}`);
    return complaints.length === 0 ? 0 : 1;
  },
  build: async () => {
    const tree = readProjectTree(paths.project);
    syncPlugin(paths.uiExtensions, tree.source);
    for (const { file, bytes } of await buildBundles(tree, { folder: paths.bundles, lock: paths.lock }))
      say(`${String(Math.ceil(bytes / 1000)).padStart(4)} kB  ${file}`);
    return 0;
  },
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else
  void command().then(code => {
    process.exitCode = code;
  });
