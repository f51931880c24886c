import { z } from 'zod';
import { CHANNELS } from '../../domain/contact-point.js';
import { NOTICE_KINDS } from '../../domain/notice/notice.js';
import { debtWordsShape } from './debt-words.js';

const message = z.string();
const block = z.union([
  message,
  z.strictObject({
    rows: z.array(z.tuple([message, message])).min(1),
    /** Set so that it cannot be overlooked: what a law wants prominent may stand here as well as in the heading. */
    strong: z.boolean().optional(),
  }),
]);
const perLanguage = <S extends z.ZodType>(schema: S) => z.record(z.string().min(2), schema);

const variantSchema = z.strictObject({
  /** In order of preference; the first that fits the cap of segments is sent. */
  sms: z.array(message).min(1),
  /** Of the e-mail, in order of preference; the first that fits 70 characters is sent. */
  subject: z.array(message).min(1),
  /** The heading of the e-mail and the subject of the letter. */
  heading: message,
  /** Of e-mail and letter alike, so that the two cannot tell different things. */
  body: z.array(block).min(1),
});

/** config/templates/<kind>.yaml */
export const templateFileSchema = z.strictObject({
  kind: z.enum(NOTICE_KINDS),
  version: z.int().min(1),
  /** Segments that one text message may take. */
  smsSegments: z.int().min(1).max(3),
  languages: perLanguage(
    z.strictObject({ residential: variantSchema, business: variantSchema.partial().optional() }),
  ),
});

/** config/templates/sentences.yaml: what the kinds share. */
export const sentencesSchema = perLanguage(
  z.strictObject({
    times: z.strictObject({
      /** Patterns of dayjs, for a day; the short one leaves the year out unless it is another one. */
      dayShort: z.string(),
      dayShortYear: z.string(),
      dayLong: z.string(),
      /** Of a letter, without the day of the week. */
      date: z.string(),
      windowShort: message,
      overnightShort: message,
      windowLong: message,
      overnightLong: message,
      moment: message,
      /** A wall-clock time that comes twice as the clocks go back. */
      firstTime: message,
      secondTime: message,
      more: message,
    }),
    sentences: z.record(z.string(), message),
    salutation: message,
    dateLine: message,
    referenceLine: message,
    closing: message,
    /** Ends every e-mail and letter. */
    ending: z.array(block),
    /** Why the addressee gets this: the foot of the e-mail, the last paragraph of the letter. */
    why: message,
  }),
);

/** config/templates/debt.yaml: what the notices of a debt share. */
export const debtSchema = perLanguage(
  z.strictObject({
    ...debtWordsShape,
    sentences: z.record(z.string(), message),
    /** Ends every e-mail and letter of a debt. */
    ending: z.array(block),
  }),
);

/** config/templates/reasons.yaml: codes in words. */
export const reasonsSchema = z.strictObject({
  reasons: z.record(z.string(), perLanguage(z.string().min(1))),
  alsoAffected: z.record(z.string(), perLanguage(z.string().min(1))),
});

/** config/templates/elements.yaml: which placeholders prove that a text has an element the law requires. */
export const elementsSchema = z.record(
  z.string(),
  z.strictObject({
    means: z.string().min(1),
    /** Proved by a subject line that is never empty; a text message is its own subject. */
    line: z.literal('subject').optional(),
    /** One of these sets must be there whole. */
    anyOf: z.array(z.array(z.string()).min(1)).default([]),
    /** Channels whose every message has it by itself, such as the date of an e-mail. */
    byItself: z.array(z.enum(CHANNELS)).default([]),
    /** How exactly its placeholders tell it, in any case. */
    precision: z.enum(['date', 'minute', 'money']).optional(),
    /** Yes-or-no facts that must be `yes` for the text to tell it, such as that a day is known. */
    given: z.array(z.string()).default([]),
  }),
);

export type TemplateFile = z.output<typeof templateFileSchema>;
export type Variant = z.output<typeof variantSchema>;
export type Block = z.output<typeof block>;
export type SentencesFile = z.output<typeof sentencesSchema>;
export type Words = SentencesFile[string];
export type DebtFile = z.output<typeof debtSchema>;
export type ReasonsFile = z.output<typeof reasonsSchema>;
export type ElementsFile = z.output<typeof elementsSchema>;

/** Parsed data together with the name of the file it came from, for messages. */
export interface Named<T> {
  readonly file: string;
  readonly data: T;
}
export interface TextFiles {
  readonly templates: readonly Named<TemplateFile>[];
  readonly sentences: Named<SentencesFile>;
  readonly debt: Named<DebtFile>;
  readonly reasons: Named<ReasonsFile>;
  readonly elements: Named<ElementsFile>;
}
