import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The folders HubSpot builds by themselves; each carries its own copy of ui-extensions. */
export const EXTENSION_FOLDERS = ['cards', 'pages', 'settings'] as const;
export const COPY = '_ui';

const hsproject = z.strictObject({
  name: z.string().min(1),
  srcDir: z.string().min(1),
  platformVersion: z.string().min(1),
});
const meta = z.looseObject({ uid: z.string(), type: z.string(), config: z.unknown() });

export interface MetaFile {
  /** From the project's folder. */
  readonly file: string;
  readonly uid: string;
  readonly type: string;
  readonly config: unknown;
}
export interface ProjectTree {
  /** The folder of hsproject.json. */
  readonly folder: string;
  /** Of the sources, which is all that is uploaded. */
  readonly source: string;
  readonly project: z.infer<typeof hsproject>;
  readonly metas: readonly MetaFile[];
  /** By name. */
  readonly profiles: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'is no JSON'}`);
  }
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' || entry.name === COPY ? [] : filesBelow(path);
  });

const profileName = (file: string): string | null =>
  /(?:^|\/)hsprofile\.([^./]+)\.json$/.exec(file)?.[1] ?? null;

const profile = z.looseObject({ accountId: z.number().int(), variables: z.record(z.string(), z.unknown()) });

/** The HubSpot project as it lies on disk, without judging it. */
export const readProjectTree = (folder: string): ProjectTree => {
  const project = hsproject.parse(readJson(join(folder, 'hsproject.json')));
  const source = join(folder, project.srcDir);
  const files = filesBelow(source);
  return {
    folder,
    source,
    project,
    metas: files
      .filter(file => file.endsWith('-hsmeta.json'))
      .map(file => ({ file: file.slice(folder.length + 1), ...meta.parse(readJson(file)) }))
      .sort((a, b) => a.file.localeCompare(b.file)),
    profiles: new Map(
      files.flatMap(file => {
        const name = dirname(file) === source ? profileName(file) : null;
        return name === null ? [] : [[name, profile.parse(readJson(file)).variables] as const];
      }),
    ),
  };
};

/**
 * The text of a manifest with its `${NAME}`s replaced, as HubSpot replaces them: one that is the whole of a text keeps
 * its type. Null where one is not set.
 */
export const withVariables = (text: string, variables: Readonly<Record<string, unknown>>): string | null => {
  const missing = [...text.matchAll(/\$\{(\w+)\}/g)].some(([, name]) => variables[name ?? ''] === undefined);
  if (missing) return null;
  return text
    .replace(/"\$\{(\w+)\}"/g, (_, name: string) => JSON.stringify(variables[name]))
    .replace(/\$\{(\w+)\}/g, (_, name: string) => String(variables[name]));
};

export interface Entry {
  readonly meta: MetaFile;
  /** One of the folders built by themselves. */
  readonly folder: string;
  /** `ContactTabCard.tsx`: HubSpot names the bundle after it. */
  readonly name: string;
  readonly path: string;
}

/** Every file that HubSpot would bundle. */
export const entriesOf = ({ source, metas }: ProjectTree): readonly Entry[] => {
  const found = new Map<string, Entry>();
  for (const each of metas) {
    const entrypoint = (each.config as { readonly entrypoint?: unknown } | null)?.entrypoint;
    if (typeof entrypoint !== 'string') continue;
    const path = join(source, entrypoint);
    if (!found.has(path))
      found.set(path, {
        meta: each,
        folder: dirname(path),
        name: path.slice(dirname(path).length + 1),
        path,
      });
  }
  return [...found.values()];
};
