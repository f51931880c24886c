import { z } from 'zod';
import { operators } from '../state/search-filters.js';

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const properties = z.record(z.string(), value);
const reference = z.strictObject({ id });

export const associationSpec = z.strictObject({
  associationCategory: z.string(),
  associationTypeId: z.number().int(),
});

const inlineAssociation = z.strictObject({ to: reference, types: z.array(associationSpec).min(1) });

export const createInput = z.strictObject({
  properties,
  associations: z
    .array(inlineAssociation)
    .optional()
    .transform(given => given ?? []),
  objectWriteTraceId: z.string().optional(),
});

const inputs = <T extends z.ZodType>(input: T) => z.strictObject({ inputs: z.array(input).min(1) });

export const createBatch = inputs(createInput);
export const patchBody = z.strictObject({ properties, objectWriteTraceId: z.string().optional() });
export const updateBatch = inputs(
  z.strictObject({
    id,
    idProperty: z.string().optional(),
    properties,
    objectWriteTraceId: z.string().optional(),
  }),
);
/** No associations here: an upsert cannot carry them. */
export const upsertBatch = updateBatch;
export const archiveBatch = inputs(reference);
export const readBatch = z.strictObject({
  inputs: z.array(reference).min(1),
  idProperty: z.string().optional(),
  properties: z
    .array(z.string())
    .optional()
    .transform(given => given ?? []),
  propertiesWithHistory: z.array(z.string()).optional(),
});

const operand = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(operators),
  value: operand.optional(),
  highValue: operand.optional(),
  values: z.array(operand).optional(),
});
const sort = z.union([
  z.string().transform(given => ({
    propertyName: given.replace(/^-/, ''),
    descending: given.startsWith('-'),
  })),
  z
    .strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() })
    .transform(({ propertyName, direction }) => ({ propertyName, descending: direction === 'DESCENDING' })),
]);
export const searchBody = z.strictObject({
  filterGroups: z
    .array(z.strictObject({ filters: z.array(filter) }))
    .optional()
    .transform(given => given ?? []),
  query: z.string().optional(),
  sorts: z
    .array(sort)
    .optional()
    .transform(given => given ?? []),
  properties: z
    .array(z.string())
    .optional()
    .transform(given => given ?? []),
  limit: z
    .number()
    .int()
    .min(1)
    .optional()
    .transform(given => given ?? 10),
  after: z
    .union([z.string().regex(/^\d*$/), z.number().int()])
    .optional()
    .transform(given => Number(given ?? 0)),
});
export type SearchBody = z.infer<typeof searchBody>;

export const linkBatch = inputs(
  z.strictObject({ from: reference, to: reference, types: z.array(associationSpec).min(1) }),
);
export const plainLinkBatch = inputs(z.strictObject({ from: reference, to: reference }));
export const unlinkBatch = inputs(z.strictObject({ from: reference, to: z.array(reference).min(1) }));
export const linkReadBatch = inputs(z.strictObject({ id, after: z.string().optional() }));
export const linkTypes = z.array(associationSpec).min(1);
export const newLabel = z.strictObject({
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/i, 'letters, digits and underscores, no digit first'),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});
export const labelUpdate = z.strictObject({
  associationTypeId: z.number().int(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});
