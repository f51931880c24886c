import * as z from 'zod/mini';
import { instant } from './common.js';

/** Good once, until `expiresAt`. */
export const oneUseLink = z.object({ url: z.string(), expiresAt: instant });
export type OneUseLink = z.infer<typeof oneUseLink>;
