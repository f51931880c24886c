import * as z from 'zod/mini';
import { citation, instant, refusal } from './common.js';
import { holdReason } from './hold-reason.js';

/** A civil day at the premises. */
const day = z.string();

/** What a person may place by itself; promises and plans have acts of their own. */
export const placeableHold = z.enum(['dispute', 'lifeSupport', 'season', 'weather', 'complaint', 'manual']);
export const holdEffect = z.enum(['stopsClock', 'barsAct']);
/** A last day, or something that will happen. */
export const holdEnd = z.union([z.object({ day }), z.object({ event: z.string() })]);

/** Of each act that ends or begins a hold. */
export const holdAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  hold: z.string(),
  reason: holdReason,
  /** Null: it has been released. */
  until: z.nullable(holdEnd),
});
export type HoldAnswer = z.infer<typeof holdAnswer>;

/** POST /api/debts/:case/check and its answer; `keyOnly` is the request. */
export const warrantAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  /** What the law calls it. */
  act: z.string(),
  /** The first day that the notices and waits allow; null: no day can be said. */
  on: z.nullable(day),
  /** Today, and all that the law and the utility ask is there but approvals: a person may approve. */
  approvable: z.boolean(),
  lawful: z.boolean(),
  /** Of a lawful one: not before, and not after. */
  from: z.nullable(instant),
  until: z.nullable(instant),
  approvals: z.object({ needed: z.number(), given: z.array(z.string()) }),
  /** Every obstacle at once, each with its source and what would remove it. */
  obstacles: z.array(refusal),
  /** How each notice below the act was served. */
  proofs: z.array(
    z.object({
      notice: z.string(),
      delivery: z.string(),
      channel: z.string(),
      sentAt: instant,
      servedAt: z.nullable(instant),
      proof: z.nullable(z.string()),
      returnedAt: z.nullable(instant),
    }),
  ),
  because: z.array(citation),
  trace: z.array(z.string()),
});
export type WarrantAnswer = z.infer<typeof warrantAnswer>;

export const approveActAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  act: z.string(),
  on: day,
  needed: z.number(),
  given: z.array(z.string()),
});
export type ApproveActAnswer = z.infer<typeof approveActAnswer>;

export const legalChannel = z.enum([
  'email',
  'certifiedEmail',
  'sms',
  'letter',
  'registeredLetter',
  'handDelivery',
  'inPerson',
  'phoneCall',
  'portal',
  'billInsert',
  'poster',
  'press',
]);
export const proofKind = z.enum(['delivered', 'receivedSigned', 'acknowledged', 'refused', 'published']);
export const proofAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  delivery: z.string(),
  /** SHA-256 of the scan. */
  scan: z.nullable(z.string()),
});
export type ProofAnswer = z.infer<typeof proofAnswer>;

export const networkAnswer = z.object({ case: z.string(), ref: z.string() });
