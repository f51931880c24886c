import * as z from 'zod/mini';
import {
  channel,
  citation,
  deliveryState,
  instant,
  noticeKind,
  noticeState,
  postalAddress,
} from './common.js';

export const deliveryRow = z.object({
  id: z.string(),
  channel,
  state: deliveryState,
  stateAt: instant,
  sendAt: instant,
  acceptedAt: z.nullable(instant),
  postedAt: z.nullable(instant),
  deliveredAt: z.nullable(instant),
  /** In plain words. */
  reason: z.nullable(z.string()),
  attempts: z.number(),
  /** The notice went once more: to the same address, or where a person sent it. */
  again: z.boolean(),
});

export const noticeRow = z.object({
  id: z.string(),
  /** One of the two. */
  outage: z.nullable(z.string()),
  debtCase: z.nullable(z.string()),
  ref: z.string(),
  revision: z.number(),
  kind: noticeKind,
  state: noticeState,
  servedAt: z.nullable(instant),
  servedHow: z.nullable(z.enum(['proof', 'deemed'])),
  serveBy: z.nullable(instant),
  late: z.boolean(),
  addressee: z.string(),
  contactIds: z.array(z.string()),
  premises: z.array(postalAddress),
  language: z.string(),
  zone: z.string(),
  lifeSupport: z.boolean(),
  unreachable: z.array(z.string()),
  deliveries: z.array(deliveryRow),
  createdAt: instant,
});
export type NoticeRow = z.infer<typeof noticeRow>;
export const noticeList = z.object({ notices: z.array(noticeRow), next: z.nullable(z.string()) });

/** One notice with all that can be proved of it. */
export const noticeView = z.object({
  notice: noticeRow,
  because: z.array(citation),
  deliveries: z.array(
    z.object({
      row: deliveryRow,
      to: z.string(),
      template: z.nullable(z.string()),
      sha256: z.nullable(z.string()),
      subject: z.nullable(z.string()),
      /** The text as sent; for a letter its words, the file is at `letter`. */
      body: z.nullable(z.string()),
      letter: z.nullable(z.string()),
      sms: z.nullable(z.object({ encoding: z.string(), characters: z.number(), segments: z.number() })),
      attempts: z.array(
        z.object({
          n: z.number(),
          carrier: z.string(),
          startedAt: instant,
          endedAt: z.nullable(instant),
          result: z.nullable(z.string()),
          reason: z.nullable(z.string()),
        }),
      ),
      receipts: z.array(
        z.object({
          outcome: z.string(),
          at: instant,
          receivedAt: instant,
          reason: z.nullable(z.string()),
          raw: z.string(),
        }),
      ),
    }),
  ),
});
export type NoticeView = z.infer<typeof noticeView>;
