import { z } from 'zod';
import { isZone, type CivilDate, type Zone } from '../../domain/time.js';
import type { HandOver } from '../../domain/calendar.js';

const minuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day such as "14:00"', abort: true })
  .transform(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const policy = z.enum(['again', 'ask']);

/** Minor units; a part of one is allowed, since a text message may cost 0.75 cents. Round the sum, not the price. */
const price = z.number().nonnegative().default(0);

const handOver = z
  .strictObject({
    zone: z.string().refine(isZone, 'an IANA zone such as Europe/Berlin'),
    cutOff: minuteOfDay,
    postedAt: minuteOfDay,
    weekdays: z.array(z.int().min(1).max(7)).min(1),
    closed: z.array(z.iso.date()).default([]),
  })
  .refine(value => value.postedAt >= value.cutOff, 'letters to be posted after the cut-off of their day')
  .transform((value): HandOver => ({
    ...value,
    zone: value.zone as Zone,
    closed: value.closed as CivilDate[],
  }));

const common = {
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'a short name such as mail-main'),
  /** The first part of the names of its settings in the environment. */
  settings: z.string().regex(/^[A-Z][A-Z0-9_]{0,30}$/, 'a prefix such as SMTP'),
  concurrency: z.int().min(1).max(200),
  ratePerSecond: z.number().positive(),
  honoursKeys: z.boolean(),
  onUnknown: z.strictObject({ outage: policy, debt: policy, information: policy }),
  cost: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code'),
    perMessage: price,
    perSegment: price,
    perPage: price,
  }),
};

const smtp = z.strictObject({ ...common, kind: z.literal('smtp') });
const smsHttp = z.strictObject({
  ...common,
  kind: z.literal('sms-http'),
  /** Whether the provider answers "what became of this key?". */
  answersByKey: z.boolean(),
});
const letterSpool = z.strictObject({
  ...common,
  kind: z.literal('letter-spool'),
  handOver,
  postage: z.strictObject({
    home: z.string().regex(/^[A-Z]{2}$/),
    domestic: z.string().min(1),
    abroad: z.string().min(1),
  }),
});

const namesAreUnique = (file: {
  readonly [channel: string]: readonly { readonly name: string }[];
}): boolean => {
  const names = Object.values(file).flatMap(carriers => carriers.map(carrier => carrier.name));
  return new Set(names).size === names.length;
};

/** config/carriers.yaml: the carriers of each channel, the preferred one first. */
export const carriersFile = z
  .strictObject({ email: z.array(smtp), sms: z.array(smsHttp), letter: z.array(letterSpool) })
  .refine(namesAreUnique, 'every carrier to have a name of its own');

export type CarriersFile = z.output<typeof carriersFile>;
export type SmtpEntry = CarriersFile['email'][number];
export type SmsEntry = CarriersFile['sms'][number];
export type LetterEntry = CarriersFile['letter'][number];
export type CarrierEntry = SmtpEntry | SmsEntry | LetterEntry;
