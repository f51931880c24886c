import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configWith } from './check-manifests.js';
import { entriesOf, type ProjectTree } from './project-tree.js';

interface Permitted {
  readonly fetch: readonly string[];
  readonly iframe: readonly string[];
}

const permittedBy = (tree: ProjectTree, variables: Readonly<Record<string, unknown>>): Permitted => {
  const app = tree.metas.find(({ type }) => type === 'app');
  const config = (app === undefined ? null : configWith(app, variables)) as {
    readonly permittedUrls?: Partial<Permitted>;
  } | null;
  return { fetch: config?.permittedUrls?.fetch ?? [], iframe: config?.permittedUrls?.iframe ?? [] };
};

const urlsIn = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return /^https?:/.test(value) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => urlsIn(inner, path === '' ? key : `${path}.${key}`));
};

/** A card may fetch from what begins with a permitted URL, and from nowhere else. */
const isPermitted = (url: string, permitted: readonly string[]): boolean =>
  permitted.some(prefix => url === prefix || url.startsWith(`${prefix.replace(/\/$/, '')}/`));

const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

const sources = (folder: string): readonly (readonly [file: string, code: string])[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      entry => entry.isFile() && /[.]tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map(entry => [
      join(entry.parentPath, entry.name).slice(folder.length + 1),
      codeOf(readFileSync(join(entry.parentPath, entry.name), 'utf8')),
    ]);

/**
 * Whatever is fetched is permitted, with each profile: our server's address is the one a profile names, cards reach it
 * through `propsOf` alone, and no card writes an address down.
 */
export const checkUrls = (tree: ProjectTree, uiExtensions: string): readonly string[] => [
  ...[...tree.profiles].flatMap(([profile, variables]) => {
    const backend = String(variables['BACKEND_URL'] ?? '');
    const permitted = permittedBy(tree, variables);
    const ours = tree.metas
      .filter(({ type }) => type === 'webhooks' || type === 'workflow-action')
      .flatMap(meta => urlsIn(configWith(meta, variables)).map(([path, url]) => ({ meta, path, url })));
    return [
      ...(/^https:\/\/[^/]+$/.test(backend)
        ? []
        : [`hsprofile.${profile}.json: BACKEND_URL must be an https address without a path`]),
      ...(['fetch', 'iframe'] as const)
        .filter(use => !isPermitted(`${backend}/api`, permitted[use]))
        .map(use => `app-hsmeta.json: permittedUrls.${use} does not let the cards reach ${backend}`),
      ...ours
        .filter(({ url }) => !isPermitted(url, [backend]))
        .map(({ meta, path, url }) => `${meta.file}: config.${path} is ${url}, which is not our server`),
    ];
  }),
  ...sources(uiExtensions).flatMap(([file, code]) => [
    ...(/https?:\/\//.test(code) ? [`ui-extensions/${file} writes an address down: a profile names it`] : []),
    ...(/\bhubspot\.fetch\b/.test(code) ? [`ui-extensions/${file} fetches past the connection`] : []),
  ]),
  ...entriesOf(tree).flatMap(({ meta, path, name }) => {
    const code = codeOf(readFileOr(path));
    const fetches = code.match(/hubspot\.fetch/g)?.length ?? 0;
    const given = code.match(/propsOf\([^()]*, hubspot\.fetch\)/g)?.length ?? 0;
    return code === '' || fetches === given ? [] : [`${meta.file}: ${name} fetches past the connection`];
  }),
];

const readFileOr = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // That it is not there is checkEntries' complaint.
    return '';
  }
};
