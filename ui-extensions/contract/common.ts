import * as z from 'zod/mini';

/** UTC, ISO 8601. */
export const instant = z.string();
export const channel = z.enum(['email', 'sms', 'letter']);
export const outageNoticeKind = z.enum([
  'planned',
  'moved',
  'cancelled',
  'emergency',
  'etr_update',
  'restored',
]);
export const debtNoticeKind = z.enum([
  'initial_notice',
  'final_notice',
  'disconnection_letter',
  'plan_offer',
  'plan_confirmed',
  'payment_received',
  'reconnection',
]);
export const complaintNoticeKind = z.enum(['complaint_received', 'complaint_followup']);
export const noticeKind = z.union([outageNoticeKind, debtNoticeKind, complaintNoticeKind]);
export const deliveryState = z.enum([
  'planned',
  'sending',
  'unknown',
  'accepted',
  'posted',
  'delivered',
  'failed',
  'returned',
  'superseded',
]);
export const noticeState = z.enum(['open', 'served', 'told', 'unserved', 'unreachable', 'replaced']);

export const citation = z.object({
  rule: z.string(),
  rulebook: z.string(),
  source: z.string(),
  url: z.optional(z.string()),
  confidence: z.enum(['verified', 'secondary', 'unverified']),
});
export type Citation = z.infer<typeof citation>;

export const refusal = z.object({
  code: z.string(),
  message: z.string(),
  lawful: z.optional(z.string()),
  because: z.array(citation),
  /** What a machine may want of it: numbers before and now, who saved what meanwhile. */
  details: z.optional(z.record(z.string(), z.unknown())),
});
export type RefusalView = z.infer<typeof refusal>;

/** Every answer that is not the thing asked for. `reference` is the request id, for the log. */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  reference: z.string(),
  refusals: z.optional(z.array(refusal)),
});
export type Problem = z.infer<typeof problem>;

export const postalAddress = z.object({
  line1: z.string(),
  line2: z.optional(z.string()),
  city: z.string(),
  postcode: z.string(),
  country: z.string(),
});
export const window = z.object({ from: instant, to: instant });
