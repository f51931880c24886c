import * as z from 'zod/mini';
import { instant } from './common.js';

/** Everybody whom HubSpot signs for is a `viewer`. */
export const role = z.enum(['viewer', 'agent', 'campaigns', 'approver', 'debt', 'admin']);
export const grantedRole = z.enum(['agent', 'campaigns', 'approver', 'debt', 'admin']);
export const permission = z.enum([
  'read',
  'customers.serve',
  'campaigns.prepare',
  'campaigns.launch',
  'campaigns.approve',
  'debt.serve',
  'debt.approve',
  'debt.advance',
  'settings.change',
  'roles.manage',
]);

/** Who I am here, and what I may; a button that is off says why. */
export const meView = z.object({
  email: z.string(),
  roles: z.array(role),
  permissions: z.array(
    z.object({
      permission,
      allowed: z.boolean(),
      /** Which role it takes and who can give it; null where it is allowed. */
      why: z.nullable(z.string()),
    }),
  ),
});
export type MeView = z.infer<typeof meView>;

export const roleList = z.object({
  people: z.array(
    z.object({
      email: z.string(),
      roles: z.array(
        z.object({
          role: grantedRole,
          /** Null for an administrator by the server's settings, who cannot be removed here. */
          given: z.nullable(z.object({ at: instant, by: z.string() })),
        }),
      ),
    }),
  ),
  /** The newest first. */
  history: z.array(
    z.object({
      email: z.string(),
      role: grantedRole,
      at: instant,
      by: z.string(),
      revokedAt: z.nullable(instant),
      revokedBy: z.nullable(z.string()),
    }),
  ),
});
export type RoleList = z.infer<typeof roleList>;

const saved = z.object({
  version: z.number(),
  /** Null: back to the shipped value. */
  value: z.unknown(),
  at: instant,
  by: z.string(),
});
export const settingList = z.object({
  settings: z.array(
    z.object({
      name: z.string(),
      about: z.string(),
      unit: z.string(),
      /** Which values are taken, in words. */
      lawful: z.string(),
      /** In force now. */
      value: z.unknown(),
      /** What is shipped under config/. */
      shipped: z.unknown(),
      /** 0: never changed. A save names it. */
      version: z.number(),
      at: z.nullable(instant),
      by: z.nullable(z.string()),
    }),
  ),
});
export type SettingList = z.infer<typeof settingList>;
export const settingHistory = z.object({ name: z.string(), changes: z.array(saved) });
export type SettingHistory = z.infer<typeof settingHistory>;

/** The `details` of a refusal `setting.conflict`. */
export const settingConflict = z.object({
  setting: z.string(),
  version: z.number(),
  by: z.nullable(z.string()),
  at: z.nullable(instant),
  saved: z.unknown(),
  yours: z.unknown(),
});
