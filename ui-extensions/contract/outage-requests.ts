import * as z from 'zod/mini';
import { laterAct } from './campaign.js';
import { outageNoticeKind } from './common.js';
import { keyed, type WithoutKey } from './keyed.js';

/** A moment as a person typed it: with an offset, or as wall-clock time in `zone`. */
const typedMoment = z.string().check(z.maxLength(40));
const names = z.array(z.string().check(z.minLength(1), z.maxLength(80))).check(z.maxLength(200));

export const etrRequest = z.object({ at: typedMoment, quality: z.enum(['model', 'area', 'crew']) });

/** HubSpot's own. */
const listId = z.string().check(z.regex(/^\d{1,20}$/));

export const outageRequest = z.object({
  ...keyed,
  kind: z.enum(['planned', 'emergency']),
  feeders: names,
  /** For times without an offset. */
  zone: z.optional(z.string()),
  windows: z.optional(z.array(z.object({ from: typedMoment, to: typedMoment })).check(z.maxLength(60))),
  since: z.optional(typedMoment),
  etr: z.optional(z.nullable(etrRequest)),
  reason: z.string(),
  alsoAffected: z.optional(names),
  /** Only to those on this list of contacts. */
  listId: z.optional(listId),
});
export type OutageRequest = WithoutKey<z.infer<typeof outageRequest>>;

export const revisionRequest = z.object({
  ...keyed,
  kind: z.enum(['change', 'etr', 'cancel', 'restore']),
  zone: z.optional(z.string()),
  feeders: z.optional(names),
  windows: z.optional(z.array(z.object({ from: typedMoment, to: typedMoment })).check(z.maxLength(60))),
  etr: z.optional(z.nullable(etrRequest)),
  restoredAt: z.optional(typedMoment),
  reason: z.optional(z.string()),
  hasNewDate: z.optional(z.boolean()),
  listId: z.optional(listId),
});
export type RevisionRequest = WithoutKey<z.infer<typeof revisionRequest>>;

export const approvalRequest = z.object({
  ...keyed,
  kind: z.enum(['size', 'late']),
  reason: z.optional(z.string().check(z.maxLength(2000))),
});
export const pauseRequest = z.object({ ...keyed, reason: z.string().check(z.maxLength(2000)) });
export const launchRequest = z.object({ ...keyed, fingerprint: z.string() });

/** A file for the browser: everything sent as CSV, or a letter of the newest revision as PDF. */
export const fileRequest = z.object({
  ...keyed,
  file: z.enum(['export', 'preview']),
  notice: z.optional(outageNoticeKind),
  language: z.optional(z.string().check(z.maxLength(35))),
});
export const laterRequest = z.object({ ...keyed, act: laterAct });
