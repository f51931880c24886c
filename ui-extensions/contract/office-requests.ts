import * as z from 'zod/mini';
import { keyed, type WithoutKey } from './keyed.js';
import { grantedRole } from './office.js';

export const roleRequest = z.object({
  ...keyed,
  email: z.string().check(z.maxLength(320)),
  role: grantedRole,
});
export type RoleRequest = WithoutKey<z.infer<typeof roleRequest>>;

/** Saved whole or not at all. */
export const settingsRequest = z.object({
  ...keyed,
  changes: z
    .array(
      z.object({
        name: z.string().check(z.maxLength(80)),
        /** The version that was read. */
        version: z.int().check(z.nonnegative()),
        value: z.unknown(),
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
});

/** A message marked as a test. `to`: an address or number; null: the person's own address, or for a letter the utility's. */
export const carrierTestRequest = z.object({
  ...keyed,
  to: z.nullable(z.string().check(z.maxLength(320))),
  /** Of the message. */
  language: z.enum(['en', 'ru']),
});
export type CarrierTestRequest = WithoutKey<z.infer<typeof carrierTestRequest>>;
