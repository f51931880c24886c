import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { debtSummary, moneyView, rung, type Rung } from './debt-summary.js';

export const debtFilter = z.enum([
  'all',
  'unproven',
  'returned',
  'cutThisWeek',
  'atRisk',
  'held',
  'atPrinter',
]);
export type DebtFilter = z.infer<typeof debtFilter>;
export interface DebtQuery {
  readonly filter?: DebtFilter;
  readonly rung?: Rung;
  /** A billing number or a reference, whole. */
  readonly text?: string;
  readonly after?: string;
}
/** The page of debts: figures of all open cases, and one page of those asked for. */
export const debtList = z.object({
  ...cardAnswer,
  byRung: z.array(z.object({ rung, cases: z.number(), arrears: z.array(moneyView) })),
  figures: z.object({
    cases: z.number(),
    arrears: z.array(moneyView),
    unproven: z.number(),
    returned: z.number(),
    cutThisWeek: z.number(),
    atRisk: z.number(),
    held: z.number(),
    lettersAtPrinter: z.number(),
  }),
  /** Whether this person may have them as a file; null: yes, else why not, and whom to ask. */
  mayExport: z.nullable(z.string()),
  rows: z.array(debtSummary),
  /** What to ask the next page with; null: this is the last. */
  next: z.nullable(z.string()),
});
export type DebtList = z.infer<typeof debtList>;
