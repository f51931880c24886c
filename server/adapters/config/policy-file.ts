import { z } from 'zod';
import type { Policy } from '../../domain/policy.js';
import { isCivilDate, isZone, type CivilDate, type Zone } from '../../domain/time.js';

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
const civilDay = z
  .string()
  .refine(isCivilDate, 'a day such as 2026-12-24')
  .transform(text => text as CivilDate);
const jurisdiction = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[\w-]+)?$/, 'a key such as DE or DE-BE');
const factValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);

const warnings = z.array(
  z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a warning as weather feeds write it, such as heat_advisory'),
);
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
    noServiceDays: z
      .strictObject({ weekdays: z.array(z.number().int().min(1).max(7)), dates: z.array(civilDay) })
      .nullable(),
    facts: z.record(jurisdiction, z.record(z.string(), factValue)),
    weather: z.strictObject({
      staleAfterHours: positive,
      heatAdvisories: warnings,
      extreme: z.strictObject({ belowC: z.number(), aboveC: z.number(), warnings }),
    }),
  }),
}) satisfies z.ZodType<Policy>;
