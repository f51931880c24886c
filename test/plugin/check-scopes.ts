import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectTree } from './project-tree.js';

interface Use {
  /** The functions of `paths.ts` whose calls take this scope. */
  readonly paths: readonly string[];
  /** Words in the adapter's code without which nothing needs it. */
  readonly seen: RegExp;
}

const RECORDS = ['objectsPath', 'batchPath', 'searchPath', 'associationsPath'];
const DEFINITIONS = ['propertiesPath', 'propertyGroupsPath'];
const SCHEMAS = ['schemasPath', 'schemaAssociationsPath'];

/** Which of our calls needs which scope. README.md of the plugin says the same to an administrator. */
const USES: Readonly<Record<string, Use>> = {
  'crm.objects.contacts.read': { paths: RECORDS, seen: /contact: 'contacts'/ },
  'crm.objects.contacts.write': { paths: RECORDS, seen: /'(emails|communications|notes|postal_mail)'/ },
  'crm.objects.companies.read': { paths: RECORDS, seen: /company: 'companies'/ },
  'crm.objects.companies.write': { paths: ['associationsPath'], seen: /'companies'/ },
  'crm.objects.custom.read': { paths: RECORDS, seen: /typeId\('service_point'\)/ },
  'crm.objects.custom.write': { paths: RECORDS, seen: /typeId\('outage'\), 'upsert'/ },
  'crm.schemas.custom.read': { paths: SCHEMAS, seen: /schemasPath/ },
  'crm.schemas.custom.write': { paths: [...SCHEMAS, ...DEFINITIONS], seen: /post\(api,[^)]*schemasPath/ },
  'crm.schemas.contacts.read': { paths: DEFINITIONS, seen: /get\(api,[^)]*propertiesPath/ },
  'crm.schemas.contacts.write': { paths: DEFINITIONS, seen: /post\(api,[^)]*propertiesPath/ },
  'crm.schemas.companies.read': { paths: DEFINITIONS, seen: /get\(api,[^)]*propertiesPath/ },
  'crm.schemas.companies.write': { paths: DEFINITIONS, seen: /post\(api,[^)]*propertiesPath/ },
  'crm.lists.read': { paths: ['listsPath', 'listMembersPath'], seen: /listsPath/ },
  'crm.lists.write': { paths: ['listsPath', 'listMembersPath'], seen: /listMembersPath/ },
  tickets: { paths: [...RECORDS, 'pipelinesPath', ...DEFINITIONS], seen: /batchPath\('tickets'/ },
};
/** Calls that take no scope of their own. */
const FREE = ['accountPath', 'actionCallbackPath'];

const adapterCode = (adapter: string): string =>
  readdirSync(adapter)
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(adapter, name), 'utf8'))
    .join('\n');

/** Every scope asked for is used, every use has its scope, and the README tells an administrator of each. */
export const checkScopes = (tree: ProjectTree, adapter: string): readonly string[] => {
  const app = tree.metas.find(({ type }) => type === 'app')?.config as
    { readonly auth?: { readonly requiredScopes?: readonly string[] } } | undefined;
  const asked = app?.auth?.requiredScopes ?? [];
  const code = adapterCode(adapter);
  const paths = [
    ...readFileSync(join(adapter, 'paths.ts'), 'utf8').matchAll(/export const (\w+Path)\b/g),
  ].map(([, name]) => name ?? '');
  const known = [...Object.values(USES).flatMap(use => use.paths), ...FREE];
  const readme = join(tree.folder, 'README.md');
  const told = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  return [
    ...asked
      .filter(scope => !(scope in USES))
      .map(scope => `app-hsmeta.json: no call of ours is known to need ${scope}`),
    ...Object.keys(USES)
      .filter(scope => !asked.includes(scope))
      .map(scope => `app-hsmeta.json: ${scope} is not asked for, though our calls need it`),
    ...Object.entries(USES)
      .filter(([, use]) => !use.seen.test(code))
      .map(([scope]) => `${scope} is asked for, but nothing in the adapter needs it any more`),
    ...paths
      .filter(name => !known.includes(name))
      .map(name => `server/adapters/hubspot/paths.ts: no scope is known for the calls of ${name}`),
    ...asked
      .filter(scope => !told.includes(`\`${scope}\``))
      .map(scope => `README.md does not say why ${scope} is asked for`),
  ];
};
