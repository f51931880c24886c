import { z } from 'zod';
import { labelList, pipelineList } from './answers.js';
import type { Api } from './api.js';
import {
  type TICKET_PIPELINE,
  type LabelDefinition,
  type ObjectDefinition,
  type PropertyDefinition,
  type StandardType,
} from './definitions.js';
import {
  accountPath,
  associationsPath,
  pipelinesPath,
  propertiesPath,
  propertyGroupsPath,
  schemaAssociationsPath,
  schemasPath,
} from './paths.js';

const account = z.object({ portalId: z.union([z.number(), z.string()]).transform(String) });
const associationEnds = z.object({ fromObjectTypeId: z.string(), toObjectTypeId: z.string() });
const schemas = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      objectTypeId: z.string(),
      associations: z
        .array(associationEnds)
        .nullish()
        .transform(given => given ?? []),
    }),
  ),
});
const property = z.object({
  name: z.string(),
  type: z.string(),
  groupName: z.string().nullish(),
  hasUniqueValue: z.boolean().nullish(),
  options: z
    .array(z.object({ value: z.string() }))
    .nullish()
    .transform(given => given ?? []),
});
type KnownProperty = z.infer<typeof property>;
const properties = z.object({ results: z.array(property) });
const groups = z.object({ results: z.array(z.object({ name: z.string() })) });
/** Of a creation only its success matters: what it made is read. */
const anything = z.unknown();

export interface Schema {
  readonly objectTypeId: string;
  /** Object types at the other end, in either direction. */
  readonly associatedTypes: ReadonlySet<string>;
}

const get = <T>(api: Api, kind: string, path: string, answer: z.ZodType<T>): Promise<T> =>
  api.call({ kind, method: 'GET', path, answer, repeatable: true });

/** Everything is made under a name that HubSpot takes once: doing it twice is harmless. */
const post = (api: Api, kind: string, path: string, body: unknown): Promise<unknown> =>
  api.call({ kind, method: 'POST', path, body, answer: anything, repeatable: true });

export const readAccount = async (api: Api): Promise<string> =>
  (await get(api, 'account.details', accountPath, account)).portalId;

export const readSchemas = async (api: Api): Promise<ReadonlyMap<string, Schema>> => {
  const { results } = await get(api, 'schemas.list', schemasPath, schemas);
  return new Map(
    results.map(({ name, objectTypeId, associations }) => [
      name,
      {
        objectTypeId,
        associatedTypes: new Set(associations.flatMap(ends => [ends.fromObjectTypeId, ends.toObjectTypeId])),
      },
    ]),
  );
};

export const createSchema = (
  api: Api,
  { properties: own, associatedObjects: _, ...object }: ObjectDefinition,
  associatedObjects: readonly string[],
): Promise<unknown> =>
  post(api, `${object.name}.create`, schemasPath, {
    ...object,
    properties: own.map(bodyOf),
    associatedObjects,
  });

export const createAssociation = (api: Api, name: string, from: string, to: string): Promise<unknown> =>
  post(api, `${name}.associate`, schemaAssociationsPath(from), {
    fromObjectTypeId: from,
    toObjectTypeId: to,
    name: `${name}_to_${to.replace('-', '_')}`,
  });

export const readProperties = async (api: Api, type: string): Promise<ReadonlyMap<string, KnownProperty>> => {
  const { results } = await get(api, `${type}.properties`, propertiesPath(type), properties);
  return new Map(results.map(each => [each.name, each]));
};

export const createProperty = (api: Api, type: string, wanted: PropertyDefinition): Promise<unknown> =>
  post(api, `${type}.${wanted.name}.create`, propertiesPath(type), bodyOf(wanted));

const YES_NO = [
  { label: 'Yes', value: 'true' },
  { label: 'No', value: 'false' },
];

/** HubSpot wants the options of a yes or no as well, and an order with every option. */
const bodyOf = ({ options, ...wanted }: PropertyDefinition): unknown => {
  const given = options ?? (wanted.type === 'bool' ? YES_NO : []);
  if (given.length === 0) return wanted;
  return {
    ...wanted,
    options: given.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
  };
};

/** What keeps a property that is there from being the one we need, in words; the labels are the portal's to choose. */
export const differenceOf = (wanted: PropertyDefinition, there: KnownProperty): string | undefined => {
  if (there.type !== wanted.type) return `is of type ${there.type}, expected ${wanted.type}`;
  if (wanted.hasUniqueValue && there.hasUniqueValue !== true)
    return 'its values are not unique, which can only be set when it is created';
  const values = there.options.map(({ value }) => value);
  const missing = (wanted.options ?? []).filter(({ value }) => !values.includes(value));
  return missing.length === 0
    ? undefined
    : `lacks the option ${missing.map(({ value }) => value).join(', ')}`;
};

export const readPipelines = async (api: Api): Promise<ReadonlySet<string>> => {
  const { results } = await get(api, 'tickets.pipelines', pipelinesPath('tickets'), pipelineList);
  return new Set(results.flatMap(({ label }) => label ?? []));
};

/** Behind those that are there: people are used to theirs. */
export const createPipeline = (api: Api, pipeline: typeof TICKET_PIPELINE): Promise<unknown> =>
  post(api, 'tickets.pipelines.create', pipelinesPath('tickets'), {
    label: pipeline.label,
    displayOrder: 99,
    stages: pipeline.stages.map(({ label, ticketState }, displayOrder) => ({
      label,
      displayOrder,
      metadata: { ticketState },
    })),
  });

export const readGroups = async (api: Api, type: StandardType): Promise<readonly string[]> =>
  (await get(api, `${type}.groups`, propertyGroupsPath(type), groups)).results.map(({ name }) => name);

export const createGroup = (
  api: Api,
  type: StandardType,
  group: { readonly name: string; readonly label: string },
): Promise<unknown> =>
  post(api, `${type}.groups.create`, propertyGroupsPath(type), { ...group, displayOrder: -1 });

/** `to` is a standard object's name, or a custom one's `2-N`. */
export const readLabels = async (api: Api, from: string, to: string): Promise<ReadonlySet<string>> => {
  const { results } = await get(api, `${from}-${to}.labels`, associationsPath(from, to, 'labels'), labelList);
  return new Set(results.flatMap(({ label }) => label?.toLowerCase() ?? []));
};

export const createLabel = (api: Api, from: string, to: string, label: LabelDefinition): Promise<unknown> =>
  post(api, `${from}-${to}.labels.create`, associationsPath(from, to, 'labels'), label);
