import { z } from 'zod';
import type { Policy } from '../../domain/policy.js';
import { isZone, type Zone } from '../../domain/time.js';

const channel = z.enum(['email', 'sms', 'letter']);
/** `HH:MM` as minutes since midnight. */
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "21:00", in quotes')
  .transform(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const plan = z.strictObject({
  together: z.array(channel).min(1),
  thenOneOf: z.array(channel),
  alsoForLifeSupport: z.array(channel),
});
const zone = z
  .string()
  .refine(isZone, 'a time zone such as Europe/Berlin')
  .transform(name => name as Zone);
const positive = z.number().positive();
const days = z.number().int().nonnegative();
/** Minor units. */
const byCurrency = z.record(
  z.string().regex(/^[A-Z]{3}$/, 'a currency such as EUR'),
  z.number().int().positive(),
);

/** The grammar of config/policy.yaml. */
export const policyFile = z.strictObject({
  channels: z.strictObject({ plannedInterruption: plan, emergency: plan }),
  quietHours: z.strictObject({ channels: z.array(channel), from: timeOfDay, to: timeOfDay }),
  personBeforeDeadlineHours: positive,
  confirmLifeSupportWithin: z.strictObject({ plannedHours: positive, emergencyMinutes: positive }),
  retry: z.strictObject({ delaysMinutes: z.array(positive).min(1) }),
  approvalAbove: z.number().int().nonnegative(),
  nextUpdateMinutes: positive,
  mirrorAfterMinutes: positive,
  reconcile: z.strictObject({ zone, at: timeOfDay }),
  erasure: z.strictObject({ keep: z.enum(['hashes', 'texts']), holdDays: days }),
  debt: z.strictObject({
    graceDays: days,
    daysBetweenSteps: days,
    daysForThePost: days,
    minimum: byCurrency,
    reconnectionFee: byCurrency,
    balanceFreshHours: positive,
    approvalDaysAhead: days,
    approvalHoldsDays: days,
  }),
}) satisfies z.ZodType<Policy>;
