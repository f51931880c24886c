import * as z from 'zod/mini';
import { complaintAbout, reachAct, reachWay } from './customer.js';
import { keyed, type WithoutKey } from './keyed.js';

const note = z.string().check(z.maxLength(2000));

export const sendAgainRequest = z.object({ ...keyed, contactPoint: z.uuid(), reason: z.optional(note) });
export type SendAgainRequest = WithoutKey<z.infer<typeof sendAgainRequest>>;

const typed = z.string().check(z.maxLength(320));
export const correctionRequest = z.object({
  ...keyed,
  correction: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('email'), email: typed }),
    z.object({ kind: z.literal('phone'), phone: typed, country: z.string().check(z.length(2)) }),
    z.object({
      kind: z.literal('address'),
      address: z.object({
        line1: typed,
        city: typed,
        postcode: typed,
        country: z.string().check(z.length(2)),
      }),
    }),
  ]),
  /** To be sent there at once. */
  notice: z.optional(z.uuid()),
});
export type CorrectionRequest = WithoutKey<z.infer<typeof correctionRequest>>;

export const complaintRequest = z.object({
  ...keyed,
  about: complaintAbout,
  said: z.string().check(z.minLength(1), z.maxLength(4000)),
  outage: z.optional(z.uuid()),
  place: z.optional(z.uuid()),
});
export type ComplaintRequest = WithoutKey<z.infer<typeof complaintRequest>>;

/** That somebody was told by word of mouth, or could not be. */
export const tryRequest = z.object({ ...keyed, act: reachAct, way: reachWay });
export type TryRequest = WithoutKey<z.infer<typeof tryRequest>>;

export const letterLinkRequest = z.object({ ...keyed, delivery: z.uuid() });
