import { z } from 'zod';

/** Ids come as text, and in some documented examples as numbers. */
const id = z.union([z.string(), z.number()]).transform(String);
const values = z.record(z.string(), z.string().nullish());
const paging = z.object({ next: z.object({ after: id }).nullish() }).nullish();

const record = z.object({
  id,
  properties: values.nullish().transform(given => given ?? {}),
  objectWriteTraceId: z.string().nullish(),
});
export type CrmRecord = z.infer<typeof record>;

/** Kept raw: `problemOf` reads it as tolerantly as an error answer. */
const errorRow = z.looseObject({
  context: z
    .record(z.string(), z.union([z.array(z.unknown()), z.unknown().transform(one => [one])]))
    .nullish()
    .catch(undefined),
});
export type ErrorRow = z.infer<typeof errorRow>;

const errors = z
  .array(errorRow)
  .nullish()
  .transform(given => given ?? []);

export const recordPage = z.object({ results: z.array(record), paging });
export const recordBatch = z.object({ results: z.array(record), errors });
export type RecordBatch = z.infer<typeof recordBatch>;

const associationType = z.object({ typeId: z.number(), label: z.string().nullish() });
export const associationBatch = z.object({
  results: z.array(
    z.object({
      from: z.object({ id }),
      to: z.array(z.object({ toObjectId: id, associationTypes: z.array(associationType) })),
      paging,
    }),
  ),
  errors,
});
export const labelList = z.object({ results: z.array(associationType) });
/** What became of associations is told by the errors alone; an empty body (204) has none. */
export const associationWrite = z.union([z.object({ errors }), z.null().transform(() => ({ errors: [] }))]);

export const schemaList = z.object({
  results: z.array(z.object({ name: z.string(), objectTypeId: z.string() })),
});
export const pipelineList = z.object({
  results: z.array(
    z.object({
      id,
      label: z.string().nullish(),
      displayOrder: z.number().nullish(),
      archived: z.boolean().nullish(),
      stages: z.array(
        z.object({
          id,
          displayOrder: z.number().nullish(),
          archived: z.boolean().nullish(),
          metadata: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});
