import { basename } from 'node:path';
import type { ProjectTree } from './project-tree.js';
import { SHAPES } from './manifest-shapes.js';

/** HubSpot's names of the components; its parser wants a schema for each it meets. */
const COMPONENTS = ['APPLICATION', 'CARD', 'PAGE', 'SETTINGS', 'WEBHOOKS', 'WORKFLOW_ACTION'];
/** Releases end after 18 months; this one is the newest there is (November 2026). */
const PLATFORM = '2026.09';

interface Http {
  get: (...args: readonly unknown[]) => Promise<{ readonly data: unknown }>;
}

/** HubSpot's own error tells file by file what is wrong, when it is asked for all of itself. */
const wordsOf = (error: unknown): string =>
  (error instanceof Error && error.name !== 'TranslationError' ? error.message : String(error)).trim();

/**
 * HubSpot's own parser over the project, once for each profile. It fetches the components' schemas from an account;
 * here it is given ones that take everything, since the fields are checked by ours: what remains is what HubSpot
 * judges by code, as folders, uids, profiles' variables, components that may be there once.
 */
export const checkParse = async (tree: ProjectTree): Promise<readonly string[]> => {
  const { parseProjectConfig } = await import('@hubspot/project-parsing-lib/projects');
  const { translate } = await import('@hubspot/project-parsing-lib/translate');
  const { http } = (await import('@hubspot/local-dev-lib/http')) as unknown as { readonly http: Http };
  try {
    parseProjectConfig(tree.folder);
  } catch (error) {
    return [`hsproject.json: ${wordsOf(error)}`];
  }
  const fetched = http.get.bind(http);
  http.get = () =>
    Promise.resolve({ data: Object.fromEntries(COMPONENTS.map(name => [name, { type: 'object' }])) });
  try {
    const complaints: string[] = [];
    for (const profile of tree.profiles.keys()) {
      try {
        const { skippedHsMetaFiles } = await translate(
          {
            projectSourceDir: tree.source,
            platformVersion: tree.project.platformVersion,
            accountId: 1,
          },
          { profile },
        );
        complaints.push(
          ...skippedHsMetaFiles.map(
            file => `${basename(file)} lies where HubSpot does not look, and would be left out`,
          ),
        );
      } catch (error) {
        complaints.push(`profile ${profile}: ${wordsOf(error)}`);
      }
    }
    return [...new Set([...complaints, ...checkPlatform(tree)])];
  } finally {
    http.get = fetched;
  }
};

const checkPlatform = ({ project, profiles, metas }: ProjectTree): readonly string[] => [
  ...(project.platformVersion === PLATFORM
    ? []
    : [`hsproject.json: platformVersion is ${project.platformVersion}, the newest is ${PLATFORM}`]),
  ...['development', 'production']
    .filter(name => !profiles.has(name))
    .map(name => `hsprofile.${name}.json is missing`),
  ...metas
    .filter(({ type }) => !(type in SHAPES))
    .map(({ file, type }) => `${file}: we know no component of type ${type}`),
  ...(metas.filter(({ type }) => type === 'app').length === 1 ? [] : ['There must be one app-hsmeta.json']),
];
