import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SHAPES } from './manifest-shapes.js';
import {
  entriesOf,
  EXTENSION_FOLDERS,
  readJson,
  withVariables,
  type MetaFile,
  type ProjectTree,
} from './project-tree.js';

/** A manifest as HubSpot sees it with a profile; null where a variable is not set. */
export const configWith = (meta: MetaFile, variables: Readonly<Record<string, unknown>>): unknown => {
  const text = withVariables(JSON.stringify(meta.config), variables);
  return text === null ? null : (JSON.parse(text) as unknown);
};

/** Every field of every manifest is one we know, of a value HubSpot takes, with each profile. */
export const checkShapes = ({ metas, profiles }: ProjectTree): readonly string[] => {
  const complaints = metas.flatMap(meta =>
    [...profiles].flatMap(([profile, variables]) => {
      const config = configWith(meta, variables);
      if (config === null) return [`${meta.file}: profile ${profile} does not set all its variables`];
      const read = SHAPES[meta.type]?.safeParse(config);
      return (read?.error?.issues ?? []).map(
        ({ path, message }) => `${meta.file}: config.${path.join('.')}: ${message}`,
      );
    }),
  );
  return [...new Set(complaints)];
};

const LOCATIONS: Readonly<Record<string, string>> = { page: 'pages', settings: 'settings' };

/** Every entry exists, draws where its manifest says, and none lies about unused. */
export const checkEntries = (tree: ProjectTree): readonly string[] => {
  const missing = entriesOf(tree)
    .filter(({ path }) => !existsSync(path))
    .map(({ meta, name }) => `${meta.file}: the entry ${name} is not there`);
  const misplaced = tree.metas.flatMap(meta => {
    const { entrypoint, location = LOCATIONS[meta.type] } = meta.config as Partial<Record<string, unknown>>;
    if (typeof entrypoint !== 'string' || !existsSync(join(tree.source, entrypoint))) return [];
    const extended = /hubspot\.extend<'([a-zA-Z.]+)'>/.exec(
      readFileSync(join(tree.source, entrypoint), 'utf8'),
    )?.[1];
    return extended === location
      ? []
      : [`${meta.file}: is placed at ${String(location)}, but its entry extends ${String(extended)}`];
  });
  const used = entriesOf(tree).map(({ path }) => path);
  const orphans = EXTENSION_FOLDERS.flatMap(folder => {
    const place = join(tree.source, 'app', folder);
    if (!existsSync(place)) return [];
    return readdirSync(place)
      .filter(name => /[.][jt]sx?$/.test(name) && !used.includes(join(place, name)))
      .map(name => `app/${folder}/${name} is the entry of nothing`);
  });
  return [...missing, ...misplaced, ...orphans];
};

interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Each folder is installed by itself in HubSpot's cloud: with exactly the packages that everything was tested with. */
export const checkPackages = (tree: ProjectTree, installed: (pkg: string) => string): readonly string[] =>
  EXTENSION_FOLDERS.flatMap(folder => {
    const file = join(tree.source, 'app', folder, 'package.json');
    if (!existsSync(file)) return [`app/${folder}/package.json is missing`];
    const { dependencies = {} } = readJson(file) as PackageJson;
    const wanted = ['@hubspot/ui-extensions', '@remote-ui/react', 'react', 'zod'];
    return [
      ...wanted
        .filter(pkg => dependencies[pkg] !== installed(pkg))
        .map(
          pkg =>
            `app/${folder}/package.json: ${pkg} is ${dependencies[pkg] ?? 'missing'}, tested was ${installed(pkg)}`,
        ),
      ...Object.keys(dependencies)
        .filter(pkg => !wanted.includes(pkg))
        .map(pkg => `app/${folder}/package.json: ${pkg} is used by no card`),
    ];
  });
