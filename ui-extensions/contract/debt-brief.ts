import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { debtNoticeKind, instant, refusal } from './common.js';
import { debtSummary } from './debt-summary.js';

/** What of a debt case (`debt.ts`) its page draws: where it stands, why, and what comes next. */
export const debtBrief = z.object({
  ...cardAnswer,
  ...debtSummary.shape,
  steps: z.array(z.object({ notice: z.string(), kind: debtNoticeKind, to: z.string() })),
  /** Civil days at the premises. */
  payBy: z.nullable(z.string()),
  earliestCut: z.nullable(z.string()),
  reconnectBy: z.nullable(instant),
  why: z.array(refusal),
  rules: z.array(z.string()),
});
export type DebtBrief = z.infer<typeof debtBrief>;
