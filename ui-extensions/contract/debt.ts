import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { citation, debtNoticeKind, instant, refusal } from './common.js';
import { holdEffect, holdEnd, legalChannel, proofKind } from './debt-acts.js';
import { debtSummary, moneyView } from './debt-summary.js';
import { holdReason } from './hold-reason.js';
import { sayView } from './say-view.js';

/** A civil day at the premises: `2026-11-25`. */
const day = z.string();
/** As the ledger has them: beside the ways that serve there are those that only reach. */
export const givenBy = z.enum([...legalChannel.options, 'web', 'radio']);
export const stepState = z.enum(['proven', 'byRule', 'waiting', 'returned', 'underWay', 'notYet']);
export type StepState = z.infer<typeof stepState>;
export const debtStep = z.object({
  notice: z.string(),
  kind: debtNoticeKind,
  to: z.string(),
  state: stepState,
  given: z.array(
    z.object({
      delivery: z.string(),
      channel: givenBy,
      sentAt: instant,
      deliveredAt: z.nullable(instant),
      proof: z.nullable(proofKind),
      returnedAt: z.nullable(instant),
    }),
  ),
  countsFrom: z.nullable(day),
  notBefore: z.nullable(day),
});
export type DebtStep = z.infer<typeof debtStep>;

export const debtHold = z.object({
  id: z.string(),
  reason: holdReason,
  by: z.string(),
  from: instant,
  until: holdEnd,
  effect: holdEffect,
  inForce: z.boolean(),
  endedAt: z.nullable(instant),
});
export type DebtHold = z.infer<typeof debtHold>;

/** One thing that happened; what does not apply to its type is null. */
export const debtEvent = z.object({
  type: z.string(),
  at: instant,
  amount: z.nullable(moneyView),
  kind: z.nullable(debtNoticeKind),
  channel: z.nullable(givenBy),
  reason: z.nullable(holdReason),
  act: z.nullable(z.string()),
  by: z.nullable(z.string()),
  on: z.nullable(day),
});
export type DebtEvent = z.infer<typeof debtEvent>;

/** Null: this person may. Else why not, and whom to ask. */
const may = z.object({
  serve: z.nullable(z.string()),
  approve: z.nullable(z.string()),
  advance: z.nullable(z.string()),
});

/** A debt case: one answer for the whole card. */
export const debtCard = z.object({
  ...cardAnswer,
  ...debtSummary.shape,
  jurisdiction: z.string(),
  openedAt: instant,
  owed: moneyView,
  bills: z.array(z.object({ id: z.string(), issued: day, due: day, amount: moneyView, unpaid: moneyView })),
  /** The balance is older than the utility acts on. */
  stale: z.boolean(),
  steps: z.array(debtStep),
  acts: z.array(z.object({ act: z.string(), doneAt: z.nullable(instant), notBefore: z.nullable(day) })),
  payBy: z.nullable(day),
  earliestCut: z.nullable(day),
  caseHolds: z.array(debtHold),
  /** Why it does not go on, each with its source; facts that nobody has said are among them. */
  why: z.array(refusal),
  approvals: z.object({
    needed: z.number(),
    given: z.array(z.object({ by: z.string(), at: instant })),
  }),
  order: z.nullable(z.object({ id: z.string(), act: z.string(), on: day, at: instant })),
  offSince: z.nullable(instant),
  reconnectBy: z.nullable(instant),
  /** What it costs to be reconnected; null: the utility names none. */
  fee: z.nullable(moneyView),
  /** Help that the law has offered before the act. */
  planOffered: z.boolean(),
  because: z.array(citation),
  trace: z.array(z.object({ step: z.string(), result: z.string() })),
  rules: z.array(z.string()),
  /** The newest first, at most a hundred. */
  history: z.array(debtEvent),
  historyTotal: z.number(),
  /** Every open case of the same account, or of the customer where it is asked for by them. */
  toChooseFrom: z.array(debtSummary),
  say: sayView,
  may,
});
export type DebtCard = z.infer<typeof debtCard>;
