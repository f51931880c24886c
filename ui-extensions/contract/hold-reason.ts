import * as z from 'zod/mini';

/** Why a debt case stands still. */
export const holdReason = z.enum([
  'dispute',
  'promise',
  'plan',
  'lifeSupport',
  'season',
  'weather',
  'complaint',
  'manual',
]);
export type HoldReason = z.infer<typeof holdReason>;
