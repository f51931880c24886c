import * as z from 'zod/mini';
import { instant } from './common.js';
import { holdEffect, legalChannel, placeableHold, proofKind } from './debt-acts.js';
import { debtFilter } from './debt-list.js';
import { rung } from './debt-summary.js';
import { keyed, type WithoutKey } from './keyed.js';

/** A civil day at the premises. */
export const civilDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const note = z.string().check(z.maxLength(2000));
const needed = z.string().check(z.minLength(1), z.maxLength(2000));
const minor = z.int().check(z.positive());
/** A short name without spaces: an event, an act, a notice as the rulebook calls it. */
const word = z.string().check(z.regex(/^[A-Za-z][\w.-]{0,59}$/));

/** POST /api/debts/:case/holds */
export const holdRequest = z.object({
  ...keyed,
  reason: placeableHold,
  until: z.union([z.object({ day: civilDay }), z.object({ event: word })]),
  effect: holdEffect,
  note: needed,
});
export type HoldRequest = WithoutKey<z.infer<typeof holdRequest>>;
/** POST /api/debts/:case/holds/:hold/release */
export const releaseRequest = z.object({ ...keyed, note: needed });
export type ReleaseRequest = WithoutKey<z.infer<typeof releaseRequest>>;
/** POST /api/debts/:case/promise */
export const promiseToPayRequest = z.object({ ...keyed, minor, on: civilDay, note: z.optional(note) });
export type PromiseToPayRequest = WithoutKey<z.infer<typeof promiseToPayRequest>>;
/** POST /api/debts/:case/plan: each part is to be paid on its day at the latest; the parts are all that is overdue. */
export const planRequest = z.object({
  ...keyed,
  parts: z.array(z.object({ on: civilDay, minor })).check(z.minLength(1), z.maxLength(60)),
  note: z.optional(note),
});
export type PlanRequest = WithoutKey<z.infer<typeof planRequest>>;

/** POST /api/debts/:case/approve */
export const approveActRequest = z.object({ ...keyed, reason: needed });
export type ApproveActRequest = WithoutKey<z.infer<typeof approveActRequest>>;

/** Some 600 kB; a body may have a megabyte. */
const LARGEST_SCAN = 800_000;
/** POST /api/debts/:case/proofs: a notice that a person gave, and how it was served; null where it is not yet. */
export const proofRequest = z.object({
  ...keyed,
  /** The notice, as the rulebook calls it. */
  step: word,
  form: legalChannel,
  sentAt: instant,
  served: z.nullable(z.object({ at: instant, proof: proofKind })),
  note: needed,
  scan: z.optional(
    z.object({
      type: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
      base64: z.string().check(z.minLength(1), z.maxLength(LARGEST_SCAN), z.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
    }),
  ),
});
export type ProofRequest = WithoutKey<z.infer<typeof proofRequest>>;

/** POST /api/debts/:case/carried-out: the network's word, by a person. */
export const carriedOutRequest = z.object({ ...keyed, act: word, at: instant });
/** POST /api/debts/:case/reconnected */
export const reconnectedRequest = z.object({ ...keyed, at: instant });

/** POST /api/debts/export: a link to the cases as a file, good once. */
export const debtExportRequest = z.object({ ...keyed, filter: debtFilter, rung: z.nullable(rung) });
export type DebtExportRequest = WithoutKey<z.infer<typeof debtExportRequest>>;
