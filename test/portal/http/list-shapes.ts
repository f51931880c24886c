import { z } from 'zod';

const id = z.union([z.string(), z.number().int()]).transform(String);

export const newList = z.strictObject({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'SNAPSHOT', 'DYNAMIC']),
  filterBranch: z.unknown().optional(),
  listFolderId: z.number().int().optional(),
  listPermissions: z.unknown().optional(),
  membershipSettings: z.unknown().optional(),
  customProperties: z.record(z.string(), z.string()).optional(),
});
export const recordIds = z.array(id);
export const memberChanges = z.strictObject({ recordIdsToAdd: z.array(id), recordIdsToRemove: z.array(id) });
export const filterChange = z.strictObject({ filterBranch: z.unknown() });
const whole = z.number().int().min(0);
export const listSearch = z.strictObject({
  query: z.string().optional(),
  listIds: z.array(id).optional(),
  processingTypes: z.array(z.string()).optional(),
  objectTypeId: z.string().optional(),
  additionalProperties: z.array(z.string()).optional(),
  offset: whole.optional(),
  count: whole.max(500).optional(),
  sort: z.string().optional(),
});
