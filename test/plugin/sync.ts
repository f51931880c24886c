import { cpSync, existsSync, readdirSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COPY, EXTENSION_FOLDERS } from './project-tree.js';

/** What of ui-extensions goes along: everything a card is made of. */
const PARTS = ['cards', 'client', 'contract', 'pages', 'parts', 'settings', 'words'];

const filesBelow = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : [];

/**
 * Copies ui-extensions into each folder that HubSpot builds by itself: only what lies there is uploaded. What is as it
 * was keeps its time, so that a watcher does not stir for nothing. Returns how many files changed.
 */
export const syncPlugin = (uiExtensions: string, source: string): number => {
  const wanted = PARTS.flatMap(part => filesBelow(join(uiExtensions, part)).map(file => join(part, file)));
  let changed = 0;
  for (const folder of EXTENSION_FOLDERS) {
    const target = join(source, 'app', folder, COPY);
    for (const file of filesBelow(target).filter(each => !wanted.includes(each))) {
      rmSync(join(target, file));
      changed += 1;
    }
    for (const file of wanted) {
      const [from, to] = [join(uiExtensions, file), join(target, file)];
      if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue;
      mkdirSync(dirname(to), { recursive: true });
      cpSync(from, to);
      changed += 1;
    }
  }
  return changed;
};
