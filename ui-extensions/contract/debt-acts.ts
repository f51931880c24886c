import * as z from 'zod/mini';
import { citation, instant, refusal } from './common.js';
import { holdReason } from './hold-reason.js';
import { keyed, type WithoutKey } from './keyed.js';

/** A civil day at the premises. */
export const civilDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const note = z.string().check(z.maxLength(2000));
const needed = z.string().check(z.minLength(1), z.maxLength(2000));
const minor = z.int().check(z.positive());
/** A short name without spaces: an event, an act, a notice as the rulebook calls it. */
const word = z.string().check(z.regex(/^[A-Za-z][\w.-]{0,59}$/));

/** What a person may place by itself; promises and plans have acts of their own. */
export const placeableHold = z.enum(['dispute', 'lifeSupport', 'season', 'weather', 'complaint', 'manual']);
export const holdEffect = z.enum(['stopsClock', 'barsAct']);
/** A last day, or something that will happen. */
export const holdEnd = z.union([z.object({ day: civilDay }), z.object({ event: word })]);

/** POST /api/debts/:case/holds */
export const holdRequest = z.object({
  ...keyed,
  reason: placeableHold,
  until: holdEnd,
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
  on: z.nullable(civilDay),
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

/** POST /api/debts/:case/approve */
export const approveActRequest = z.object({ ...keyed, reason: needed });
export type ApproveActRequest = WithoutKey<z.infer<typeof approveActRequest>>;
export const approveActAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  act: z.string(),
  on: civilDay,
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
export const proofAnswer = z.object({
  case: z.string(),
  ref: z.string(),
  delivery: z.string(),
  /** SHA-256 of the scan. */
  scan: z.nullable(z.string()),
});
export type ProofAnswer = z.infer<typeof proofAnswer>;

/** POST /api/debts/:case/carried-out: the network's word, by a person. */
export const carriedOutRequest = z.object({ ...keyed, act: word, at: instant });
export type CarriedOutRequest = WithoutKey<z.infer<typeof carriedOutRequest>>;
/** POST /api/debts/:case/reconnected */
export const reconnectedRequest = z.object({ ...keyed, at: instant });
export type ReconnectedRequest = WithoutKey<z.infer<typeof reconnectedRequest>>;
export const networkAnswer = z.object({ case: z.string(), ref: z.string() });
