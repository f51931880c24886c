import { z } from 'zod';
import { QUESTIONS, type LawInput } from '../../domain/rules/ask.js';
import { LAW_SCENARIOS, LEGAL_CHANNELS, PROOFS } from '../../domain/rules/rulebook.js';
import { isCivilDate, isZone, type CivilDate, type Zone } from '../../domain/time.js';

const zone = z
  .string()
  .refine(isZone, 'a time zone of the IANA list, such as Europe/Berlin')
  .transform(text => text as Zone);
const day = z
  .string()
  .refine(isCivilDate, 'a day such as 2026-01-31')
  .transform(text => text as CivilDate);
const moment = z.string().min(1, 'a day such as 2026-01-31, or a moment such as 2026-01-31T09:00+01:00');
const text = z.string().min(1);

const notice = z.strictObject({
  channel: z.enum(LEGAL_CHANNELS).optional(),
  sent: moment.optional(),
  served: moment.optional(),
  delivered: moment.optional(),
  proof: z.enum(PROOFS).optional(),
  failedAttempts: z.array(moment).optional(),
});

/** A question to `npm run rules`; docs/rules.md explains it. */
export const lawQuestion = z.strictObject({
  ask: z.enum(QUESTIONS),
  place: z.strictObject({
    jurisdiction: text,
    zone,
    utility: text.optional(),
    customerClass: text.optional(),
    supplier: text.optional(),
    contract: text.optional(),
  }),
  scenario: z.enum(LAW_SCENARIOS),
  act: text.optional(),
  at: moment.optional(),
  now: moment.optional(),
  on: day.optional(),
  notices: z.record(z.string(), z.array(notice)).optional(),
  events: z.record(z.string(), moment).optional(),
  facts: z
    .record(
      z.string(),
      z.union(
        [z.boolean(), z.number(), z.string(), z.array(z.string())],
        'true, false, a number, a text or a list of texts',
      ),
    )
    .optional(),
  noServiceDays: z
    .strictObject({ weekdays: z.array(z.number().int().min(1).max(7)), dates: z.array(day) })
    .optional(),
  hours: z.number().nonnegative().optional(),
  emergency: z.boolean().optional(),
  recipientZone: zone.optional(),
}) satisfies z.ZodType<LawInput>;

export type QuestionRead =
  | { readonly ok: true; readonly question: LawInput }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Reads a question; every mistake says where it is and what was expected there. */
export const readQuestion = (input: string): QuestionRead => {
  let json: unknown;
  try {
    json = JSON.parse(input);
  } catch (error) {
    return { ok: false, mistakes: [`(top): expected JSON on standard input: ${(error as Error).message}`] };
  }
  const parsed = lawQuestion.safeParse(json);
  return parsed.success
    ? { ok: true, question: parsed.data }
    : {
        ok: false,
        mistakes: parsed.error.issues.map(
          ({ path, message }) => `${path.join('.') || '(top)'}: expected ${message}`,
        ),
      };
};
